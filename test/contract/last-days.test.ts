/**
 * A last day nobody stated is not "without limit": whatever has a last day that may be null says in a flag of its own that
 * there is none. New types are found here; what stands without a flag is listed with why nothing passes by it.
 */
import { readFileSync } from 'node:fs'
import { buildSchema, isNonNullType, isObjectType } from 'graphql'
import { expect, it } from 'vitest'

/** Last days without a flag, and why a null among them says nothing more than it should. */
const without: Readonly<Record<string, string>> = {
  'Callback.previousUntil': 'ours: null where no address came before',
  'CertificateVerification.validUntil': 'ours: null where there is no certificate to tell of',
  'Delegation.validUntil':
    'stands until it is revoked: of it alone null means that there is none, as its description says',
  'InspectionRecord.validUntil': 'a check that finds none is UNKNOWN',
  'PowerDelegation.validUntil': 'as Delegation.validUntil, with the power it is of',
  'Station.licenceValidUntil': 'shown to people; evidence stands on licences, which have the flag',
  'StationClosure.closedUntil': 'until it is lifted, as its description says',
  'UsageChangeRecord.scrapOn': 'no check reads it',
  'VehiclePoliceStatus.inspectionValidUntil': 'no check reads it',
}

const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'))

/** Fields that name a last day and may be null, with the flag they should have beside them. */
function lastDays(): { field: string; hasFlag: boolean }[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return []
    const fields = type.getFields()
    return Object.values(fields)
      .filter(
        ({ name, type: of }) =>
          /(Until|^until|^scrapOn)$/.test(name) && !isNonNullType(of) && /^(Date|DateTime)$/.test(String(of)),
      )
      .map(({ name }) => ({ field: `${type.name}.${name}`, hasFlag: `${name}Unlimited` in fields }))
  })
}

it('every last day that may be null says in a flag whether there is none, but for those known to need none', () => {
  const days = lastDays()
  expect(days.filter(({ hasFlag }) => hasFlag).length).toBeGreaterThan(8)
  expect(
    days
      .filter(({ hasFlag }) => !hasFlag)
      .map(({ field }) => field)
      .sort(),
  ).toEqual(Object.keys(without).sort())
})
