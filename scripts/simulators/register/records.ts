import { beijingDay as day } from '../beijing.ts'
import type { Batch, Wire } from '../faulty.ts'
import { inventedCreditCode, inventedResidentId, withVinCheckDigit } from '../identifiers.ts'

/** A record of the register: field to value, a list only where the register has one. */
export type RegisterRecord = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Which row of which run, and when the register wrote it. */
export interface RegisterRow {
  /** From 0; rows of the same number in different messages belong together. */
  row: number
  /** Runs of different seeds, up to ten, share no vehicle, person or business. */
  seed: number
  at: Date
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const kinds = ['TAXI', 'FREIGHT', 'CHARTER', 'REPAIR', 'DRIVING_SCHOOL'] as const
const authority = '温州市道路运输管理局'
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'

const serialOf = ({ row, seed }: RegisterRow): number => (seed % 10) * 1_000_000 + row
const isTruck = ({ row }: RegisterRow): boolean => row % 2 === 0
const kindOf = ({ row }: RegisterRow) => kinds[row % kinds.length] ?? 'TAXI'

function vehicleRegistration(row: RegisterRow): RegisterRecord {
  return {
    ...stated('vehicle', row),
    vin: vinOf(row),
    plateNumber: plateOf(row),
    plateColour: isTruck(row) ? '2' : '1',
    plateKind: isTruck(row) ? '01' : '02',
    ownerName: `虚构运输公司${row.row}`,
    ownerUscc: inventedCreditCode(serialOf(row)),
    vehicleType: isTruck(row) ? 'H11' : 'K33',
    seats: isTruck(row) ? 2 : 5,
    grossMassKg: isTruck(row) ? 18_000 : 1_800,
    registeredOn: day(row.at, -1 - (row.row % 7)),
    operatingState: '10',
  }
}

function stated(name: string, row: RegisterRow) {
  return {
    recordId: `sim-${name}-${serialOf(row)}`,
    updatedAt: row.at.toISOString(),
    sequence: 0,
    deleted: false,
  }
}

function vinOf(row: RegisterRow): string {
  return withVinCheckDigit(`LSGR16D00H${String(serialOf(row) % 10_000_000).padStart(7, '0')}`)
}

/** 浙, an office of the province, a letter and four digits. */
function plateOf(row: RegisterRow): string {
  const serial = serialOf(row)
  const high = Math.floor(serial / 10_000)
  const office = 'CABDEFGHJKL'.charAt(Math.floor(high / letters.length) % 11)
  return `浙${office}${letters.charAt(high % letters.length)}${String(serial % 10_000).padStart(4, '0')}`
}

function vehiclePermit(row: RegisterRow): RegisterRecord {
  return {
    ...stated('permit', row),
    vin: vinOf(row),
    number: `浙交运管字330302${String(serialOf(row)).padStart(7, '0')}号`,
    kind: 'ROAD_TRANSPORT',
    state: 'VALID',
    validFrom: day(row.at, -1),
    validUntil: day(row.at, 3),
    authority,
  }
}

function driverQualification(row: RegisterRow): RegisterRecord {
  return {
    ...stated('qualification', row),
    idNumber: inventedResidentId(serialOf(row)),
    name: `${surnames.charAt(row.row % surnames.length)}虚构`,
    category: ['09002', '09003', '02001'][row.row % 3] ?? '09002',
    status: '1',
    firstIssuedOn: day(row.at, -3),
    validUntil: day(row.at, 3),
    authority,
  }
}

function driverRegistration(row: RegisterRow): RegisterRecord {
  return {
    ...stated('registration', row),
    number: `sim-registration-${serialOf(row)}`,
    idNumber: inventedResidentId(serialOf(row)),
    uscc: inventedCreditCode(serialOf(row)),
    active: true,
    validFrom: day(row.at, -1),
    validUntil: day(row.at, 2),
  }
}

function operatorRegistration(row: RegisterRow): RegisterRecord {
  return {
    ...stated('operator', row),
    uscc: inventedCreditCode(serialOf(row)),
    name: `虚构运输公司${row.row}`,
    kind: kindOf(row),
    state: '1',
    division: '330302',
  }
}

function operatorLicence(row: RegisterRow): RegisterRecord {
  return {
    ...stated('licence', row),
    uscc: inventedCreditCode(serialOf(row)),
    number: `浙交运管许可温字330302${String(serialOf(row)).padStart(7, '0')}号`,
    scope: [kindOf(row)],
    status: '1',
    validFrom: day(row.at, -1),
    validUntil: day(row.at, 3),
    authority,
  }
}

/** A hundred stations of the unassigned division 330399 for each seed: first their own licences, then those of their lines. */
function stationLicence(row: RegisterRow): RegisterRecord {
  const line = Math.floor(row.row / 100)
  return {
    ...stated('station-licence', row),
    station: `330399${row.seed % 10}${String(row.row % 100).padStart(2, '0')}`,
    ...(line > 0 && { line: String(line) }),
    number: `浙检许字330399${String(serialOf(row)).padStart(7, '0')}号`,
    validFrom: day(row.at, -1),
    validUntil: day(row.at, 3),
  }
}

/** What the register sends, by room and address below /feeds/; businesses first, as others name them. */
export const registerMessages: Readonly<Record<string, (row: RegisterRow) => RegisterRecord>> = {
  'operators/registrations': operatorRegistration,
  'operators/licences': operatorLicence,
  'vehicles/registrations': vehicleRegistration,
  'vehicles/permits': vehiclePermit,
  'drivers/qualifications': driverQualification,
  'drivers/registrations': driverRegistration,
  'inspections/station-licences': stationLicence,
}

/** The register's own form: a list of records, or one record a line. */
export function registerWire(format: 'json' | 'ndjson'): Wire<RegisterRecord> {
  return {
    write: ({ message, records }: Batch<RegisterRecord>) =>
      format === 'json'
        ? { path: message, contentType: 'application/json', body: JSON.stringify(records) }
        : {
            path: message,
            contentType: 'application/x-ndjson',
            body: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
          },
    withdrawn: ({ message, records }) => ({
      message,
      records: records.map((record) => ({ ...record, deleted: true, updatedAt: later(record, 1) })),
    }),
    skewed: (record, seconds) => ({ ...record, updatedAt: later(record, seconds) }),
    aboutAnother: (record) => (record.vin === undefined ? record : { ...record, vin: 'LSVAA2BR9HN012345' }),
  }
}

function later(record: RegisterRecord, seconds: number): string {
  return new Date(Date.parse(String(record.updatedAt)) + seconds * 1000).toISOString()
}
