import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOddlySpelt, mayBeSamePermitNumber, normalisedId, permitNumberKey } from './permit-number.ts'

const number = '浙交运管温字330302000001号'

describe('numbers of permits', () => {
  it.each([
    ` ${number}\n`,
    '浙交运管温 字 330302 000001 号',
    '浙交运管温字３３０３０２０００００１号',
    '浙交运管温字第330302000001号',
    '浙交运管温字330302000001',
    `“${number}”`,
  ])('are one without blanks, quotes and the words 字, 号 and 第, in any width: %j', (other) => {
    expect(permitNumberKey(other)).toBe(permitNumberKey(number))
  })

  it.each(['浙交运管温（字）330302000001号', '330302000001', '浙交运管网约温字330302000001号'])(
    'are not known to be one, nor to be two, where only their digits are the same: %s',
    (other) => {
      expect(permitNumberKey(other)).not.toBe(permitNumberKey(number))
      expect(mayBeSamePermitNumber(other, number)).toBe(true)
    },
  )

  it('are two where their digits are not the same, and few digits say nothing', () => {
    expect(mayBeSamePermitNumber(number, '浙交运管温字330302000002号')).toBe(false)
    expect(mayBeSamePermitNumber('n-1', 'p-1')).toBe(false)
  })

  it('are compared by the key of their key', () => {
    const part = fc.constantFrom(...'浙温字号第330302Aa１２ 　"\'“”（）')
    fc.assert(
      fc.property(fc.string({ unit: part }), (text) => {
        expect(permitNumberKey(permitNumberKey(text))).toBe(permitNumberKey(text))
      }),
    )
  })

  it.each([
    [number, false],
    ['n-1', false],
    ['浙交运管温字第330302000001号', true],
    ['浙交运管温字330302 000001号', true],
    ['330302000001', true],
  ])('are told from the national shape: %s', (text, isOdd) => {
    expect(isOddlySpelt(text)).toBe(isOdd)
  })
})

it('an identifier is the same in any case and width', () => {
  expect(normalisedId(' Ａb-1 ')).toBe('ab-1')
})
