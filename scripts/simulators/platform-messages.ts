import { beijingTime, beijingDayNumber as day } from './beijing.ts'
import type { Batch, Wire } from './faulty.ts'

/** A record in the interface's own words. */
export type PlatformRecord = Readonly<Record<string, string | number | null>>

/** A platform company to report. */
export interface SimulatedCompany {
  companyId: string
  name: string
  uscc: string
  /** Where it is licensed, six digits. */
  division: string
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
const common = (companyId: string, at: Date) => ({
  CompanyId: companyId,
  Flag: 1,
  UpdateTime: Number(beijingTime(at)),
})

const baseInfoCompany = (company: SimulatedCompany, at: Date): PlatformRecord[] => [
  {
    ...common(company.companyId, at),
    Address: Number(company.division),
    CompanyName: company.name,
    Identifier: company.uscc,
    BusinessScope: '网络预约出租汽车经营服务',
    ContactAddress: '温州市虚构路1号',
    EconomicType: '150',
    RegCapital: '1000万元',
    LegalName: '虚构一',
    LegalID: '330399199003070019',
    LegalPhone: '13800000000',
    State: 0,
  },
]

const baseInfoCompanyPermit = (company: SimulatedCompany, at: Date): PlatformRecord[] => [
  {
    ...common(company.companyId, at),
    Address: Number(company.division),
    Certificate: `浙交运管许可温字${company.division}000001号`,
    OperationArea: '温州市',
    OwnerName: company.name,
    Organization: '温州市道路运输管理局',
    StartDate: day(at, -1),
    StopDate: day(at, 3),
    CertifyDate: day(at, -1),
    State: '1',
  },
]

const baseInfoVehicle = (
  companyId: string,
  { vin, plateNumber, plateColour = '94', ownerName = '虚构一', seats = 5 }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] => [
  {
    ...common(companyId, at),
    Address: 330300,
    VehicleNo: plateNumber,
    PlateColor: plateColour,
    Seats: seats,
    Brand: '虚构牌',
    Model: 'XG7000',
    VehicleType: '小型轿车',
    OwnerName: ownerName,
    VehicleColor: '白',
    EngineId: `E${vin.slice(-8)}`,
    VIN: vin,
    CertifyDateA: day(at, -1),
    FuelType: '5',
    EngineDisplace: '0',
    Certificate: '',
    TransAgency: '',
    TransArea: '',
    TransDateStart: 0,
    TransDateStop: 0,
    CertifyDateB: 0,
    FixState: '1',
    CheckState: '1',
    FeePrintId: 'P1',
    GPSBrand: '北斗虚构',
    GPSModel: 'BD-1',
    GPSInstallDate: day(at, -1),
    RegisterDate: day(at),
    CommercialType: 1,
    FareType: '1',
    State: 0,
  },
]

const baseInfoVehicleInsurance = (
  companyId: string,
  { vin, plateNumber }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] =>
  (
    [
      ['交强险', 180_000],
      ['商业三者险', 1_000_000],
      ['承运人责任险', 500_000],
    ] as const
  ).map(([kind, sum], index) => ({
    ...common(companyId, at),
    VehicleNo: plateNumber,
    InsurCom: '虚构财产保险公司',
    InsurNum: `PI${vin}${index}`,
    InsurType: kind,
    InsurCount: sum,
    InsurEff: day(at),
    InsurExp: day(at, 1),
  }))

const baseInfoVehicleTotalMile = (
  companyId: string,
  { plateNumber, totalKm = 12_000 }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] => [
  { ...common(companyId, at), Address: 330300, VehicleNo: plateNumber, TotalMile: totalKm },
]

const baseInfoDriver = (
  companyId: string,
  { name, licenceId, phone }: SimulatedDriver,
  at: Date,
): PlatformRecord[] => [
  {
    ...common(companyId, at),
    Address: 330300,
    DriverName: name,
    DriverPhone: phone,
    DriverGender: Number(licenceId.charAt(16)) % 2 === 1 ? '1' : '2',
    DriverBirthday: Number(licenceId.slice(6, 14)),
    DriverNation: '汉族',
    DriverContactAddress: '温州市虚构路2号',
    LicenseId: licenceId,
    DriverType: 'C1',
    GetDriverLicenseDate: day(at, -6),
    DriverLicenseOn: day(at, -6),
    DriverLicenseOff: day(at, 4),
    TaxiDriver: 0,
    CertificateNo: licenceId,
    NetworkCarIssueOrganization: '温州市道路运输管理局',
    NetworkCarIssueDate: day(at, -2),
    GetNetworkCarProofDate: day(at, -2),
    NetworkCarProofOn: day(at, -2),
    NetworkCarProofOff: day(at, 4),
    RegisterDate: day(at),
    FullTimeDriver: 1,
    InDriverBlacklist: 0,
    CommercialType: 1,
    ContractCompany: '虚构网约车平台有限公司',
    ContractOn: day(at, -1),
    ContractOff: day(at, 2),
    EmergencyContact: '虚构二',
    EmergencyContactPhone: '13800000001',
    EmergencyContactAddress: '温州市虚构路3号',
    State: 0,
  },
]

/** Messages a platform sends of itself, each with the records it makes. */
export const companyRecords = { baseInfoCompany, baseInfoCompanyPermit }

/** Messages a platform sends of its vehicles. */
export const vehicleRecords = { baseInfoVehicle, baseInfoVehicleInsurance, baseInfoVehicleTotalMile }

/** Messages a platform sends of its drivers. */
export const driverRecords = { baseInfoDriver }

/** Another vehicle than the one a record is about. */
const otherThan = (vin: unknown): string =>
  vin === 'LSVAA2BR9HN012345' ? 'LGXC16DF6H0123456' : 'LSVAA2BR9HN012345'

const later = (updateTime: unknown, seconds: number): number => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(updateTime)) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number(beijingTime(new Date(at + seconds * 1000)))
}

/** Address of a message below the base URL: group and name, all lower case. */
const pathOf = (message: string): string =>
  message
    .replace(/^(baseInfo|rated)(.*)$/, (_, group: string, name: string) => `${group}/${name}`)
    .toLowerCase()

/** The national interface as a company writes it: an envelope, the records under the name of the message. */
export const platformWire = (companyId: string): Wire<PlatformRecord> => ({
  write: ({ message, records }: Batch<PlatformRecord>) => ({
    path: pathOf(message),
    contentType: 'application/json',
    body: JSON.stringify({ CompanyId: companyId, Source: '0', IPCType: message, [message]: records }),
  }),
  withdrawn: ({ message, records }) => ({
    message,
    records: records.map((record) => ({ ...record, Flag: 3 })),
  }),
  skewed: (record, seconds) => ({ ...record, UpdateTime: later(record.UpdateTime, seconds) }),
  aboutAnother: (record) => (record.VIN ? { ...record, VIN: otherThan(record.VIN) } : record),
})
