/** Holds what a hub answers to what it can know: every finding and every envelope. */
import type { Sender } from './cast.ts'
import type { Told } from './heard.ts'
import type { Knowledge } from './known.ts'
import { type AllKnown, knownOf, passesKnown } from './verdicts.ts'

/** A finding, as far as it is compared. */
export interface FindingOf {
  code: string
  verdict: string
}

/** An envelope, as far as it is compared. */
interface Envelope {
  status: string
  confirmedAt?: Date | string | null
  record?: Record<string, unknown> | null
  records?: readonly Record<string, unknown>[]
  complete?: boolean
}

/** What is not as it must be, in words; nothing where all is. */
export type Faults = readonly string[]

/** Counts of what was seen, so that a run of nothing but UNKNOWN is noticed. */
export interface Seen {
  findings: Record<string, number>
  decisions: Record<string, number>
  envelopes: Record<string, number>
  facts: number
  known: number
}

export const nothingSeen = (): Seen => ({ findings: {}, decisions: {}, envelopes: {}, facts: 0, known: 0 })

/** Compares one decision and the envelopes it stands on. */
export function compareDecision(
  about: { told: Told; vin: string; company: Sender; now: number },
  given: { answer: Record<string, Record<string, unknown>>; verdict: string; findings: readonly FindingOf[] },
  seen: Seen,
): Faults {
  const { told, vin, company, now } = about
  const known = knownOf(told, vin, company, now)
  const isPass = passesKnown(known, vin, now)
  count(seen.decisions, given.verdict)
  const faults: string[] = []
  for (const { code, verdict } of given.findings) {
    const passes = isPass[code]
    if (passes === undefined) continue
    count(seen.findings, verdict)
    if (verdict === 'PASS' && !passes) faults.push(`${code} passes, and the truth is not PASS and known`)
    if (verdict === 'FAIL' && passes) faults.push(`${code} fails, and the truth is PASS and known`)
  }
  for (const { fact, isKnown } of factsKnown(known)) {
    seen.facts += 1
    if (isKnown) seen.known += 1
    const envelope = envelopeOf(given.answer, fact)
    count(seen.envelopes, envelope?.status ?? 'NONE')
  }
  return [...faults, ...envelopeFaults(given.answer, known)]
}

const fieldOf: Readonly<Record<keyof AllKnown, string>> = {
  status: 'policeStatus',
  usage: 'usage',
  inspection: 'safety',
  equipment: 'equipment',
  vehicle: 'platformRecord',
  insurance: 'insurance',
  mileage: 'mileage',
}

function factsKnown(known: AllKnown): { fact: keyof AllKnown; isKnown: boolean }[] {
  return (Object.keys(fieldOf) as (keyof AllKnown)[]).map((fact) => ({ fact, isKnown: known[fact].isKnown }))
}

function envelopeOf(
  answer: Record<string, Record<string, unknown>>,
  fact: keyof AllKnown,
): Envelope | undefined {
  return (answer.vehicle?.[fieldOf[fact]] ?? undefined) as Envelope | undefined
}

function envelopeFaults(answer: Record<string, Record<string, unknown>>, known: AllKnown): Faults {
  const { status, usage, inspection, equipment, vehicle, insurance, mileage } = known
  const of = (fact: keyof AllKnown) => envelopeOf(answer, fact)
  const one = <Value>(fact: keyof AllKnown, knowledge: Knowledge<Value>, same: SameAs<Value>) =>
    recordFaults(fact, of(fact), knowledge, same)
  return [
    ...one(
      'status',
      status,
      (row, record) => lettersOf(record) === row.letters && record.plateNumber === row.plate,
    ),
    ...one(
      'usage',
      usage,
      (use, record) => record.current === (use === 'T' ? 'RIDE_HAILING' : 'NON_COMMERCIAL'),
    ),
    ...one(
      'inspection',
      inspection,
      (test, record) =>
        record.verdict === (test.passed ? 'PASS' : 'FAIL') &&
        record.validUntil === test.until &&
        (record.odometerKm ?? 0) === test.km,
    ),
    ...one('equipment', equipment, (seen, record) => record.positioning === seen.fitted),
    ...one(
      'vehicle',
      vehicle,
      (on, record) => record.inService === on.isInService && record.plateNumber === on.plate,
    ),
    ...one('mileage', mileage, (figure, record) => record.totalKm === figure.km),
    ...listFaults(of('insurance'), insurance),
  ]
}

type SameAs<Value> = (value: Value, record: Record<string, unknown>) => boolean

const lettersOf = ({ letters }: Record<string, unknown>): string =>
  (letters as { letter: string }[]).map(({ letter }) => letter).join('')

function recordFaults<Value>(
  fact: string,
  envelope: Envelope | undefined,
  knowledge: Knowledge<Value>,
  same: SameAs<Value>,
): Faults {
  if (envelope === undefined) return [`${fact} has no envelope`]
  const { status, record } = envelope
  const { value } = knowledge
  if (status !== 'PRESENT' && status !== 'CONFIRMED_ABSENT') return []
  // Without an instant it vouches for nothing, and nobody decides on it.
  if (confirmedMs(envelope) === undefined) return []
  const told = `${fact} is ${status} as of ${instantOf(envelope)}`
  if (!knowledge.isKnown) return [`${told}, and is not known: ${knowledge.why}`]
  if (status === 'CONFIRMED_ABSENT' && value !== undefined)
    return [`${told}, and there is ${JSON.stringify(value)}`]
  if (status === 'PRESENT' && (value === undefined || !record || !same(value, record)))
    return [`${told} as ${JSON.stringify(record)}, and it is ${JSON.stringify(value)}`]
  return tooSure(told, envelope, knowledge.until)
}

/** Whether an envelope says that it is true up to a later instant than anybody can know. */
function tooSure(told: string, envelope: Pick<Envelope, 'confirmedAt'>, until: number | undefined): Faults {
  const at = confirmedMs(envelope)
  return at !== undefined && at > (until ?? 0) ? [`${told}, and is known only up to ${isoOf(until)}`] : []
}

function listFaults(envelope: Envelope | undefined, knowledge: AllKnown['insurance']): Faults {
  if (envelope === undefined) return ['insurance has no envelope']
  const { status, records = [], complete } = envelope
  const { value = [] } = knowledge
  const told = `insurance is ${status} as of ${instantOf(envelope)}${complete ? ', complete' : ''}`
  const isSure = status === 'PRESENT' || status === 'CONFIRMED_ABSENT'
  // A list of which records contradict themselves may be whole; nobody relies on it.
  if (!isSure) return complete && status !== 'CONFLICTING' ? [`${told}, and is in doubt`] : []
  if (knowledge.isOpen) return [`${told}, and is not known: ${knowledge.why}`]
  if (status === 'CONFIRMED_ABSENT' || complete) {
    if (!knowledge.isKnown) return [`${told}, and is not known: ${knowledge.why}`]
    const there = value.map(({ policy }) => contentOf(policy)).sort()
    const here = records.map(contentOf).sort()
    if (there.join() !== here.join()) return [`${told} with ${here.join()}, and there are ${there.join()}`]
  }
  if (status !== 'PRESENT') return tooSure(told, envelope, knowledge.until)
  return records.flatMap((record) => {
    const own = value.filter(({ policy, isKnown }) => isKnown && contentOf(policy) === contentOf(record))
    if (own.length === 0) return [`${told}, and ${contentOf(record)} is none of it that is known`]
    return tooSure(`${told}: ${contentOf(record)}`, record, Math.max(...own.map(({ until }) => until)))
  })
}

/** What the item asks for of a policy. */
const contentOf = (policy: object): string => {
  const { kind, from, until, validFrom = from, validUntil = until } = policy as Record<string, string>
  return `${kind} ${validFrom}/${validUntil}`
}

const confirmedMs = ({ confirmedAt }: Pick<Envelope, 'confirmedAt'>): number | undefined =>
  confirmedAt === null || confirmedAt === undefined ? undefined : new Date(confirmedAt).getTime()
const isoOf = (at: number | undefined): string => (at === undefined ? 'never' : new Date(at).toISOString())
const instantOf = (envelope: Envelope): string => isoOf(confirmedMs(envelope))

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1
}
