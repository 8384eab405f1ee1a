import { readFileSync } from 'node:fs'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import { type FeedContract, feedContracts, type ModelRecord } from '@one-visit/kit/feed/testing.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import { residentIdCheckCharacter } from '@one-visit/schema/identifiers.ts'
import { buildApp } from '../app.ts'
import { platformMessages } from './index.ts'

type Wire = Record<string, unknown>

/** How the contract's record is written in the words of one message. */
interface Words {
  path: string
  fixture: string
  /** Fields that make another record of another number. */
  key: (number: number) => Wire
  /** Fields that say something else. */
  content: (variant: number) => Wire
  /** A field that takes any text. */
  text: string
  /** A message without Flag and UpdateTime: what says when it was so. */
  when?: { field: string; isDay: boolean; isKey: boolean }
}

function licenceOf(number: number): string {
  const body = `33039919800101${String(number).padStart(3, '0')}`
  return body + residentIdCheckCharacter(body)
}

const person = (number: number): Wire => ({ LicenseId: licenceOf(number) })
const vinOf = (number: number): string => `LSVAA2BR9HN${String(number).padStart(6, '0')}`
const plateOf = (number: number): string => `浙CD${String(number).padStart(5, '0')}`

const words: Readonly<Record<string, Words>> = {
  baseInfoCompany: {
    path: 'baseinfo/company',
    fixture: 'company',
    key: (number) => ({ CompanyId: `3303TEST${number}` }),
    content: (variant) => ({ CompanyName: `虚构${variant}` }),
    text: 'CompanyName',
  },
  baseInfoCompanyStat: {
    path: 'baseinfo/companystat',
    fixture: 'company-stat',
    key: (number) => ({ CompanyId: `3303TEST${number}` }),
    content: (variant) => ({ VehicleNum: variant }),
    text: 'VehicleNum',
  },
  baseInfoCompanyPay: {
    path: 'baseinfo/companypay',
    fixture: 'company-pay',
    key: (number) => ({ PayName: `虚构支付${number}` }),
    content: (variant) => ({ CountDate: variant }),
    text: 'PayType',
  },
  baseInfoCompanyService: {
    path: 'baseinfo/companyservice',
    fixture: 'company-service',
    key: (number) => ({ ServiceNo: `WZ${number}` }),
    content: (variant) => ({ ServiceName: `虚构${variant}` }),
    text: 'DetailAddress',
  },
  baseInfoCompanyPermit: {
    path: 'baseinfo/companypermit',
    fixture: 'company-permit',
    key: (number) => ({ Certificate: `浙${number}` }),
    content: (variant) => ({ OperationArea: `虚构${variant}` }),
    text: 'OwnerName',
  },
  baseInfoCompanyFare: {
    path: 'baseinfo/companyfare',
    fixture: 'company-fare',
    key: (number) => ({ FareType: `F${number}` }),
    content: (variant) => ({ UnitPricePerMile: `2.${variant}5` }),
    text: 'FareTypeNote',
  },
  baseInfoVehicle: {
    path: 'baseinfo/vehicle',
    fixture: 'vehicle',
    key: (number) => ({ VIN: vinOf(number) }),
    content: (variant) => ({ Seats: 4 + variant }),
    text: 'OwnerName',
  },
  baseInfoVehicleInsurance: {
    path: 'baseinfo/vehicleinsurance',
    fixture: 'vehicle-insurance',
    key: (number) => ({ InsurNum: `P${number}` }),
    content: (variant) => ({ InsurCount: variant }),
    text: 'InsurCom',
  },
  baseInfoVehicleTotalMile: {
    path: 'baseinfo/vehicletotalmile',
    fixture: 'vehicle-total-mile',
    key: (number) => ({ VehicleNo: plateOf(number) }),
    content: (variant) => ({ TotalMile: variant }),
    text: 'TotalMile',
  },
  baseInfoDriver: {
    path: 'baseinfo/driver',
    fixture: 'driver',
    key: person,
    content: (variant) => ({ DriverType: `C${variant}` }),
    text: 'ContractCompany',
  },
  baseInfoDriverEducate: {
    path: 'baseinfo/drivereducate',
    fixture: 'driver-educate',
    key: person,
    content: (variant) => ({ Duration: variant }),
    text: 'CourseName',
  },
  baseInfoDriverApp: {
    path: 'baseinfo/driverapp',
    fixture: 'driver-app',
    key: person,
    content: (variant) => ({ AppVersion: `6.${variant}` }),
    text: 'AppVersion',
  },
  baseInfoDriverStat: {
    path: 'baseinfo/driverstat',
    fixture: 'driver-stat',
    key: person,
    content: (variant) => ({ OrderCount: variant }),
    text: 'OrderCount',
  },
  ratedDriverPunish: {
    path: 'rated/driverpunish',
    fixture: 'driver-punish',
    key: person,
    content: (variant) => ({ PunishReason: `拒载${variant}` }),
    text: 'PunishResult',
    when: { field: 'PunishTime', isDay: false, isKey: true },
  },
  ratedDriver: {
    path: 'rated/driver',
    fixture: 'rated-driver',
    key: person,
    content: (variant) => ({ Level: variant }),
    text: 'TestDepartment',
    when: { field: 'TestDate', isDay: true, isKey: false },
  },
}

/** YYYYMMDDhhmmss in Beijing. */
function wireTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '')
}

const keys = testKeys()
const messages = platformMessages(keys.pseudonymKey)
/** One room for all contracts: each has a sender and tables of its own. */
async function open({ crash }: { crash: CrashPoint }) {
  const db = await testDatabase()
  const room = await buildApp({
    db,
    clock: fixedClock('2026-01-20T10:00:00+08:00'),
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [],
    post: async () => ({ status: 204, headers: {}, body: '' }),
    crash,
  })
  await db.transaction((tx) =>
    room.feeds.sources.register(
      tx,
      messages.map(({ name }) => ({
        id: name,
        name,
        authority: name,
        organisation: name,
        tokens: [name],
        allowed: ['*'],
      })),
    ),
  )
  const close = async () => {
    await room.close()
    await db.close()
  }
  return { app: room.app, feeds: room.feeds, db, close }
}

feedContracts(open, Object.fromEntries(messages.map((message) => [message.name, contractOf(message)])))

function contractOf({ name, plan }: (typeof messages)[number]): FeedContract {
  const { path, fixture, key, content, text, when } = words[name] as Words
  const envelope = JSON.parse(readFileSync(new URL(`./fixtures/${fixture}.json`, import.meta.url), 'utf8'))
  const good = [envelope[name]].flat()[0] as Wire
  const timeOf = (at: Date): Wire => {
    if (when === undefined) return { UpdateTime: wireTime(at) }
    return { [when.field]: wireTime(at).slice(0, when.isDay ? 8 : 14) }
  }
  const record = ({ key: number, at, sequence, variant }: ModelRecord): Wire => ({
    ...good,
    ...key(number),
    ...content(variant),
    ...timeOf(at),
    ...(when === undefined && { Flag: sequence + 1 }),
  })
  return {
    url: `/feeds/platforms/${path}`,
    contentType: 'application/json',
    headers: { authorization: `Bearer ${name}` },
    batch: (records) => JSON.stringify({ ...envelope, [name]: records }),
    record,
    bad: {
      record: { ...good, [when?.field ?? 'UpdateTime']: 1768872600000 },
      code: when?.isDay ? 'DATE_FORM' : 'TIME_FORM',
      pointer: `/${when?.field ?? 'UpdateTime'}`,
    },
    withText: (some) => ({ ...good, [text]: some }),
    plan,
    // A delete of the interface says nothing but its key; messages.test.ts holds it to that.
    hasDeletes: false,
    hasSequence: when === undefined,
    sequenceOf: ({ sequence }) => (when === undefined ? sequence + 1 : 0),
    stepSeconds: when === undefined ? 1 : when.isKey ? 0 : 86_400,
    from: new Date('2025-03-01T00:00:00+08:00'),
    runs: 3,
  }
}
