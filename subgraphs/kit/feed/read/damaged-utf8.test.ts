import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDamagedUtf8 } from './damaged-utf8.ts'

const gb2312 = new TextDecoder('gb18030')
/** Two bytes of a common character: those of the first level of GB 2312. */
const pair = fc.tuple(fc.integer({ min: 0xb0, max: 0xd6 }), fc.integer({ min: 0xa1, max: 0xfe }))

it('text in GB 18030 is no UTF-8 that lost bytes, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 200 }), (pairs) => {
      const bytes = Buffer.from(pairs.flat())
      expect(isDamagedUtf8(bytes), gb2312.decode(bytes)).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

it('text in UTF-8 without any one of its bytes is known, unless it is whole without', () => {
  const whole = Buffer.from('{"OwnerName":"温州虚构出行科技有限公司","VehicleNo":"浙C12345"}')
  for (const place of whole.keys()) {
    const bytes = Buffer.from(whole.filter((_, index) => index !== place))
    expect(isDamagedUtf8(bytes), bytes.toString()).toBe(!isUtf8(bytes))
  }
})
