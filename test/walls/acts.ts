/** Acts on what belongs to the other side: every mutation, filled with the other's keys. */
import { randomUUID } from 'node:crypto'
import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { carApplication, truckApplication } from './cases.ts'
import { type Side, sides } from './cast.ts'
import type { WalledWorld } from './furnish.ts'
import type { Keys } from './keys.ts'
import type { Argument } from './questions.ts'
import { vehicleOf } from './vehicles.ts'

/** Acts that are about nobody's, or for administrators, who act for everybody. */
export const actsOfOnesOwn: readonly string[] = ['registerCallback']

/** Accounts that act for everybody, as far as their role goes: nothing is another's to them. */
export const actingForAll: readonly string[] = ['bureau-clerk', 'administrator']

/** Whose is acted on, and by which keys. */
export interface Target {
  readonly side: Side
  readonly keys: Keys
}

const digest = '0'.repeat(64)

/** By coordinate, where the name alone does not say what it is. */
const byCoordinate: Readonly<Record<string, (target: Target) => unknown>> = {
  'Mutation.submitApplication.input': ({ side }) =>
    truckApplication(side, vehicleOf(side.index, 'truck'), side.station),
  'Mutation.grantMandate.input': ({ side }) => ({
    kind: 'AGENCY',
    grantedBy: { residentId: side.citizen },
    grantedTo: { companyId: side.platform },
    items: ['RHL-02'],
    validFrom: '2026-01-01',
    validUntil: '2099-01-01',
  }),
  'Mutation.confirmPaperEvidence.id': ({ keys }) => keys.paper?.[0],
  'Mutation.reviewCertificateFlag.id': ({ keys }) => keys.flag?.[0],
  'Mutation.endMandate.id': ({ keys }) => keys.mandate?.[0],
  'Mutation.rotateCallbackSecret.id': ({ keys }) => keys.callback?.[0],
  'Mutation.disableCallback.id': ({ keys }) => keys.callback?.[0],
  'Mutation.resendDelivery.id': ({ keys }) => keys.delivery?.[0],
  'Mutation.registerCallback.input': () => ({
    url: 'https://partner.example/told',
    types: ['APPLICATION_STATE_CHANGED'],
  }),
  'Mutation.requestPoliceRecord.vehicle': ({ side }) => {
    const { vin, plate } = vehicleOf(side.index, 'own')
    return { vin, plateNumber: plate, plateKind: '52' }
  },
  'Mutation.requestDrivingLicence.driver': ({ side }) => ({ residentId: side.citizen }),
  'Mutation.submitPlatformRecords.message': () => 'baseInfoVehicleTotalMile',
  'Mutation.submitPlatformRecords.records': ({ side }) => [
    { CompanyId: side.platform, VehicleNo: '浙CD99998', TotalMile: 1, Flag: 1, UpdateTime: 20260101080000 },
  ],
  'Mutation.submitInspectionRecords.message': () => 'equipmentConfirmation',
  'Mutation.submitInspectionRecords.records': ({ side }) => [{ station: side.station.id }],
}

/** By name of the argument. */
const byName: Readonly<Record<string, (target: Target) => unknown>> = {
  applicationId: ({ keys }) => keys.application?.[0],
  expectedVersion: () => 1,
  factsDigest: () => digest,
  fileDigest: () => digest,
  idempotencyKey: () => randomUUID(),
  check: () => 'EQUIPMENT_FITTED',
  reason: () => 'a reason that is long enough',
  because: () => 'a reason that is long enough',
  // Acts of administrators: an entry of a feed that was not read, a closure, whichever it is; a station.
  id: () => '1',
  station: ({ side }) => side.station.id,
  message: () => 'usageChange',
  records: () => [{}],
}

/** A value of the other side's for an argument of a mutation. */
export function actValue({ coordinate, name }: Argument, target: Target): unknown {
  const value = (byCoordinate[`${coordinate}.${name}`] ?? byName[name])?.(target)
  if (value === undefined)
    throw new Error(`Nothing is known to fill ${coordinate}(${name}:) with; say it in acts.ts.`)
  return value
}

/** The same variables about something that is not there. */
export function aboutNothing(
  variables: Readonly<Record<string, unknown>>,
  keys: Keys,
): Record<string, unknown> {
  const known = new Set(Object.values(keys).flat())
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' && known.has(value) ? randomUUID() : value,
    ]),
  )
}

/** Everything people have put into the room of approvals, as digests; what is told of callbacks goes on by itself. */
export async function heldIn({ db }: WalledWorld): Promise<unknown> {
  const tables = [
    ['applications', 'id, version, state, office_id'],
    ['mandates', 'id, ended_on, granted_by, granted_to'],
    ['callbacks', 'id, url, disabled_at'],
    ['decisions', 'id, outcome'],
    ['certificates', 'id, state'],
  ] as const
  const digests = tables.map(([table, columns]) =>
    sql.raw(
      `(select md5(string_agg((${columns})::text, ',' order by id)) from approvals.${table}) as ${table}`,
    ),
  )
  return rowsOf(await db.read(ownWork, (tx) => tx.execute(sql`select ${sql.join(digests, sql`, `)}`)))
}

/** How many denials are written down. */
export async function denialsIn({ db }: WalledWorld): Promise<number> {
  const asked = sql`select count(*)::int as count from approvals.audit where action = 'DENIED'`
  const [row] = rowsOf<{ count: number }>(await db.read(ownWork, (tx) => tx.execute(asked)))
  return row?.count ?? 0
}

/** The side whose things a caller of the other has no right to. */
export function otherSide(account: string, keysOf: readonly [Keys, Keys]): Target {
  const index = account.endsWith('-0') ? 1 : 0
  return { side: sides[index], keys: keysOf[index] }
}

/** Whose things a caller has no right to: those of the other side, and of both where he or she is of none. */
export function othersOf(account: string, keysOf: readonly [Keys, Keys]): readonly [Target, ...Target[]] {
  const [one, other] = sides.map((side) => ({ side, keys: keysOf[side.index] })) as [Target, Target]
  if (account.endsWith('-0')) return [other]
  return account.endsWith('-1') ? [one] : [one, other]
}

/** What accounts of either side hand in for themselves, or by a mandate of theirs, about vehicles of the other. */
export function applicationsAboutOthers(
  keysOf: readonly [Keys, Keys],
): readonly (readonly [account: string, input: object])[] {
  return sides.flatMap((side) => {
    const { index, station } = side
    const other = index === 0 ? 1 : 0
    const [mandateId] = keysOf[index].mandate ?? []
    return [
      [`citizen-${index}`, carApplication(side, vehicleOf(other, 'truck'))],
      [`company-${index}`, truckApplication(side, vehicleOf(other, 'truck'), station)],
      [`platform-${index}`, { ...carApplication(side, vehicleOf(other, 'mandated')), mandateId }],
    ] as const
  })
}
