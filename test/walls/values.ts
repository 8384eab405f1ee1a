/** What arguments are filled with: keys of one side, found by the coordinate of the argument or by its name. */
import type { Keys } from './keys.ts'
import type { Argument } from './questions.ts'

type Values = (keys: Keys) => readonly unknown[]

const keysOfKind =
  (kind: string): Values =>
  (keys) => {
    const found = keys[kind]
    if (found === undefined || found.length === 0) throw new Error(`the world has no key of the kind ${kind}`)
    return found
  }

/** By coordinate, where the name alone does not say what it is. */
const byCoordinate: Readonly<Record<string, Values>> = {
  'Query.application.id': keysOfKind('application'),
  'Query.station.id': keysOfKind('station'),
  'Query.usageChange.id': keysOfKind('change'),
  'Query.office.id': keysOfKind('office'),
  'Query.vehicleByPlate.plate': (keys) => keysOfKind('plate')(keys).map((number) => ({ number })),
}

/** By name of the argument, or of the key of an entity. */
const byName: Readonly<Record<string, Values>> = {
  applicationId: keysOfKind('application'),
  callbackId: keysOfKind('callback'),
  vin: keysOfKind('vin'),
  vins: (keys) => [keysOfKind('vin')(keys)],
  companyId: keysOfKind('companyId'),
  uscc: keysOfKind('uscc'),
  ref: keysOfKind('ref'),
  token: keysOfKind('token'),
  serial: keysOfKind('serial'),
  code: () => ['RHL-02'],
  item: () => ['RHL-02'],
  division: () => ['330300'],
}

/** Values of one side for an argument. */
export function valuesFor({ coordinate, name }: Argument, keys: Keys): readonly unknown[] {
  const values =
    byCoordinate[`${coordinate}.${name}`] ??
    (/FeedReceipts?$|feedReceipt$/.test(coordinate) ? keysOfKind('receipt') : byName[name])
  if (values === undefined)
    throw new Error(`Nothing is known to fill ${coordinate}(${name}:) with; say it in values.ts.`)
  return values(keys)
}

/** Key of an entity by type, where the name of the key does not say it. */
const kindOfEntity: Readonly<Record<string, string>> = {
  Application: 'application',
  Certificate: 'certificate',
  Appointment: 'appointment',
  Station: 'station',
  Office: 'office',
  UsageChange: 'change',
  FeedReceipts: 'receipt',
}

/** Keys of one side for an entity. */
export function entityKeys(type: string, key: string, keys: Keys): readonly unknown[] {
  const kind = kindOfEntity[type]
  return kind === undefined
    ? valuesFor({ coordinate: type, name: key, type: '' }, keys)
    : keysOfKind(kind)(keys)
}
