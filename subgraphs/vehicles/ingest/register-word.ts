/**
 * What the register says of a permit that the hub wrote. Both are kept as they came, each under its own key; which of them
 * stands is found where they are read, so that it does not matter in which order they come. Pure.
 */

import { mayBeSamePermitNumber, normalisedId, permitNumberKey } from '@one-visit/schema/permit-number.ts'

/** What has to be known of a version of a permit. */
export interface StatedPermit {
  permitId: string
  vin: string
  number: string
  kind: string
  state: string
  validFrom: string
  validUntil: string | null
  /** The hub's own; of a word of the register the permit of the hub's it names. */
  certificateId: string | null
  deleted: boolean
  contradicted?: boolean
  /** Whether what the register and the hub say of one permit is of two vehicles. */
  isOfTwo?: boolean
  sourceAt: Date
  sourceSequence?: number
}

/**
 * A permit under the numbers it has by the hub and by the register, as they are compared, and whether it is one of the hub's
 * of which the register has said nothing.
 */
export type Numbered<Permit extends StatedPermit> = Permit & {
  numbers: readonly string[]
  isUnheard: boolean
}

/** What a record of the register is known by. */
export const registerKeyOf = (recordId: string): string => `register:${recordId}`

/** Whether the hub wrote a permit: its own are known by their certificate. */
export function isOfHub({
  permitId,
  certificateId,
}: Pick<StatedPermit, 'permitId' | 'certificateId'>): boolean {
  return permitId === certificateId
}

/**
 * Permits, each once: of one of the hub's the register's newest word stands in place of the hub's, under the hub's key and
 * number. What the register took out of its list altogether is INVALID. Two words of one instant that differ contradict it,
 * as does one that may be about it and may not.
 * `left`: what the register last said of the vehicle in records that it has stated of others since: it stands of the hub's
 * permits, and is no permit itself.
 */
export function asRegisterSays<Permit extends StatedPermit>(
  permits: readonly Permit[],
  left: readonly Permit[] = [],
): Numbered<Permit>[] {
  const own = permits.filter(isOfHub)
  const all = [...permits, ...left]
  const meant = new Map(all.map((permit) => [permit, isOfHub(permit) ? undefined : meantBy(permit, own)]))
  return permits.flatMap((permit) => {
    if (meant.get(permit) !== undefined) return []
    return isOfHub(permit)
      ? [
          outweighed(
            permit,
            all.filter((word) => meant.get(word) === permit),
            all.filter((word) => !isOfHub(word) && meant.get(word) === undefined && mayMean(word, permit)),
          ),
        ]
      : [{ ...permit, numbers: [permitNumberKey(permit.number)], isUnheard: false }]
  })
}

/**
 * Which of the hub's permits a record of the register is about for certain: the one whose certificate it names, else the one
 * whose key it bears, else the one of its number, in whatever spelling. Undefined where it is about none of them.
 */
export function meantBy<Permit extends StatedPermit>(
  word: StatedPermit,
  own: readonly Permit[],
): Permit | undefined {
  const ofVehicle = own.filter(({ vin }) => vin === word.vin)
  if (ofVehicle.length === 0) return undefined
  const { certificateId: named, permitId: key, number, kind } = word
  return (
    ofVehicle.find(({ permitId }) => named !== null && isSameId(permitId, named)) ??
    ofVehicle.find(({ permitId }) => isSameId(registerKeyOf(permitId), key)) ??
    ofVehicle.find((one) => one.kind === kind && isSameNumber(one.number, number))
  )
}

const isSameId = (one: string, other: string): boolean => normalisedId(one) === normalisedId(other)

/** Whether two numbers of permits are one for certain. */
export const isSameNumber = (one: string, other: string): boolean =>
  permitNumberKey(one) === permitNumberKey(other)

/**
 * Whether a record of the register that is about none of the hub's permits for certain may be about one after all: of the same
 * vehicle, by its number under another kind, or by the digits of its number.
 */
function mayMean(word: StatedPermit, own: StatedPermit): boolean {
  return (
    word.vin === own.vin &&
    (isSameNumber(word.number, own.number) || mayBeSamePermitNumber(word.number, own.number))
  )
}

/** A permit of the hub's as `words` say, which are about it; `doubts` may be. */
function outweighed<Permit extends StatedPermit>(
  own: Permit,
  words: readonly Permit[],
  doubts: readonly Permit[],
): Numbered<Permit> {
  const live = words.filter(({ deleted }) => !deleted)
  const [word, ...older] = [...(live.length > 0 ? live : words)].sort(newestFirst)
  // What was taken out of the list may have been this one, unless the list has this one.
  const mayBeAnother = doubts.some(({ deleted }) => !deleted || live.length === 0)
  if (word === undefined) {
    const contradicted = own.contradicted === true || mayBeAnother
    return { ...own, contradicted, numbers: [permitNumberKey(own.number)], isUnheard: true }
  }
  const { permitId, certificateId, number, kind, vin } = own
  const isDoubted =
    mayBeAnother || older.some((other) => newestFirst(word, other) === 0 && !saysTheSame(word, other))
  return {
    ...word,
    permitId,
    certificateId,
    number,
    kind,
    vin,
    state: word.deleted ? 'INVALID' : word.state,
    // The hub knows the last day it wrote, where the register names none.
    validUntil: word.validUntil ?? own.validUntil,
    deleted: false,
    contradicted: word.contradicted === true || isDoubted,
    isOfTwo: [own, ...words].some(({ isOfTwo }) => isOfTwo === true),
    numbers: [own.number, word.number].map(permitNumberKey),
    isUnheard: false,
  }
}

function newestFirst(one: StatedPermit, other: StatedPermit): number {
  return (
    other.sourceAt.getTime() - one.sourceAt.getTime() ||
    (other.sourceSequence ?? 0) - (one.sourceSequence ?? 0)
  )
}

function saysTheSame(one: StatedPermit, other: StatedPermit): boolean {
  return (['state', 'validFrom', 'validUntil'] as const).every((field) => one[field] === other[field])
}
