import { beijingTime } from '../beijing.ts'
import type { Batch, Wire } from '../faulty.ts'

/** A record in the interface's own words. */
export type PlatformRecord = Readonly<Record<string, string | number | null>>

/** A platform company to report. */
export interface SimulatedCompany {
  companyId: string
  name: string
  uscc: string
  /** Where it is licensed, six digits. */
  division: string
  /** How many vehicles and drivers it has. */
  vehicles?: number
  drivers?: number
}

/** A vehicle to report; what is left out is made up. */
export interface SimulatedVehicle {
  vin: string
  plateNumber: string
  plateColour?: string
  ownerName?: string
  seats?: number
  totalKm?: number
}

/** A driver to report. */
export interface SimulatedDriver {
  name: string
  /** Number of the driving licence, which is the resident ID number. */
  licenceId: string
  phone: string
}

/** What every record says of its version: whose it is, that it is new, when it was written. */
export function common(companyId: string, at: Date) {
  return {
    CompanyId: companyId,
    Flag: 1,
    UpdateTime: Number(beijingTime(at)),
  }
}

/** Another vehicle than the one a record is about. */
function otherThan(vin: unknown): string {
  return vin === 'LSVAA2BR9HN012345' ? 'LGXC16DF6H0123456' : 'LSVAA2BR9HN012345'
}

/** An instant dated by the platform's clock: when a record was written, or when a punishment was. */
function skewed(record: PlatformRecord, seconds: number): PlatformRecord {
  return {
    ...record,
    ...(record.UpdateTime !== undefined && { UpdateTime: later(record.UpdateTime, seconds) }),
    ...(record.PunishTime !== undefined && { PunishTime: later(record.PunishTime, seconds) }),
  }
}

function later(updateTime: unknown, seconds: number): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(updateTime)) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number(beijingTime(new Date(at + seconds * 1000)))
}

/** What a platform gets wrong, in the words of the interface. */
export const platformFaults: Omit<Wire<PlatformRecord>, 'write'> = {
  // What has no Flag, punishment and credit, nobody can take back.
  withdrawn: ({ message, records }) =>
    records.every(({ Flag }) => Flag !== undefined)
      ? { message, records: records.map((record) => ({ ...record, Flag: 3 })) }
      : undefined,
  skewed,
  aboutAnother: (record) => (record.VIN ? { ...record, VIN: otherThan(record.VIN) } : record),
}

/** The national interface as a company writes it: an envelope, the records under the name of the message. */
export function platformWire(companyId: string): Wire<PlatformRecord> {
  return {
    write: ({ message, records }: Batch<PlatformRecord>) => ({
      path: pathOf(message),
      contentType: 'application/json',
      body: JSON.stringify({ CompanyId: companyId, Source: '0', IPCType: message, [message]: records }),
    }),
    ...platformFaults,
  }
}

/** Address of a message below the base URL: group and name, all lower case. */
function pathOf(message: string): string {
  return message
    .replace(/^(baseInfo|rated)(.*)$/, (_, group: string, name: string) => `${group}/${name}`)
    .toLowerCase()
}
