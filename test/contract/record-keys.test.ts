/** What records are known by: numbers that move to somebody else, and such as a spreadsheet mangled. */
import { randomUUID } from 'node:crypto'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { readFeedDescription } from '@one-visit/schema/load.ts'
import { routesOf } from '@one-visit/scripts/host/room-feeds.ts'
import { fedRooms } from '@one-visit/scripts/host/room-names.ts'
import { getTableColumns, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World, worldKeys } from '../world.ts'
import { goodRecords } from './good-records.ts'

type Wire = Record<string, unknown>

const keys = worldKeys()
const good = goodRecords()
const refOf = (record: Wire): string => pseudonymOf(String(record.idNumber), keys.pseudonym)

/** What makes a good record one about somebody else, and how evidence is asked for about whom a record is about. */
interface Movable {
  other: Wire
  evidence: (record: Wire) => string
}

const ofVehicle = (fact: string) => (record: Wire) =>
  `vehicle(vin: "${record.vin}") { evidence: ${fact} { status } }`
const ofDriver = (fact: string) => (record: Wire) =>
  `driver(ref: "${refOf(record)}") { evidence: ${fact} { status } }`
const ofOperator = (fact: string) => (record: Wire) =>
  `operator(uscc: "${record.uscc}") { evidence: ${fact} { status } }`
const ofOffice = (fact: (record: Wire) => string) => (record: Wire) =>
  `office(id: "${record.officeId ?? record.id}") { evidence: ${fact(record)} { status } }`

const vin = 'LSVAA2BR9HN000777'
const idNumber = '33039919900307006X'
const uscc = '91330399MA2000246J'
const officeId = '330302777'

const movable: Readonly<Record<string, Movable>> = {
  'drivers.driverQualification': { other: { idNumber }, evidence: ofDriver('qualification') },
  'drivers.driverRegistration': {
    other: { idNumber, number: 'another' },
    evidence: ofDriver('registrations'),
  },
  'inspections.equipmentConfirmation': { other: { vin }, evidence: ofVehicle('equipment') },
  'offices.affiliation': { other: { officeId }, evidence: ofOffice(() => 'authority(on: "2026-06-01")') },
  'offices.delegation': {
    other: { officeId },
    evidence: ofOffice(({ item }) => `delegations(item: "${item}")`),
  },
  'offices.office': { other: { id: officeId }, evidence: ofOffice(() => 'entry') },
  'operators.operatorLicence': { other: { uscc }, evidence: ofOperator('licences') },
  'operators.operatorRegistration': { other: { uscc }, evidence: ofOperator('registration') },
  'vehicles.vehiclePermit': { other: { vin }, evidence: ofVehicle('permits') },
  'vehicles.vehicleRegistration': { other: { vin }, evidence: ofVehicle('registration') },
}

/** No evidence of their own: `standing.test.ts` of inspections has them contradict the inspections they bear on. */
const bearingOnOthers = ['inspections.stationLicence', 'inspections.visitAnnulment']

const { components } = JSON.parse(readFeedDescription()) as {
  components: { schemas: Record<string, object> }
}

let world: World
beforeAll(async () => {
  world = await buildWorld({ keys })
  for (const { feeds } of Object.values(world.rooms.fed))
    await world.db.transaction((tx) =>
      feeds.sources.register(tx, [
        {
          id: 'mover',
          name: 'mover',
          authority: 'mover',
          organisation: 'mover',
          allowed: ['*'],
          tokens: [keys.tokenOf('mover')],
        },
      ]),
    )
})
afterAll(async () => {
  await world?.close()
})

async function statusOf({ evidence }: Movable, record: Wire): Promise<string> {
  const { data, errors } = await world.ask('bureau-clerk', `{ ${evidence(record)} }`)
  expect(errors).toEqual([])
  const [fact] = Object.values(data ?? {}) as { evidence: { status: string } }[]
  return String(fact?.evidence.status)
}

/** A record at a minute of the past, by whichever field says when it was so. */
function at(minute: number, record: Wire): Wire {
  const instant = `2026-02-01T10:0${minute}:00+08:00`
  return 'updatedAt' in record ? { ...record, updatedAt: instant } : { ...record, signedAt: instant }
}

describe('a record with a number of its own beside its key', () => {
  it('is one of these messages', () => {
    const numbered = Object.entries(components.schemas)
      .filter(([name, schema]) => name.includes('.') && JSON.stringify(schema).includes('"recordId"'))
      .map(([name]) => name)
    expect(numbered.sort()).toEqual([...Object.keys(movable), ...bearingOnOthers].sort())
  })

  it.each(Object.entries(movable))(
    '%s conflicts for both where it is stated of another, until the sender says more of either',
    async (name, one) => {
      const from: Wire = { ...good[name], recordId: 'moving' }
      const to: Wire = { ...from, ...one.other }
      const statuses = async () => [await statusOf(one, from), await statusOf(one, to)]
      if (name === 'offices.affiliation')
        for (const of of [from, to]) await send('offices.office', officeOf(String(of.officeId)))
      await send(name, at(1, from))
      expect(await statusOf(one, from)).not.toBe('CONFLICTING')
      await send(name, at(2, to))
      expect(await statuses()).toEqual(['CONFLICTING', 'CONFLICTING'])
      // A look at devices is never taken back; a newer one takes its place. A permit has one row, which has to be stated anew.
      const isLook = name === 'inspections.equipmentConfirmation'
      await send(name, at(3, isLook ? { ...from, recordId: 'newer' } : { ...from, deleted: true }))
      if (name === 'vehicles.vehiclePermit') await send(name, at(4, to))
      expect(await statuses()).not.toContain('CONFLICTING')
    },
  )
})

/** How a record known by a number alone is stated anew at a minute, of the same or of another one, and how it is taken back. */
interface Numbered extends Movable {
  /** Numbers a record by a text, and dates it. */
  stated: (record: Wire, number: string, minute: number) => Wire
  takenBack: (record: Wire) => Wire
}

const deleted = (record: Wire): Wire => ({ ...record, deleted: true })
const ofKey =
  (key: string) =>
  (record: Wire, number: string, minute: number): Wire => ({ ...at(minute, record), [key]: number })
const reported = (record: Wire, head: Wire): Wire => ({
  ...record,
  detectRecord: { ...(record.detectRecord as Wire), ...head },
})

const numbered: Readonly<Record<string, Numbered>> = {
  'drivers.driverRegistration': {
    other: { idNumber },
    evidence: ofDriver('registrations'),
    stated: (record, number, minute) => ({ ...at(minute, record), number, recordId: number }),
    takenBack: deleted,
  },
  'inspections.shareDetectInfo': {
    other: { detectRecord: { ...(good['inspections.shareDetectInfo']?.detectRecord as Wire), vinNo: vin } },
    evidence: ({ detectRecord }) =>
      ofVehicle('inspection(kind: COMPREHENSIVE)')({ vin: (detectRecord as Wire).vinNo }),
    stated: (record, number, minute) =>
      reported(record, {
        detectSn: number,
        ...(minute > 1 && { flag: '2', updateTime: `2026020110${String(minute).padStart(2, '0')}00` }),
      }),
    takenBack: (record) => reported(record, { flag: '3' }),
  },
  'traffic-police.usageChange': {
    other: { vin },
    evidence: ofVehicle('usageChanges'),
    stated: ofKey('changeId'),
    takenBack: (record) => ({ ...record, status: 'WITHDRAWN' }),
  },
  'vehicles.vehiclePermit': {
    other: { vin },
    evidence: ofVehicle('permits'),
    stated: (record, number, minute) => ({ ...ofKey('recordId')(record, number, minute), number }),
    takenBack: deleted,
  },
}

/** No evidence of their own, or no way to be taken back; `standing.test.ts` of inspections has what the first bear on. */
const otherwiseNumbered = [
  'inspections.safetyVerdict',
  'inspections.visitAnnulment',
  'inspections.visitCancelled',
]

describe('a record known by a number of its sender alone', () => {
  it('is one of these messages', () => {
    const found = fedRooms.flatMap((room) =>
      routesOf(room, { journal: keys.journal, pseudonym: keys.pseudonym })
        .flatMap((route) => route.messages ?? [])
        .filter(({ plan }) =>
          ['vin', 'ref'].some((about) => about in getTableColumns(plan.history) && !plan.key.includes(about)),
        )
        .map(({ name }) => `${room}.${name}`),
    )
    expect([...new Set(found)].sort()).toEqual([...Object.keys(numbered), ...otherwiseNumbered].sort())
  })

  it.each(Object.entries(numbered))(
    '%s conflicts for the one that is left where it is taken back of another',
    async (name, one) => {
      if (name.startsWith('inspections.')) await send('inspections.stationLicence', licenceOfStation)
      const from = good[name] as Wire
      const to: Wire = { ...from, ...one.other }
      const isAboutOwn = async (record: Wire) => (await statusOf(one, record)) !== 'CONFLICTING'
      for (const [number, moves] of [
        ['330303001202602010901', []],
        ['330303001202602010902', [2]],
      ] as const) {
        const say = (minute: number, record: Wire) => send(name, one.stated(record, number, minute))
        const gone = (minute: number, record: Wire) =>
          send(name, one.takenBack(one.stated(record, number, minute)))
        await say(1, from)
        expect(await isAboutOwn(from)).toBe(true)
        for (const minute of moves) await say(minute, to)
        await gone(3, to)
        expect([await isAboutOwn(from), await isAboutOwn(to)]).toEqual([false, true])
        await gone(4, from)
        expect([await isAboutOwn(from), await isAboutOwn(to)]).toEqual([true, true])
      }
    },
  )
})

const mangled = '3.30302E+17'

/** Words in keys, of which no spreadsheet makes a number; and a company, which is none that a sender may speak for. */
const words = ['CompanyId', 'PayName', 'CourseName', 'source']

/** Records each with one text of it as a spreadsheet writes a long number. */
function withMangledText(record: Wire): Wire[] {
  return Object.entries(record).flatMap(([field, value]) =>
    typeof value === 'string' && !words.includes(field)
      ? [{ ...record, [field]: mangled }]
      : isObject(value)
        ? withMangledText(value as Wire).map((inner) => ({ ...record, [field]: inner }))
        : [],
  )
}

/** Columns records of a room are known by: of the keys of its tables, and the numbers their senders gave them. */
async function keyColumns(room: string): Promise<{ table: string; column: string }[]> {
  return rowsOf(
    await world.db.orm.execute(sql`
      select c.table_name as "table", c.column_name as "column" from information_schema.columns c
      where c.table_schema = ${room.replace('-', '_')} and c.data_type = 'text' and c.table_name not like 'feed%'
        and (c.column_name = 'revision' or exists (
          select from information_schema.key_column_usage k
          where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name))`),
  )
}

describe('a number that a spreadsheet mangled', () => {
  it.each(Object.entries(good))(
    'is no key of any row, in whatever text of %s it stands',
    async (name, record) => {
      await post(name, withMangledText(record))
      const [room = ''] = name.split('.')
      const columns = await keyColumns(room)
      expect(columns.length).toBeGreaterThan(5)
      const found = columns.map(
        ({ table, column }) => sql`select ${`${table}.${column}`}::text as place
        from ${sql.identifier(room.replace('-', '_'))}.${sql.identifier(table)}
        where ${sql.identifier(column)} like ${`%${mangled}%`}`,
      )
      expect(rowsOf(await world.db.orm.execute(sql.join(found, sql` union `)))).toEqual([])
    },
  )
})

const licenceOfStation: Wire = {
  ...good['inspections.stationLicence'],
  line: undefined,
  recordId: 'licence-all',
}

function officeOf(id: string): Wire {
  return { ...good['offices.office'], recordId: `office-${id}`, id, kind: 'STATION' }
}

async function send(name: string, record: Wire): Promise<void> {
  expect(await post(name, [record])).toMatchObject({ records: [{ outcome: 'APPLIED' }] })
}

async function post(name: string, records: readonly Wire[]): Promise<unknown> {
  const answer = await fetch(`${world.url}/feeds/${name.replace('.', '/records/')}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${keys.tokenOf('mover')}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(records),
  })
  expect(answer.status).toBe(201)
  return answer.json()
}
