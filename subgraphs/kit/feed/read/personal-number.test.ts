import { residentIdsIn, usccCheckCharacter } from '@one-visit/schema/identifiers.ts'
import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { silentLog } from '../../log.ts'
import { thing } from '../fixtures/things.ts'
import { reasoned } from '../kept/administrator-word.ts'
import { defineMessage, type IncomingRecord, type RecordRow } from '../message.ts'
import { readIdempotencyKey } from '../routes/route.ts'
import { identityOf } from './identity-of.ts'
import { judge } from './judge.ts'

const number = '330399199003070019'
const receivedAt = new Date('2026-01-20T02:00:00Z')
const context = {
  source: { id: 'one', name: 'one', authority: 'any', organisation: 'any', allowed: ['*'] },
  receivedAt,
}

interface Row extends RecordRow {
  recordId: string
  name: string
}

/** A message that keeps its sender's number and a name, and reads a telephone and the number of a person. */
const kept = defineMessage<Record<string, string>, Row>({
  name: 'kept',
  mappingVersion: 1,
  record: z.record(z.string(), z.string()),
  notes: (wire) => Object.keys(wire).map((key) => `unknown key ${key}`),
  map: ({ recordId = '', name = '', idNumber = '' }) => ({
    recordId,
    name,
    ref: `v1.${idNumber.length}`,
    sourceAt: receivedAt,
    revision: `${recordId}@1`,
    deleted: false,
  }),
  plan: thing.plan,
})

const judged = (value: unknown, more: Partial<IncomingRecord> = {}) =>
  judge({ message: kept, value, ...more }, 0, context, silentLog())

it.each([
  [{ recordId: number }, '/recordId'],
  [{ recordId: `DRV-${number}` }, '/recordId'],
  [{ recordId: '33039919900307006x', idNumber: '33039919900307006X' }, '/recordId'],
  [{ idNumber: number, name: `张三 ${number}` }, '/name'],
  [{ recordId: '３３０３９９１９９００３０７００１９' }, '/recordId'],
])('a record that would be kept with a number in the open is refused: %j', (value, pointer) => {
  expect(judged(value)).toMatchObject({ fault: { code: 'PERSONAL_NUMBER', pointer } })
})

it.each([
  '330399 19900307 0019',
  '330399-19900307-0019',
  '330399.19900307.0019',
  '330399|19900307|0019',
  `张三${number}${number}`,
  '３３０３９９ 19900307 ٠٠١٩',
])('a number in parts is refused in a text: %s', (name) => {
  expect(judged({ recordId: 'r-1', name })).toMatchObject({
    fault: { code: 'PERSONAL_NUMBER', pointer: '/name' },
  })
  const { notes } = judged({ recordId: 'r-1' }, { notes: [`names ${name}`] })
  expect(holdsResidentId(notes.join(), '2026-01-20')).toBe(false)
})

it('a key that looks like one in parts is taken: a place, a day and a serial number', () => {
  expect(judged({ recordId: '330399-19900307-0019', name: 'a' })).toHaveProperty('row')
})

it('no number that is no person’s is refused, whatever field it stands in', () => {
  const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
  const others = fc.oneof(
    fc.stringMatching(/^L[0-9A-HJ-NPR-Z]{16}$/),
    digits(17),
    digits(21),
    digits(11).map((phone) => `联系电话 ${phone}，${phone}`),
    digits(16).map((policy) => `PDAA${policy}`),
    digits(15).map((body) => `91${body}${usccCheckCharacter(`91${body}`)}`),
    fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
    fc.uuid(),
  )
  fc.assert(
    fc.property(others, (name) => {
      expect(judged({ recordId: name, name })).toHaveProperty('row')
    }),
    { seed: 20_260_120, numRuns: 2_000 },
  )
})

it.each([
  { idNumber: number },
  { recordId: '330399199003070018' },
  { recordId: '91330399MA20002110' },
  { recordId: '202601200000000017' },
  { recordId: `1${number}` },
  { phone: number },
])('a record whose row holds none is taken in: %j', (value) => {
  expect(judged(value)).toHaveProperty('row')
})

it('notes, faults and their pointers show stars', () => {
  const noted = judged({ [number]: 'x' }, { notes: [`unknown key ${number}`] })
  expect(noted.notes).toEqual(['unknown key 3303**********0019', 'unknown key 3303**********0019'])
  const [unknown] = [
    judge(
      { message: thing, value: { id: 'a', at: receivedAt.toISOString(), [number]: 1 } },
      0,
      context,
      silentLog(),
    ),
  ]
  expect(unknown).toMatchObject({ fault: { code: 'FIELD_UNKNOWN', pointer: '/3303**********0019' } })
})

it('is no key and no subject a gap is known by', () => {
  const identity = identityOf(thing, { id: number, at: receivedAt.toISOString() }, context)
  expect(identity).toEqual({ subjects: [], key: undefined, sourceAt: receivedAt, sequence: 0 })
  expect(identityOf(thing, { id: '330399 19900307 0019' }, context).key).toBeUndefined()
  expect(identityOf(thing, { id: '330399-19900307-0019' }, context).key).toEqual(['330399-19900307-0019'])
  expect(identityOf(thing, { id: 'LSVAA2BR9HN012345' }, context).key).toEqual(['LSVAA2BR9HN012345'])
})

it('is no idempotency key', () => {
  expect(() => readIdempotencyKey(`driver-${number}`)).toThrow('no resident ID number')
  expect(readIdempotencyKey('sha256:330399')).toBe('sha256:330399')
})

it.each([number, '330399 19900307 0019'])('is in no reason an administrator gives: %j', (written) => {
  expect(() => reasoned({ by: 'admin', because: `经办人 ${written}` })).toThrow('no resident ID number')
})

it.each([
  ['20260120330399000019', []],
  [`a ${number}, b 33039919900307006x`, [number, '33039919900307006x']],
  // A day of late is a day in a serial number.
  ['330399202601200013', []],
])('finds in %j %j', (text, found) => {
  expect(residentIdsIn(text, '2026-01-20')).toEqual(found)
})
