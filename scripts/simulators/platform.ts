/**
 * A ride-hailing platform, as a separate program: pushes company, permit, vehicles, insurance and mileage over the national
 * interface (交办运〔2016〕180号, appendix A). It shares no code with the hub.
 *
 *     npm run simulate -- platform --url http://127.0.0.1:4000/feeds/platforms --token T --company-id 3303DIDI0001
 *         [--vin VIN,VIN] [--plate 浙CD12345] [--count 10] [--rate 50] [--file messages.json] [--seed 1]
 *         [--faults slow,down,garbage,wrong-vehicle]
 *
 * A file holds a list of { "ipcType": ..., "records": [...] } and is sent as it stands.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Fault, readFaults, slowMs } from './faults.ts'

/** A record in the interface's own words. */
export type PlatformRecord = Readonly<Record<string, string | number | null>>

/** One message: its name and its records. */
export interface PlatformMessage {
  ipcType: string
  records: readonly PlatformRecord[]
}

/** What a platform needs to reach the hub. */
export interface PlatformOptions {
  /** Base URL of the hub's platform feed, e.g. http://127.0.0.1:4000/feeds/platforms. */
  url: string
  token: string
  companyId: string
  faults?: ReadonlySet<Fault>
  /** Records a second at the most; as fast as the hub answers when left out. */
  rate?: number | undefined
}

/** An answer of the hub, as it came. */
export interface PlatformAnswer {
  ipcType: string
  status: number
  body: string
}

/** Records in one request, as deployed clients send. */
const batchMax = 100

/** Another vehicle than the one a record is about. */
const otherThan = (vin: unknown): string =>
  vin === 'LSVAA2BR9HN012345' ? 'LGXC16DF6H0123456' : 'LSVAA2BR9HN012345'

const pathOf = (ipcType: string): string => `baseinfo/${ipcType.replace(/^baseInfo/, '').toLowerCase()}`

const bodyOf = (options: PlatformOptions, ipcType: string, records: readonly PlatformRecord[]): string => {
  const body = JSON.stringify({
    CompanyId: options.companyId,
    Source: '0',
    IPCType: ipcType,
    [ipcType]: options.faults?.has('wrong-vehicle')
      ? records.map((record) => (record.VIN ? { ...record, VIN: otherThan(record.VIN) } : record))
      : records,
  })
  return options.faults?.has('garbage') ? body.slice(0, Math.floor(body.length / 2)) : body
}

/** Sends messages one after the other, in batches of 100. Answers what the hub said to each; nothing when down. */
export const sendMessages = async (
  options: PlatformOptions,
  messages: readonly PlatformMessage[],
): Promise<PlatformAnswer[]> => {
  const answers: PlatformAnswer[] = []
  if (options.faults?.has('down')) return answers
  if (options.faults?.has('slow')) await sleep(slowMs)
  for (const { ipcType, records } of messages) {
    for (let start = 0; start < records.length; start += batchMax) {
      const batch = records.slice(start, start + batchMax)
      const response = await fetch(`${options.url}/${pathOf(ipcType)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${options.token}` },
        body: bodyOf(options, ipcType, batch),
      })
      answers.push({ ipcType, status: response.status, body: await response.text() })
      if (options.rate) await sleep((batch.length / options.rate) * 1000)
    }
  }
  return answers
}

/** Numbers from a seed, the same on every machine (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const vinValue = (character: string): number => {
  const digit = '0123456789'.indexOf(character)
  if (digit >= 0) return digit
  const group = ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ']
  return group.findIndex((letters) => letters.includes(character)) + 1
}

/** Puts the right check digit into position 9 of a VIN. */
export const withVinCheckDigit = (vin: string): string => {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = [...vin].reduce(
    (total, character, index) => total + vinValue(character) * (weights[index] ?? 0),
    0,
  )
  return `${vin.slice(0, 8)}${sum % 11 === 10 ? 'X' : sum % 11}${vin.slice(9)}`
}

/** Time as the interface writes it: YYYYMMDDhhmmss, Beijing time. */
export const beijingTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3600 * 1000).toISOString().replace(/\D/g, '').slice(0, 14)

/** Day some years from now as the interface writes it; of 29 February, the day before it. */
const day = (at: Date, years: number): number => {
  const today = Number(beijingTime(at).slice(0, 8)) + years * 10_000
  return today % 10_000 === 229 ? today - 1 : today
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

/** Everything a platform reports of its vehicles: vehicle, insurance, mileage. */
export const vehicleMessages = (
  companyId: string,
  vehicles: readonly SimulatedVehicle[],
  at: Date,
): PlatformMessage[] => {
  const UpdateTime = Number(beijingTime(at))
  const common = { CompanyId: companyId, Flag: 1, UpdateTime }
  return [
    {
      ipcType: 'baseInfoVehicle',
      records: vehicles.map(({ vin, plateNumber, plateColour = '94', ownerName = '虚构一', seats = 5 }) => ({
        ...common,
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
        RegisterDate: day(at, 0),
        CommercialType: 1,
        FareType: '1',
        State: 0,
      })),
    },
    {
      ipcType: 'baseInfoVehicleInsurance',
      records: vehicles.flatMap(({ vin, plateNumber }) =>
        [
          ['交强险', 180_000],
          ['商业三者险', 1_000_000],
          ['承运人责任险', 500_000],
        ].map(([kind, sum], index) => ({
          ...common,
          VehicleNo: plateNumber,
          InsurCom: '虚构财产保险公司',
          InsurNum: `PI${vin}${index}`,
          InsurType: kind as string,
          InsurCount: sum as number,
          InsurEff: day(at, 0),
          InsurExp: day(at, 1),
        })),
      ),
    },
    {
      ipcType: 'baseInfoVehicleTotalMile',
      records: vehicles.map(({ plateNumber, totalKm = 12_000 }) => ({
        ...common,
        Address: 330300,
        VehicleNo: plateNumber,
        TotalMile: totalKm,
      })),
    },
  ]
}

/** What a platform states of itself: name and the permit for one city. */
export const companyMessages = (
  company: { companyId: string; name: string; uscc: string; division: string },
  at: Date,
): PlatformMessage[] => {
  const common = { CompanyId: company.companyId, Address: Number(company.division), Flag: 1 }
  const UpdateTime = Number(beijingTime(at))
  return [
    {
      ipcType: 'baseInfoCompany',
      records: [
        {
          ...common,
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
          UpdateTime,
        },
      ],
    },
    {
      ipcType: 'baseInfoCompanyPermit',
      records: [
        {
          ...common,
          Certificate: `浙交运管许可温字${company.division}000001号`,
          OperationArea: '温州市',
          OwnerName: company.name,
          Organization: '温州市道路运输管理局',
          StartDate: day(at, -1),
          StopDate: day(at, 3),
          CertifyDate: day(at, -1),
          State: '1',
          UpdateTime,
        },
      ],
    },
  ]
}

const inventedVehicles = (count: number, seed: number): SimulatedVehicle[] => {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, index) => ({
    vin: withVinCheckDigit(
      `LSV${String(Math.floor(random() * 90_000) + 10_000)}0H1${String(index).padStart(6, '0')}`.slice(0, 17),
    ),
    plateNumber: `浙CD${String((seed * 1000 + index) % 100_000).padStart(5, '0')}`,
    totalKm: Math.floor(random() * 200_000),
  }))
}

/** Reads the command line and sends what it asks for. */
export const main = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000/feeds/platforms' },
      token: { type: 'string' },
      'company-id': { type: 'string', default: '3303DIDI0001' },
      'company-name': { type: 'string' },
      uscc: { type: 'string', default: '91330399MA2000246J' },
      vin: { type: 'string' },
      plate: { type: 'string' },
      count: { type: 'string', default: '1' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      file: { type: 'string' },
      faults: { type: 'string' },
    },
  })
  if (!values.token) throw new Error('--token is needed')
  const companyId = values['company-id']
  const options: PlatformOptions = {
    url: values.url.replace(/\/$/, ''),
    token: values.token,
    companyId,
    faults: readFaults(values.faults),
    rate: values.rate ? Number(values.rate) : undefined,
  }
  const invented = inventedVehicles(Number(values.count), Number(values.seed))
  const vins = values.vin?.split(',') ?? []
  const plates = values.plate?.split(',') ?? []
  const vehicles =
    vins.length === 0
      ? invented
      : vins.map((vin, index) => ({
          vin,
          plateNumber: plates[index] ?? `浙CD${String(index + 1).padStart(5, '0')}`,
        }))
  const now = new Date()
  const name = values['company-name']
  const messages: PlatformMessage[] = values.file
    ? (JSON.parse(readFileSync(values.file, 'utf8')) as PlatformMessage[])
    : [
        ...(name ? companyMessages({ companyId, name, uscc: values.uscc, division: '330300' }, now) : []),
        ...vehicleMessages(companyId, vehicles, now),
      ]
  for (const { ipcType, status, body } of await sendMessages(options, messages))
    console.log(ipcType, status, body)
}
