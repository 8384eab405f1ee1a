/** Whatever says two things under one name is refused by that name, in every feed, at every level, in every wrapping. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../world.ts'
import { type BadRecordFile, badRecordFiles, batchOf } from './messages.ts'
import { openSender, type Sender } from './sender.ts'

const files = badRecordFiles()
let world: World
let sender: Sender

beforeAll(async () => {
  world = await buildWorld()
  sender = openSender(world)
})
afterAll(() => world.close())

/** A name as somebody else spells it. */
const respelt = (name: string): string =>
  name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase()

function otherThan(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, 'x']
  if (typeof value === 'object' && value !== null) return { ...value, x: 1 }
  if (typeof value === 'boolean') return !value
  return typeof value === 'number' ? value + 1 : `${value}x`
}

/** JSON texts of a value with one name more in one of its objects, and the pointer of that name. */
function withTwins(
  value: unknown,
  spell: (name: string) => string,
  pointer = '',
): { text: string; pointer: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  const written = ([name, inner]: [string, string]) => (isList ? inner : `${JSON.stringify(name)}:${inner}`)
  const textOf = (pairs: [string, string][]) => {
    const text = pairs.map(written).join(',')
    return isList ? `[${text}]` : `{${text}}`
  }
  const pairs = entries.map(([name, inner]): [string, string] => [name, JSON.stringify(inner)])
  return entries.flatMap(([name, inner], at) => {
    const inside = withTwins(inner, spell, `${pointer}/${name}`).map((twin) => ({
      ...twin,
      text: textOf(pairs.with(at, [name, twin.text])),
    }))
    const twin: [string, string] = [spell(name), JSON.stringify(otherThan(inner))]
    return isList
      ? inside
      : [{ text: textOf([...pairs, twin]), pointer: `${pointer}/${spell(name)}` }, ...inside]
  })
}

const spellings: readonly [string, (name: string) => string][] = [
  ['in another spelling', respelt],
  ['in the same', (name) => name],
]

describe.each(files.map((file) => [file.feed, file] as const))('a record of %s', (_, file) => {
  // In a form of elements a name that comes twice in one spelling is another text: the room's own test has it.
  const possible = file.form === 'police-soap' ? spellings.slice(0, 1) : spellings
  it.each(possible)('is refused by name for each name it has again %s', async (_, spell) => {
    const twins = withTwins(file.good, spell)
    const told = await sender.send(
      file,
      twins.map(({ text }) => text),
    )
    const pointers = twins.map(({ pointer }) =>
      file.form === 'police-soap' ? pointer.toLowerCase() : pointer,
    )
    expect(told.map(({ outcome, code, pointer }) => [outcome, code, pointer])).toEqual(
      pointers.map((pointer) => ['QUARANTINED', 'DUPLICATE_KEY', pointer]),
    )
  })
})

const described = JSON.parse(
  readFileSync(new URL('../../schema/feeds.openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, unknown> }
const plainFeeds = Object.keys(described.paths)
  .filter((path) => path.includes('/records/'))
  .map((path) => path.replace('/feeds/', ''))

describe.each(plainFeeds)('a plain record of %s', (feed) => {
  it('is refused by name', async () => {
    const file = ofRoom(feed.split('/')[0] ?? '')
    const told = await sender.send({ ...file, feed, form: 'list' }, [
      '{"field":"1","deep":[{"Field":"1","field":"2"}]}',
    ])
    expect(told).toMatchObject([{ outcome: 'QUARANTINED', code: 'DUPLICATE_KEY', pointer: '/deep/0/field' }])
  })
})

function ofRoom(room: string): BadRecordFile {
  const file = files.find(({ feed }) => feed.startsWith(`${room}/`))
  if (file === undefined) throw new Error(`no feed of ${room}`)
  return file
}

const oneOf = (form: BadRecordFile['form']) => files.filter((file) => file.form === form)

/** Whether an answer to a body names what it says twice: a refusal of all of it, or of each of its records. */
async function refusalOf(file: BadRecordFile, body: string) {
  const { text, records } = await sender.sendText(file, body)
  return {
    named: /DUPLICATE_KEY/.test(text),
    applied: records.filter(({ outcome }) => outcome !== 'QUARANTINED'),
  }
}
const refused = { named: true, applied: [] }

describe('an envelope', () => {
  const bare = [...oneOf('platform-envelope'), ...oneOf('put-data')].flatMap((file) =>
    withTwins(JSON.parse(batchOf(file, [JSON.stringify(file.good)])), respelt)
      .filter(({ pointer }) => pointer.split('/').length === 2)
      .map(({ text, pointer }) => [file.feed, pointer, file, text] as const),
  )
  it.each(bare)('of %s is refused where it says two things at %s', async (_feed, _pointer, file, text) => {
    expect(await refusalOf(file, text)).toEqual(refused)
  })

  it.each(oneOf('list').map((file) => [file.feed, file] as const))(
    'of records of %s is refused where it has two lists of them',
    async (_, file) => {
      const other = { ...file.good, [file.clock.split('/')[1] ?? '']: '2026-01-01T00:00:00Z' }
      const text = JSON.stringify({ records: [file.good], Records: [other] })
      expect(await refusalOf(file, text)).toEqual(refused)
    },
  )

  const [call] = oneOf('police-soap')
  it.each([
    ['interface', /<jkid>/, '<JKID>18C72</JKID><jkid>'],
    ['document', /<UTF8XmlDoc>/, '<Utf8XmlDoc>&lt;root/&gt;</Utf8XmlDoc><UTF8XmlDoc>'],
    ['visit', /&lt;root&gt;/, '&lt;root&gt;&lt;Vehispara&gt;&lt;zjjl&gt;2&lt;/zjjl&gt;&lt;/Vehispara&gt;'],
  ])('of a police call is refused where it has a second %s', async (_, place, put) => {
    if (call === undefined) throw new Error('no police call')
    const body = batchOf(call, [JSON.stringify(call.good)])
    expect(body).toMatch(place)
    expect(await refusalOf(call, body.replace(place, put))).toEqual(refused)
  })
})

const rooms = [...new Set(files.map(({ feed }) => feed.split('/')[0] ?? ''))]

describe.each(rooms)('a word of a sender of %s', (room) => {
  const at = '2026-02-01T08:00:00Z'
  it.each([
    ['heartbeat', { at, lastSequence: 7, firstSequence: 1, scope: 'nobody', closedUntil: at }],
    ['reconciliation', { at, scope: 'nobody', records: [{ message: 'nothing', count: 3 }] }],
  ])('(%s) is refused where it says two things', async (word, said) => {
    const file: BadRecordFile = { ...ofRoom(room), feed: `${room}/${word}`, form: 'list' }
    for (const [, spell] of spellings)
      for (const { text } of withTwins(said, spell)) expect(await refusalOf(file, text)).toEqual(refused)
  })
})
