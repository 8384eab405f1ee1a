import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { thing } from '../fixtures/things.ts'
import type { AnyMessage } from '../message.ts'
import { createAdviseOn } from './advice.ts'

const message: AnyMessage = {
  ...thing,
  name: 'described',
  record: z.strictObject({
    name: z.string().min(1).max(64),
    note: z.string().max(8).nullish(),
    count: z.int().min(0).max(9),
    any: z.int(),
    kind: z.enum(['A', 'B']),
    on: z.boolean(),
    at: z.iso.datetime({ offset: true }),
    station: z
      .string()
      .regex(/^\d{9}$/)
      .meta({ examples: ['330302001'] }),
    list: z.array(z.object({ inner: z.union([z.string().max(3), z.number()]) })).min(1),
  }),
}
const adviseOn = createAdviseOn([message])
const advised = (code: string, pointer: string) => adviseOn({ message: 'described', code, pointer })

describe('advice on a field that is not of the form of its message', () => {
  it.each([
    ['/name', '文本（1 至 64 个字符）', 'text of 1 to 64 characters'],
    ['/note', '文本（最多 8 个字符）', 'text of at most 8 characters'],
    ['/count', '整数（0 至 9）', 'a whole number of 0 to 9'],
    ['/any', '整数', 'a whole number'],
    ['/kind', 'A、B 之一', 'one of A, B'],
    ['/on', 'true 或 false', 'true or false'],
    ['/at', '带时区的时间，如 2026-01-31T08:00:00+08:00', 'an instant such as 2026-01-31T08:00:00+08:00'],
    ['/station', '文本，如 330302001', 'text, such as 330302001'],
    ['/list', '列表（至少 1 项）', 'a list of at least 1 entries'],
    ['/list/3/inner', '文本（最多 3 个字符），或数字', 'text of at most 3 characters, or a number'],
  ])('says what %s takes', (pointer, zh, en) => {
    const { FIELD_TYPE } = recordFaults
    expect(advised('FIELD_TYPE', pointer)).toEqual({
      zh: `${FIELD_TYPE.zh}该字段应为${zh}。`,
      en: `${FIELD_TYPE.en} The field takes ${en}.`,
    })
  })

  it('is that of its code where the message does not describe the field', () => {
    expect(advised('FIELD_FORM', '/strange/0')).toEqual(recordFaults.FIELD_FORM)
    expect(adviseOn({ message: 'gone', code: 'FIELD_TYPE', pointer: '/name' })).toEqual(
      recordFaults.FIELD_TYPE,
    )
  })
})

describe('advice on a record', () => {
  it('is that of its code, and none where nothing is refused', () => {
    expect(advised('VIN_LENGTH', '/name')).toEqual(recordFaults.VIN_LENGTH)
    expect(adviseOn({ message: 'described' })).toBeUndefined()
    expect(advised('toString', '/name')).toBeUndefined()
  })
})
