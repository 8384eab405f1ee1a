import { readFileSync } from 'node:fs'
import { type FeedContract, feedContracts } from '@one-visit/kit/feed/testing.ts'
import { residentIdCheckCharacter } from '@one-visit/schema/identifiers.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { licenceHistory, licences, usageChangeHistory, usageChanges } from '../tables.ts'
import { openPolice, type Police } from '../testing.ts'

type Wire = Record<string, unknown>
interface Broken {
  what: string
  change: Wire
  code: string
  pointer: string
}

function fixture<Value>(name: string): Value {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Value
}

const changes = fixture<Wire[]>('usage-changes')
const driving = fixture<Wire[]>('driving-licences')
const [change] = changes
const [licence] = driving

async function opened({ crash }: { crash: (point: string) => void }) {
  const police = await openPolice({ crash })
  return { app: police.room.app, feeds: police.room.feeds, db: police.db, close: police.close }
}

const headers = { authorization: 'Bearer token-of-the-traffic-police' }
const contentType = 'application/json'
const batch = (records: readonly unknown[]): string => JSON.stringify(records)

const usageFeed: FeedContract = {
  url: '/feeds/traffic-police/usage-changes',
  contentType,
  headers,
  batch,
  record: ({ key, at, variant }) => ({
    ...change,
    changeId: `WZ-${key}`,
    vin: `LSVAA2BR9HN${String(key % 1_000_000).padStart(6, '0')}`,
    acceptedAt: '2025-01-31T09:00:00+08:00',
    completedAt: '2025-02-01',
    updatedAt: at.toISOString(),
    authority: `车管所 ${variant}`,
  }),
  bad: { record: { ...change, toUseName: '中小学生校车' }, code: 'CODE_LABEL_MISMATCH', pointer: '/toUse' },
  withText: (text) => ({ ...change, authority: text }),
  plan: { table: usageChanges, history: usageChangeHistory, key: ['changeId'] },
  hasSequence: false,
  hasDeletes: false,
  runs: 8,
}

function numberOf(key: number): string {
  const body = `330399${1960 + (Math.floor(key / 999) % 40)}0307${String((key % 999) + 1).padStart(3, '0')}`
  return body + residentIdCheckCharacter(body)
}

const licenceFeed: FeedContract = {
  url: '/feeds/traffic-police/driving-licences',
  contentType,
  headers,
  batch,
  record: ({ key, at, variant }) => ({
    ...licence,
    sfzmhm: numberOf(key),
    updatedAt: at.toISOString(),
    ljjf: variant,
  }),
  bad: { record: { ...licence, zjcx: 'C9' }, code: 'CODE_UNKNOWN', pointer: '/zjcx' },
  withText: (text) => ({ ...licence, zjcx: text }),
  plan: { table: licences, history: licenceHistory, key: ['ref'] },
  hasSequence: false,
  hasDeletes: false,
  runs: 8,
}

feedContracts(opened, { 'usage-changes': usageFeed, 'driving-licences': licenceFeed })

describe.each([
  ['usage-changes', changes, fixture<Broken[]>('usage-changes-broken')],
  ['driving-licences', driving, fixture<Broken[]>('driving-licences-broken')],
] as const)('the feed %s', (feed, good, broken) => {
  let police: Police
  beforeAll(async () => {
    police = await openPolice()
  })
  afterAll(() => police?.close())

  it('applies its fixtures', async () => {
    const { records } = await police.push(feed, good)
    expect(records.map(({ outcome }) => outcome)).toEqual(good.map(() => 'APPLIED'))
  })

  it('quarantines every broken one by itself, with the code and the pointer of what is wrong', async () => {
    const { records } = await police.push(
      feed,
      broken.map(({ change: part }) => ({ ...good[0], ...part })),
    )
    expect(records.map(({ code, pointer }, index) => ({ what: broken[index]?.what, code, pointer }))).toEqual(
      broken.map(({ what, code, pointer }) => ({ what, code, pointer })),
    )
  })
})
