import { expect, it } from 'vitest'
import { maskPayload } from './mask-payload.ts'

it.each([
  [
    { DriverName: '张三丰', DriverPhone: '13800001111' },
    { DriverName: '张*', DriverPhone: '138****1111' },
  ],
  [{ LicenseId: '330399199001010013' }, { LicenseId: '3303**********0013' }],
  [{ sjhm: 13800001111 }, { sjhm: '138****1111' }],
  [
    { remark: 'call 13800001111 about 33039919900101001X' },
    { remark: 'call 138****1111 about 3303**********001X' },
  ],
  [
    { VIN: 'LSVAA49J132047371', seats: 5 },
    { VIN: 'LSVAA49J132047371', seats: 5 },
  ],
  [[{ owner: { name: '李四' } }], [{ owner: { name: '李*' } }]],
  ['<a><xm>张三</xm><hphm>浙C12345</hphm></a>', '<a><xm>张*</xm><hphm>浙C12345</hphm></a>'],
])('stars out persons in %j', (payload, masked) => {
  expect(maskPayload(payload)).toEqual(masked)
})

it('ends where nesting does not', () => {
  let deep: unknown = '13800001111'
  for (let level = 0; level < 10_000; level += 1) deep = [deep]
  expect(JSON.stringify(maskPayload(deep))).not.toContain('13800001111')
})
