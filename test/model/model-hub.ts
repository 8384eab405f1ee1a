/** A hub as the senders of a run know it: made of the pure parts, or the real one. */
import type { HeartbeatAnswer } from '@one-visit/kit/feed/coverage/coverage.ts'
import type { Sender } from './cast.ts'
import type { PullAnswer } from './commands.ts'
import type { PoliceRow } from './said.ts'

/** A record on its way to the hub. */
export interface Batch {
  sender: Sender
  message: string
  record: Record<string, unknown>
  /** The sender's own number of the batch. */
  number: number | undefined
}

/** What became of a record: where it could not be read, the number it has in quarantine. */
export interface Taken {
  quarantineId: string | undefined
}

/** A heartbeat as it is written. */
export interface Beat {
  scope: string
  at: string
  lastSequence?: number
  initialLoadCompleted?: true
  closedUntil?: string
}

/** A comparison as it is written. */
export interface Comparing {
  scope: string
  at: string
  records: { message: string; count: number; keysDigest?: string; versionsDigest?: string[] }[]
}

/** What the exchange of the police is about to answer. */
export interface Answering {
  answer: PullAnswer
  rows: readonly PoliceRow[]
}

/** How much of a decision is asked for. */
export interface Asked {
  vin: string
  companyId: string
}

/** The hub of a run. Its clock is the run's. */
export interface ModelHub {
  /** Registers the senders of the run, in a hub that knows nothing. */
  begin(senders: readonly { sender: Sender; everySeconds: number | undefined }[]): Promise<void> | void
  take(batch: Batch): Promise<Taken> | Taken
  /** Takes records of one message in one batch; answers in their order. */
  takeTogether(records: readonly Batch[]): Promise<readonly Taken[]> | readonly Taken[]
  resubmit(quarantineId: string, batch: Batch): Promise<void> | void
  close(sender: Sender, quarantineId: string): Promise<void> | void
  beat(sender: Sender, beat: Beat): Promise<Pick<HeartbeatAnswer, 'gap'>> | Pick<HeartbeatAnswer, 'gap'>
  compare(sender: Sender, comparing: Comparing): Promise<{ equal: boolean }> | { equal: boolean }
  /** Asks for a serial number; answers it. */
  expect(station: Sender, vin: string): Promise<string> | string
  pull(vin: string, answering: Answering): Promise<void> | void
  /** What the graph answers to the evidence document of the item. */
  ask(asked: Asked): Promise<Record<string, Record<string, unknown>>>
}
