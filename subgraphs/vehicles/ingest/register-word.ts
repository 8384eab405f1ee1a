/**
 * What the register says of a permit that the hub wrote. Both are kept as they came, each under its own key; which of them
 * stands is found where they are read, so that it does not matter in which order they come. Pure.
 */

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

/** A permit under the numbers it has by the hub and by the register. */
export type Numbered<Permit extends StatedPermit> = Permit & { numbers: readonly string[] }

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
 * number. What the register took out of its list altogether is INVALID. Two words of one instant that differ contradict it.
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
          ),
        ]
      : [{ ...permit, numbers: [permit.number] }]
  })
}

/**
 * Which of the hub's permits a record of the register is about: the one whose certificate it names, else the one whose key
 * it bears, else the one of its number. Undefined where it is about none of them.
 */
export function meantBy<Permit extends StatedPermit>(
  word: StatedPermit,
  own: readonly Permit[],
): Permit | undefined {
  const ofVehicle = own.filter(({ vin }) => vin === word.vin)
  return (
    ofVehicle.find(({ certificateId }) => certificateId === word.certificateId) ??
    ofVehicle.find(({ permitId }) => word.permitId === registerKeyOf(permitId)) ??
    ofVehicle.find(({ number, kind }) => number === word.number && kind === word.kind)
  )
}

function outweighed<Permit extends StatedPermit>(own: Permit, words: readonly Permit[]): Numbered<Permit> {
  const live = words.filter(({ deleted }) => !deleted)
  const [word, ...older] = [...(live.length > 0 ? live : words)].sort(newestFirst)
  if (word === undefined) return { ...own, numbers: [own.number] }
  const { permitId, certificateId, number, kind, vin } = own
  const isDoubted = older.some((other) => newestFirst(word, other) === 0 && !saysTheSame(word, other))
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
    numbers: [own.number, word.number],
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
