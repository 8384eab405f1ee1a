/** What senders change of their own truth, and the messages that tell of it. Plain data; nothing of the hub is in it. */
import type { Sender } from './cast.ts'
import type { PolicyKind, Usage } from './commands.ts'

/** What is so from an instant on. */
export type What =
  /** A vehicle on a platform: its plate while it is in service, none while it is not; `gone` where it was deleted. */
  | { fact: 'vehicle'; plate: string; isInService: boolean; isGone: boolean }
  /** A policy of the vehicle, told of by the plate it bears; days YYYY-MM-DD, both insured. */
  | {
      fact: 'policy'
      number: string
      kind: PolicyKind
      plate: string
      from: string
      until: string
      isGone: boolean
    }
  /** The odometer of the vehicle, told of by the plate it bears. */
  | { fact: 'mileage'; plate: string; km: number }
  /** A safety inspection; when it was made, epoch ms, is before the change where its report was corrected. */
  | {
      fact: 'test'
      serial: string
      attempt: number
      passed: boolean
      until: string
      km: number
      testedAt: number
    }
  /** A visit that counts for nothing, or does again. */
  | { fact: 'annulment'; serial: string; isTakenBack: boolean }
  | { fact: 'equipment'; fitted: boolean }
  | {
      fact: 'usageChange'
      id: string
      from: Usage
      to: Usage
      state: 'ACCEPTED' | 'DONE' | 'WITHDRAWN'
      acceptedAt: number
      doneAt: number | undefined
    }

export type FactName = What['fact']

/** A change at a sender, of one vehicle, at an instant. */
export interface Change<Kind extends What = What> {
  sender: Sender
  vin: string
  /** When it was so first, epoch ms; no two changes of a sender are of one instant. */
  at: number
  what: Kind
}

/** What of a kind a change says. */
export type WhatOf<Name extends FactName> = Extract<What, { fact: Name }>

/** What became of a message at the hub. */
export type Fortune =
  /** On the way, or lost: what the hub holds is the same. */
  | 'NOT_THERE'
  /** Read and applied, by itself or as its correction. */
  | 'READ'
  | 'UNREAD'
  /** An administrator answers for it that it changes nothing. */
  | 'CLOSED'

/** A message that tells of a change. */
export interface Message {
  change: Change
  /** Number of its batch, where the sender numbers them. */
  number: number | undefined
  fortune: Fortune
  /** Whether it may still arrive. */
  isOnTheWay: boolean
  /** How it was written: so that it can be read, or not. */
  isBroken: boolean
  /** The message of the same instant, or of the same record a moment later, that it says something else than. */
  twinOf: Message | undefined
  /** What of it nobody can read, where it is such a one. */
  breakAs: 'BESIDES' | 'CONTENT' | undefined
  /** Whether another message of the same instant said something else and arrived. */
  isContradicted: boolean
  /** When it first arrived, epoch ms. */
  arrivedAt: number | undefined
  /** When it, or its correction, arrived so that it could be read, epoch ms. */
  readAt: number | undefined
  /** Number of the entry in quarantine. */
  quarantineId: string | undefined
}

/** What a sender told of how far it vouches, as it arrived. */
export interface Heartbeat {
  sender: Sender
  at: number
  last: number | undefined
  /** The highest number that had come by then, and when. */
  came: { number: number; at: number } | undefined
  isLoaded: boolean
  closedUntil: number | undefined
}

/** A comparison of both sides, as of an instant. */
export interface Compared {
  sender: Sender
  scope: string
  at: number
  facts: readonly FactName[]
  /** Whether it names all other messages too its sender may send. */
  isOfEverything: boolean
  /** What it compares: keys with their instants, keys alone, or how many there are. */
  form: 'VERSIONS' | 'KEYS' | 'COUNTS'
}

/** What the hub asked of the police and was answered. */
export interface Pulled {
  vin: string
  at: number
  /** What the answer says, nothing where the police have no such vehicle. */
  rows: readonly PoliceRow[]
}

/** What the police hold of a vehicle. */
export interface PoliceRow {
  usage: Usage
  letters: string
  plate: string
}

/** A serial number a station was given for a vehicle. */
export interface Expected {
  station: Sender
  serial: string
  vin: string
  at: number
}

/** Whether a message names another vehicle than what its record is of. */
export const isOfAnother = ({ change, twinOf }: Message): boolean =>
  twinOf !== undefined && twinOf.change.vin !== change.vin

/** Whether records of a fact name a plate, which vehicles bear one after the other. */
export const namesPlate = ({ fact }: What): boolean => fact === 'policy' || fact === 'mileage'

/** The record a message is of at the hub: a newer one of the same name stands in its place. */
export function nameOf({ vin, what }: Change): string {
  switch (what.fact) {
    case 'policy':
      return `policy ${what.number} ${what.plate}`
    case 'mileage':
      return `mileage ${what.plate}`
    case 'test':
      return `test ${what.serial} ${what.attempt}`
    case 'annulment':
      return `annulment ${what.serial}`
    case 'usageChange':
      return `usageChange ${what.id}`
    default:
      return `${what.fact} ${vin}`
  }
}
