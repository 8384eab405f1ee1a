/** Evidence of facts that name a plate and no VIN: insurance and mileage. */
import { invariant } from '@one-visit/kit/errors.ts'
import type { Coverage } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { startOfDay } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { isOfPlate, ownerOf, type PlateFact, plateOf } from './plate-bearing.ts'
import { questionOf, rowOf } from './standing.ts'
import type { InsuranceRow, MileageRow, VehiclePair } from './store.ts'

type Policy = NonNullable<InsuranceRow['policy']>
type Figure = NonNullable<MileageRow['figure']>

/** A fact that may be of the vehicle; not sure where it may be of another one. */
interface Claim<Row> {
  row: Row
  isSure: boolean
}

/**
 * Insurance of a vehicle: policies of a plate it bore on their first day and when they were last reported. Where these are
 * two vehicles, nobody knows whose they are.
 */
export function insuranceEvidence([vin, companyId]: VehiclePair, found: readonly InsuranceRow[], now: Date) {
  const policies = found.flatMap(({ policy }) => policy ?? [])
  const { own, others } = claimsOf(vin, policies, found[0], policyFact)
  const standing = standingPolicies(own)
  const today = shanghaiDay(now)
  const evidence = envelopeOfMany({
    ...questionFor(vin, companyId, found[0], {
      others: others.filter(({ validUntil }) => validUntil !== null && validUntil >= today),
    }),
    asked: vin,
    rows: standing.map((policy) => rowOf(vin, policy)),
    now,
  })
  return { ...evidence, records: evidence.members.map(policyOf) }
}

function policyFact({ plateNumber, plateColour, validFrom, sourceAt }: Policy): PlateFact {
  return { plateNumber, plateColour, at: [...(validFrom === null ? [] : [startOfDay(validFrom)]), sourceAt] }
}

function policyOf({
  content,
  confirmedAt,
  contradicted,
}: {
  content: Policy
  confirmedAt: Date
  contradicted: boolean
}) {
  const { policyNumber, insurer, kind, sumYuan, validFrom, validUntil } = content
  invariant(
    insurer !== null && kind !== null && validFrom !== null && validUntil !== null,
    'a policy that is not deleted has insurer, kind and days',
  )
  return { number: policyNumber, insurer, kind, sumYuan, validFrom, validUntil, confirmedAt, contradicted }
}

/** Rows that may be of a vehicle, and those that are of others. */
function claimsOf<Row extends { deleted: boolean }>(
  vin: string,
  rows: readonly Row[],
  bearing: Pick<InsuranceRow | MileageRow, 'changes' | 'unread'> | undefined,
  factOf: (row: Row) => PlateFact,
): { own: Claim<Row>[]; others: Row[] } {
  const own: Claim<Row>[] = []
  const others: Row[] = []
  for (const row of rows) {
    const owner = ownerOf(factOf(row), bearing?.changes ?? [], bearing?.unread ?? [])
    if (owner.vins.has(vin)) own.push({ row, isSure: owner.vin === vin })
    else if (!row.deleted) others.push(row)
  }
  return { own, others }
}

/**
 * The policies that stand of those that may be a vehicle's, each contradicted where nobody knows whether it is, or what it
 * says: so that a list in conflict names every record nothing may rest on. One number on several plates of one vehicle is one
 * policy that moved with it.
 */
function standingPolicies(claims: readonly Claim<Policy>[]): Policy[] {
  const byNumber = new Map<string, Claim<Policy>[]>()
  for (const claim of claims) {
    const { policyNumber } = claim.row
    byNumber.set(policyNumber, [...(byNumber.get(policyNumber) ?? []), claim])
  }
  const spoken = new Map(
    [...byNumber.values()].map((same) => {
      const { row, conflicting } = standingOf(same, policyContent)
      return [row, conflicting] as const
    }),
  )
  return claims.flatMap(({ row }) => {
    const conflicting = spoken.get(row)
    return conflicting === undefined ? [] : [{ ...row, contradicted: row.contradicted || conflicting }]
  })
}

const policyContent = ({ deleted, insurer, kind, sumYuan, validFrom, validUntil }: Policy): string =>
  JSON.stringify([deleted, insurer, kind, sumYuan, validFrom, validUntil])

interface Version {
  sourceAt: Date
  sourceSequence: number
  deleted: boolean
}

/**
 * The record that speaks of those that may be about one thing of a vehicle: the newest. Two of one instant that differ
 * contradict each other, and so does one that may be another vehicle's, unless all it can do is delete what is not there.
 */
function standingOf<Row extends Version>(
  claims: readonly Claim<Row>[],
  contentOf: (row: Row) => string,
): { row: Row | undefined; conflicting: boolean } {
  const [newest, ...older] = [...claims].sort(
    (a, b) => byVersion(a.row, b.row) || Number(b.isSure) - Number(a.isSure),
  )
  if (newest === undefined) return { row: undefined, conflicting: false }
  const sure = newest.isSure ? newest : older.find(({ isSure }) => isSure)
  const isOpen = !newest.isSure && !(newest.row.deleted && sure?.row.deleted !== false)
  const isDivided = older.some(
    ({ row }) => byVersion(row, newest.row) === 0 && contentOf(row) !== contentOf(newest.row),
  )
  return { row: newest.row.deleted ? sure?.row : newest.row, conflicting: isOpen || isDivided }
}

/** The newest first. */
function byVersion(a: Version, b: Version): number {
  return b.sourceAt.getTime() - a.sourceAt.getTime() || b.sourceSequence - a.sourceSequence
}

/**
 * What an envelope asks of its senders. That there is nothing of the vehicle, or no more, can be vouched for only where it
 * bears a plate, and nothing is reported of that plate that is of another vehicle: a vehicle that was reported under a wrong
 * VIN looks the same.
 */
function questionFor(
  vin: string,
  companyId: string,
  found: InsuranceRow | MileageRow | undefined,
  { others }: { others: readonly Omit<PlateFact, 'at'>[] },
) {
  const { coverage, ...question } = questionOf(companyId, found)
  const plate = plateOf(vin, found?.changes ?? [])
  const isPlain = plate !== undefined && !others.some((other) => isOfPlate(other, plate))
  return { ...question, coverage: isPlain ? coverage : withoutLoad(coverage) }
}

/** Coverage that confirms what is there, shows a gap, and proves no absence. */
function withoutLoad(coverage: Coverage | undefined): Coverage | undefined {
  return coverage && { ...coverage, initialLoadCompletedAt: undefined }
}

/**
 * Odometer total of a vehicle: the newest figure of a plate it bore when the figure was reported. It stays the vehicle's
 * when another one reports under the plate.
 */
export function mileageEvidence([vin, companyId]: VehiclePair, found: readonly MileageRow[], now: Date) {
  const figures = found.flatMap(({ figure, contradicted }) =>
    figure === null ? [] : [{ ...figure, contradicted: contradicted === true }],
  )
  const { own, others } = claimsOf(
    vin,
    figures.filter((figure) => !figures.some((other) => replaces(other, figure))),
    found[0],
    figureFact,
  )
  const { row, conflicting } = standingOf(own, figureContent)
  return {
    ...envelopeOf({
      ...questionFor(vin, companyId, found[0], { others }),
      asked: vin,
      row: row && rowOf(vin, row),
      conflicting,
      ageing: true,
      now,
    }),
    record: row === undefined || row.totalKm === null ? null : { totalKm: row.totalKm },
  }
}

function figureFact({ plateNumber, plateColour, sourceAt }: Figure): PlateFact {
  return { plateNumber, plateColour, at: [sourceAt] }
}

/** Whether one figure is another one read again by a newer mapping. */
function replaces(one: Figure, other: Figure): boolean {
  return (
    one.plateNumber === other.plateNumber &&
    one.plateColour === other.plateColour &&
    byVersion(one, other) === 0 &&
    one.mappingVersion > other.mappingVersion
  )
}

const figureContent = ({ deleted, totalKm }: Figure): string => JSON.stringify([deleted, totalKm])
