import {
  organisationCheckCharacter,
  residentIdCheckCharacter,
  usccCheckCharacter,
  vinCheckDigit,
} from '@one-visit/schema/identifiers.ts'
import { counties, platforms, stations, taxiCompanies } from './sample-names.ts'

/** One batch of sample data: the room and address it goes to, the partner it comes from, its records. */
export interface SampleBatch {
  room: string
  path: string
  partner: string
  records: readonly object[] | object
}

/** When the sample registers were written. */
const writtenAt = '2026-01-01T08:00:00+08:00'

/** A credit code of the unassigned division 330399. */
export function sampleUscc(serial: number): string {
  const organisation = `MA2${String(serial).padStart(5, '0')}`
  const body = `91330399${organisation}${organisationCheckCharacter(organisation)}`
  return body + usccCheckCharacter(body)
}

/** A VIN with a right check digit. */
export function sampleVin(serial: number): string {
  const vin = `LGXC16DF0H${String(serial).padStart(7, '0')}`
  return `${vin.slice(0, 8)}${vinCheckDigit(vin)}${vin.slice(9)}`
}

/** A resident ID number of the unassigned division 330399. */
function sampleResidentId(serial: number): string {
  const year = 1965 + (serial % 35)
  const month = String((serial % 12) + 1).padStart(2, '0')
  const day = String((serial % 28) + 1).padStart(2, '0')
  const body = `330399${year}${month}${day}${String(Math.floor(serial / 28) % 1000).padStart(3, '0')}`
  return body + residentIdCheckCharacter(body)
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

const stated = (recordId: string) => ({ recordId, updatedAt: writtenAt })
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'

/** A vehicle as the transport register sends it. */
export function sampleVehicle(serial: number) {
  const isTruck = serial % 2 === 0
  return {
    ...stated(`veh-${serial}`),
    vin: sampleVin(serial),
    plateNumber: samplePlate(serial),
    plateColour: isTruck ? '2' : '1',
    plateKind: isTruck ? '01' : '02',
    ownerName: taxiCompanies[serial % taxiCompanies.length],
    ownerUscc: sampleUscc(serial % taxiCompanies.length),
    vehicleType: isTruck ? 'H11' : 'K33',
    seats: isTruck ? 2 : 5,
    grossMassKg: isTruck ? 18_000 : 1_800,
    registeredOn: `${2016 + (serial % 9)}-0${1 + (serial % 9)}-15`,
    operatingState: '10',
  }
}

/** A plate of Wenzhou: a letter and four digits after the prefix. */
function samplePlate(serial: number): string {
  return `浙C${letters[Math.floor(serial / 10_000) % letters.length]}${String(serial % 10_000).padStart(4, '0')}`
}

/** Wenzhou in the small: what the registers, the directory and the platforms send at go-live. All of it synthetic. */
export function sampleBatches(): SampleBatch[] {
  const register = { partner: 'transport-register' }
  const freight = range(5).map((index) => 50 + index)
  return [
    { room: 'offices', path: 'directory', partner: 'office-directory', records: offices() },
    {
      room: 'operators',
      path: 'registrations',
      ...register,
      records: [
        ...taxiCompanies.map((name, index) => business(index, name, 'TAXI')),
        ...freight.map((serial) => business(serial, `温州第${serial}货运公司`, 'FREIGHT')),
      ],
    },
    {
      room: 'operators',
      path: 'licences',
      ...register,
      records: [
        ...taxiCompanies.map((_, index) => licence(index, 'TAXI')),
        ...freight.map((serial) => licence(serial, 'FREIGHT')),
      ],
    },
    ...inBatches({ room: 'vehicles', path: 'registrations', ...register }, range(2_000).map(sampleVehicle)),
    ...inBatches({ room: 'drivers', path: 'qualifications', ...register }, range(1_500).map(qualification)),
    ...platforms.flatMap(({ companyId, name }, index) => [
      {
        room: 'platforms',
        path: 'baseinfo/company',
        partner: companyId,
        records: companyMessage(companyId, name, index),
      },
      {
        room: 'platforms',
        path: 'baseinfo/companypermit',
        partner: companyId,
        records: permitMessage(companyId, name, index),
      },
    ]),
    { room: 'offices', path: 'affiliations', partner: 'office-directory', records: affiliations() },
    { room: 'offices', path: 'delegations', partner: 'office-directory', records: delegations() },
  ]
}

function offices() {
  return [
    office('wenzhou-bureau', '温州市道路运输管理局', 'BUREAU', '330300', 12),
    ...stations.map(({ id, name, division }) => office(id, `${name}窗口`, 'STATION', division, 2)),
    ...counties.map(([division, name]) =>
      office(`county-${division}`, `${name}道路运输管理局`, 'COUNTY', division, 4),
    ),
    ...taxiCompanies.map((name, index) => office(sampleUscc(index), `${name}窗口`, 'COMPANY', '330302', 2)),
  ]
}

function office(officeId: string, name: string, kind: string, division: string, windows: number) {
  return {
    ...stated(`office-${officeId}`),
    id: officeId,
    name,
    kind,
    division,
    address: `${name}办事大厅`,
    phone: '0577-12328',
    hours: '工作日 8:30-17:00',
    windows,
  }
}

function business(serial: number, name: string, kind: string) {
  return {
    ...stated(`op-${serial}`),
    uscc: sampleUscc(serial),
    name,
    kind,
    state: '1',
    division: '330302',
  }
}

function licence(serial: number, scope: string) {
  return {
    ...stated(`lic-${serial}`),
    uscc: sampleUscc(serial),
    number: `浙交运管许可温字330302${String(serial).padStart(6, '0')}号`,
    scope: [scope],
    status: '1',
    validFrom: '2024-01-01',
    validUntil: '2029-12-31',
    authority: '温州市道路运输管理局',
  }
}

function inBatches(batch: Omit<SampleBatch, 'records'>, records: readonly object[]): SampleBatch[] {
  return range(Math.ceil(records.length / 500)).map((index) => ({
    ...batch,
    records: records.slice(index * 500, (index + 1) * 500),
  }))
}

function qualification(serial: number) {
  return {
    ...stated(`qual-${serial}`),
    idNumber: sampleResidentId(serial),
    name: `${surnames[serial % surnames.length]}师傅`,
    category: ['09002', '09003', '02001'][serial % 3],
    status: '1',
    firstIssuedOn: `${2010 + (serial % 12)}-06-01`,
    validUntil: '2029-05-31',
    authority: '温州市道路运输管理局',
  }
}

function companyMessage(companyId: string, name: string, index: number) {
  return {
    CompanyId: companyId,
    Source: '0',
    IPCType: 'baseInfoCompany',
    baseInfoCompany: [
      {
        CompanyId: companyId,
        CompanyName: name,
        Identifier: sampleUscc(100 + index),
        Address: 330300,
        BusinessScope: '网络预约出租汽车客运',
        ContactAddress: '温州市',
        EconomicType: '150',
        RegCapital: '1000万元',
        LegalName: '张三',
        LegalID: sampleResidentId(9_000 + index),
        LegalPhone: '13800000000',
        State: 0,
        Flag: 1,
        UpdateTime: 20260101080000,
      },
    ],
  }
}

function permitMessage(companyId: string, name: string, index: number) {
  return {
    CompanyId: companyId,
    Source: '0',
    IPCType: 'baseInfoCompanyPermit',
    baseInfoCompanyPermit: [
      {
        CompanyId: companyId,
        Address: 330300,
        Certificate: `温网约许可${String(index + 1).padStart(4, '0')}号`,
        OperationArea: '温州市',
        OwnerName: name,
        Organization: '温州市道路运输管理局',
        StartDate: 20250101,
        StopDate: 20291231,
        CertifyDate: 20170601,
        State: '1',
        Flag: 1,
        UpdateTime: 20260101080000,
      },
    ],
  }
}

/** Windows in stations are staffed by the city bureau; companies' windows lie in the city too. */
function affiliations() {
  const companies = taxiCompanies.map((_, index) => sampleUscc(index))
  return [...stations.map(({ id }) => id), ...companies].map((officeId) => ({
    ...stated(`affiliation-${officeId}`),
    officeId,
    authority: 'wenzhou-bureau',
    validFrom: '2017-08-22',
    basis: '温州市道路运输管理局关于在检测站设立审批窗口的通知',
  }))
}

function delegations() {
  return [...stations.map(({ id }) => id), 'wenzhou-bureau'].flatMap((officeId) =>
    ['RHL-02', 'FRT-01'].map((item) => ({
      ...stated(`delegation-${officeId}-${item}`),
      officeId,
      item,
      validFrom: '2017-08-22',
      basis: '温州市道路运输管理局关于在检测站设立审批窗口的通知',
    })),
  )
}
