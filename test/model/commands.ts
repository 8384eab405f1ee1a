/** What happens in a run: scripts of commands over the small cast, as data. */
import fc from 'fast-check'
import { companies, plates, type Sender, senders, stations, vehicles } from './cast.ts'

/**
 * What becomes of the message that tells of a change: it arrives, waits on the way, is lost, arrives with a date nobody
 * can read, or arrives beside another one of the same instant that says something else: one that can be read, or one that
 * nobody can read and that comes before it, after it or in one batch with it. Or nobody could read what the record said a
 * moment before, of another vehicle.
 */
export type Fate =
  | 'ARRIVES'
  | 'WAITS'
  | 'LOST'
  | 'BROKEN'
  | 'TWICE_TOLD'
  | 'BROKEN_TWIN_BEFORE'
  | 'BROKEN_TWIN_AFTER'
  | 'BROKEN_TWIN_BESIDE'
  | 'BROKEN_OF_ANOTHER'

/** A change of what is so at a sender; one that cannot happen (no such visit, the plate is taken) does not. */
export type Deed =
  | { deed: 'bear'; company: string; vin: string; plate: string }
  | { deed: 'park'; company: string; vin: string }
  | { deed: 'leave'; company: string; vin: string }
  | { deed: 'insure'; company: string; vin: string; kind: PolicyKind; fromDays: number; days: number }
  | { deed: 'tellAgain'; company: string; vin: string; kind: PolicyKind }
  | { deed: 'cancel'; company: string; vin: string; kind: PolicyKind }
  | { deed: 'drive'; company: string; vin: string; km: number }
  | { deed: 'test'; station: string; vin: string; passed: boolean; km: number; expected: boolean }
  | { deed: 'retest'; station: string; vin: string; passed: boolean }
  | { deed: 'amend'; station: string; vin: string; passed: boolean }
  | { deed: 'annul'; station: string; vin: string }
  | { deed: 'reinstate'; station: string; vin: string }
  | { deed: 'look'; vin: string; fitted: boolean }
  | { deed: 'accept'; vin: string; to: Usage }
  | { deed: 'complete'; vin: string }
  | { deed: 'withdraw'; vin: string }
  | { deed: 'rewrite'; vin: string; which: number }
  | { deed: 'mark'; vin: string; letters: string }
  | { deed: 'replate'; vin: string; plate: string }
  | { deed: 'strike'; vin: string }

export const policyKinds = ['交强险', '承运人责任险'] as const
export type PolicyKind = (typeof policyKinds)[number]
export type Usage = 'A' | 'T'

/** How the police answer when they are asked. */
export type PullAnswer = 'AS_IT_IS' | 'BEFORE_THE_LAST_CHANGE' | 'ANOTHER_VEHICLE' | 'TWO_ROWS' | 'NO_ANSWER'

/** Which number a heartbeat states as the newest: what it is, that of the day before as after a restart, none. */
export type StatedNumber = 'LAST' | 'BEHIND' | 'NONE'

export type Command =
  | { do: 'deed'; deed: Deed; fate: Fate }
  /** A plate goes from the vehicle that bears it to another one of the platform; each of the two messages has its fate. */
  | { do: 'handOn'; company: string; to: string; by: 'park' | 'leave'; fates: readonly [Fate, Fate] }
  /** The oldest message on the way, or the nth, arrives. */
  | { do: 'arrive'; which: number }
  /** A message that arrived comes once more. */
  | { do: 'again'; which: number }
  /** A sender corrects a message that could not be read: by its number in quarantine, or by sending it again like any other. */
  | { do: 'correct'; which: number; byNumber: boolean }
  /** A sender gives another of its messages about the vehicle for the correction of one that could not be read. */
  | { do: 'mistake'; which: number; other: number }
  /** An administrator closes one, and answers for it. */
  | { do: 'close'; which: number }
  /** `late` comes an hour after it was written. */
  | { do: 'beat'; sender: Sender; everything: boolean; numbers: StatedNumber; late: boolean }
  | {
      do: 'compare'
      sender: Sender
      everything: boolean
      form: 'VERSIONS' | 'KEYS' | 'COUNTS'
      /** Which kind of record alone; all of them when left out. */
      one: number | undefined
      hoursAgo: number
    }
  /** A station asks for a serial number for a vehicle. */
  | { do: 'expect'; station: string; vin: string }
  /** A station says that it is closed for some hours. */
  | { do: 'shut'; station: string; hours: number }
  | { do: 'pull'; vin: string; answer: PullAnswer }
  | { do: 'wait'; minutes: number }
  /** A good morning: everybody says that they are alive, the police are asked about everything. */
  | { do: 'morning' }

/** How the senders of a run are, each in the order of `senders`. */
export interface Habits {
  /** Whether it numbers its batches. */
  numbers: readonly boolean[]
  /** How often it promised a heartbeat, seconds; never where it is left out. */
  everySeconds: readonly (number | undefined)[]
  /** Whether it declares its first load complete in the first heartbeat. */
  loads: readonly boolean[]
  /** Whether everybody told everything before the run begins. */
  isTold: boolean
}

export interface Script {
  habits: Habits
  commands: readonly Command[]
}

const vin = fc.constantFrom(...vehicles)
const company = fc.constantFrom(...companies)
const station = fc.constantFrom(...stations)
const plate = fc.constantFrom(...plates)
const kind = fc.constantFrom(...policyKinds)
/** True so many times in a hundred. */
const often = (hundredths: number) => fc.nat(99).map((drawn) => drawn < hundredths)

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ deed: fc.constant('bear'), company, vin, plate }) },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('park'), company, vin }) },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('leave'), company, vin }) },
  {
    weight: 4,
    arbitrary: fc.record({
      deed: fc.constant('insure'),
      company,
      vin,
      kind,
      fromDays: fc.integer({ min: -40, max: 3 }),
      days: fc.constantFrom(30, 365),
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('tellAgain'), company, vin, kind }) },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('cancel'), company, vin, kind }) },
  {
    weight: 4,
    arbitrary: fc.record({
      deed: fc.constant('drive'),
      company,
      vin,
      km: fc.constantFrom(12_000, 90_000, 590_000, 700_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      deed: fc.constant('test'),
      station,
      vin,
      passed: often(60),
      km: fc.constantFrom(0, 42_000, 650_000),
      expected: often(70),
    }),
  },
  { weight: 3, arbitrary: fc.record({ deed: fc.constant('retest'), station, vin, passed: often(50) }) },
  { weight: 3, arbitrary: fc.record({ deed: fc.constant('amend'), station, vin, passed: often(60) }) },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('annul'), station, vin }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('reinstate'), station, vin }) },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('look'), vin, fitted: often(60) }) },
  { weight: 3, arbitrary: fc.record({ deed: fc.constant('accept'), vin, to: fc.constantFrom('A', 'T') }) },
  { weight: 4, arbitrary: fc.record({ deed: fc.constant('complete'), vin }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('withdraw'), vin }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('rewrite'), vin, which: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ deed: fc.constant('mark'), vin, letters: fc.constantFrom('A', 'AK', 'AG', 'AX') }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('replate'), vin, plate }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('strike'), vin }) },
) as fc.Arbitrary<Deed>

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Fate>('ARRIVES') },
  { weight: 4, arbitrary: fc.constant<Fate>('WAITS') },
  { weight: 3, arbitrary: fc.constant<Fate>('LOST') },
  { weight: 4, arbitrary: fc.constant<Fate>('BROKEN') },
  { weight: 2, arbitrary: fc.constant<Fate>('TWICE_TOLD') },
  { weight: 1, arbitrary: fc.constant<Fate>('BROKEN_TWIN_BEFORE') },
  { weight: 1, arbitrary: fc.constant<Fate>('BROKEN_TWIN_AFTER') },
  { weight: 1, arbitrary: fc.constant<Fate>('BROKEN_TWIN_BESIDE') },
  { weight: 1, arbitrary: fc.constant<Fate>('BROKEN_OF_ANOTHER') },
)

const which = fc.nat(9)
const sender = fc.constantFrom<Sender>(...senders)

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('deed'), deed, fate }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('handOn'),
      company,
      to: vin,
      by: fc.constantFrom('park', 'leave'),
      fates: fc.tuple(fate, fate),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('arrive'), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again'), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct'), which, byNumber: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mistake'), which, other: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close'), which }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('beat'),
      sender,
      everything: often(30),
      numbers: fc.constantFrom('LAST', 'LAST', 'LAST', 'BEHIND', 'NONE'),
      late: often(10),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('compare'),
      sender,
      everything: often(60),
      form: fc.constantFrom('VERSIONS', 'VERSIONS', 'KEYS', 'COUNTS'),
      one: fc.option(fc.nat(2), { nil: undefined, freq: 2 }),
      hoursAgo: fc.constantFrom(0, 0, 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expect'), station, vin }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('shut'), station, hours: fc.constantFrom(12, 60) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('pull'),
      vin,
      answer: fc.constantFrom<PullAnswer>(
        'AS_IT_IS',
        'AS_IT_IS',
        'AS_IT_IS',
        'AS_IT_IS',
        'BEFORE_THE_LAST_CHANGE',
        'ANOTHER_VEHICLE',
        'TWO_ROWS',
        'NO_ANSWER',
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 90 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.integer({ min: 90, max: 4_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.integer({ min: 4_000, max: 90_000 }) }),
  },
  { weight: 8, arbitrary: fc.constant({ do: 'morning' }) },
) as fc.Arbitrary<Command>

const each = <Value>(value: fc.Arbitrary<Value>) =>
  fc.array(value, { minLength: senders.length, maxLength: senders.length })

const habits: fc.Arbitrary<Habits> = fc.record({
  numbers: each(often(60)),
  everySeconds: each(fc.constantFrom(undefined, 3_600, 86_400)),
  loads: each(often(85)),
  isTold: often(80),
})

/** Scripts of at most so many commands. */
export function scripts(commandsMax: number): fc.Arbitrary<Script> {
  return fc.record({
    habits,
    commands: fc.array(command, { minLength: 1, maxLength: commandsMax, size: 'max' }),
  })
}

/** What is told of two of the vehicles, each on its platform, before a run in which everything is told begins. */
export const told: readonly Deed[] = vehicles.slice(0, 2).flatMap((each, index): Deed[] => {
  const of = companies[index % 2] ?? companies[0]
  return [
    { deed: 'bear', company: of, vin: each, plate: plates[index] ?? plates[0] },
    { deed: 'insure', company: of, vin: each, kind: '交强险', fromDays: -1, days: 365 },
    { deed: 'insure', company: of, vin: each, kind: '承运人责任险', fromDays: -1, days: 365 },
    { deed: 'drive', company: of, vin: each, km: 12_000 },
    {
      deed: 'test',
      station: stations[index % 2] ?? stations[0],
      vin: each,
      passed: true,
      km: 42_000,
      expected: false,
    },
    { deed: 'look', vin: each, fitted: true },
    { deed: 'accept', vin: each, to: 'T' },
    { deed: 'complete', vin: each },
  ]
})

/** Whose habit stands where. */
export const placeOf = (one: Sender): number => senders.indexOf(one)
