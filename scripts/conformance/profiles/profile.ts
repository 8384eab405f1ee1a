/** What is special about a record the kit sends. */
export type ProbeFault = 'broken' | 'foreign' | 'ahead'

/** A record to send: a synthetic subject, by its number in this run, as of an instant. */
export interface Probe {
  serial: number
  at: Date
  /** Takes the record back: a delete, a withdrawal, a cancelled visit. */
  gone?: boolean
  fault?: ProbeFault
}

/** One address of a feed and how its records are written. */
export interface FeedAddress {
  room: string
  /** Path below /feeds/<room>/. */
  path: string
  /** Name of the message in receipts and reconciliation. */
  message: string
  contentType: string
  /** One body of records; those that are gone and those that are not never come in one. */
  write(probes: readonly Probe[]): string
}

/** What the kit needs to know of a kind of partner. */
export interface Profile extends FeedAddress {
  /** Where the pointer of a broken record leads. */
  brokenPointer: string
  /** The code and pointer of a record that speaks for somebody else; a text says why there is no such thing. */
  foreign: { code: string; pointer: string } | string
  /** The code of a record dated an hour ahead. */
  aheadCode: string
  /** What becomes of an older record that arrives after its delete, where deletes are records of the same table. */
  addAfterDelete: 'SUPERSEDED' | 'APPLIED'
  /** Further addresses that are tried with one record each. */
  further: readonly FeedAddress[]
}

/** A number for this run that keeps its synthetic subjects apart from those of other runs; six digits. */
export const runNumber = (at: Date): string => String(at.getTime() % 1_000_000).padStart(6, '0')

/** Serial within a run as two digits. */
export const twoDigits = (serial: number): string => String(serial).padStart(2, '0')
