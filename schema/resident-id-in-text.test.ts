import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { residentIdCheckCharacter, residentIdsIn, usccCheckCharacter } from './identifiers.ts'
import { holdsResidentId, withoutResidentIds } from './resident-id-in-text.ts'

const today = '2026-01-20'
const seed = 20_260_120
const holds = (text: string): boolean => holdsResidentId(text, today)

describe('a resident ID number is seen', () => {
  it.each([
    '330399199003070019',
    '330399 19900307 0019',
    '330399-19900307-0019',
    '330399–19900307—0019',
    '330399·19900307・0019',
    '330399.1990.03.07.0019',
    '330399/19900307/0019',
    '330399(19900307)0019',
    '330399（19900307）0019',
    '3303 9919 9003 0700 19',
    '3 3 0 3 9 9 1 9 9 0 0 3 0 7 0 0 1 9',
    '330399\n19900307\r\n  0019',
    '330399\u3000199003\u00a0070019',
    '330399\u200b19900307\u00ad0019',
    '３３０３９９－１９９００３０７－００１９',
    'ID330399199003070019ABC',
    '身份证330399199003070019号',
    '330399 19900307 006X',
    '330399-19900307-006-x',
    'No33039919900307006xyz',
    '电话 13800000000 330399 19900307 0019 止',
    '330399 700307 001',
    '3-3-0-3-9-9-7-0-0-3-0-7-0-0-1',
    '330399700307001',
    '330399|19900307|0019',
    '330399*19900307*0019',
    '330399~19900307～0019',
    '330399、19900307、0019',
    '330399#19900307=0019',
    "330399'19900307'0019",
    '330399\u200d\ufe0f19900307\u20e30019',
    '330399199003070019330399199003070019',
    '33039919900307006X330399199003070019',
    '330399 19900307 0019330399 19900307 0019',
    '٣٣٠٣٩٩١٩٩٠٠٣٠٧٠٠١٩',
    '۳۳۰۳۹۹ १९९००३०७ 𝟎𝟎𝟏𝟗',
  ])('in %j', (text) => {
    expect(holds(`经办人 ${text}`)).toBe(true)
    expect(holds(text)).toBe(true)
  })

  it('of any person, however it is grouped', () => {
    const born = fc.date({ min: new Date('1930-01-01'), max: new Date('2015-12-31'), noInvalidDate: true })
    const separator = fc.constantFrom(' ', '-', '.', '·', '/', '\n', ' - ', '\u3000', '')
    const written = fc
      .tuple(born, fc.integer({ min: 1, max: 999 }), fc.array(separator, { minLength: 18, maxLength: 18 }))
      .map(([day, serial, separators]) => {
        const body = `330399${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`
        return [...(body + residentIdCheckCharacter(body))].map((one, at) => one + separators[at]).join('')
      })
    fc.assert(
      fc.property(written, (text) => holds(text)),
      { seed },
    )
  })
})

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** The share of texts that is taken for a person's number though nobody's is meant. */
function shareTaken(texts: fc.Arbitrary<string>, numRuns = 20_000): number {
  return fc.sample(texts, { numRuns, seed }).filter(holds).length / numRuns
}

/** The share of texts that is taken for one now and was not before. */
function shareMore(texts: fc.Arbitrary<string>, numRuns = 20_000): number {
  const more = (text: string) => holds(text) && residentIdsIn(text, today).length === 0
  return fc.sample(texts, { numRuns, seed }).filter(more).length / numRuns
}

describe('a text without the numbers in it', () => {
  it.each([
    ['330399 19900307 0019', '****** ******** ****'],
    ['经办人 330399|19900307|0019，13800000000', '经办人 ******|********|****,13800000000'],
    ['号330399199003070019', '号******************'],
    ['LSVAA2BR9HN012345 13800000000', 'LSVAA2BR9HN012345 13800000000'],
  ])('%j is %j', (text, starred) => {
    expect(withoutResidentIds(text, today)).toBe(starred)
  })
})

describe('other numbers are left alone', () => {
  it.each([
    '330399199003070019330399199003070018',
    '330302202601200001330302202601200002',
    '330399;19900307;0019',
    '330399:19900307:0019',
    '330399 19900307 0018',
    '330399 19901307 0019',
    '1330399199003070019',
    '330399199003070019123',
    '330399,19900307,0019',
    '91330399MA20002110',
    '浙CT1234 13800000000',
    '2026-01-20 10:30:00 13800000000',
    '330399-20260120-000123',
    '330303 260120 001',
    'LSVAA4182E2123456',
    '',
  ])('%j', (text) => {
    expect(holds(text)).toBe(false)
  })

  it('long rows of digits, whatever is in them', () => {
    expect(shareTaken(fc.oneof(digits(16), digits(17), digits(19), digits(20), digits(21), digits(28)))).toBe(
      0,
    )
  })

  it('credit codes', () => {
    const codes = digits(15).map((body) => `91${body}${usccCheckCharacter(`91${body}`)}`)
    expect(shareMore(codes)).toBe(0)
  })

  it.each([
    ['a day and a time', day],
    ['a day, a time and a telephone', fc.tuple(day, digits(9)).map(([at, rest]) => `${at} 13${rest}`)],
    ['two telephones', fc.tuple(digits(9), digits(9)).map(([a, b]) => `13${a} / 15${b}`)],
    ['an extension', fc.tuple(digits(8), digits(4)).map(([a, b]) => `0577-${a}-${b}`)],
    ['a plate and a telephone', fc.tuple(digits(5), digits(9)).map(([a, b]) => `浙C${a} 13${b}`)],
    ['a policy', fc.tuple(digits(10), digits(8)).map(([a, b]) => `PDAA${a}${b}`)],
    ['a policy in parts', fc.tuple(digits(4), digits(6), digits(8)).map((all) => all.join(' '))],
    ['a card', fc.tuple(digits(4), digits(4), digits(4), digits(4), digits(3)).map((all) => all.join(' '))],
    ['an amount and a serial', fc.tuple(digits(6), digits(2), digits(10)).map((all) => all.join('.'))],
    ['fifteen digits in parts', fc.tuple(digits(5), digits(5), digits(5)).map((all) => all.join('-'))],
    ['a list of telephones', fc.tuple(digits(9), digits(9)).map(([a, b]) => `13${a}、15${b}`)],
    ['a serial of a station twice', digits(21).map((one) => `${one}|${one}`)],
    ['eighteen digits twice', fc.tuple(digits(18), digits(18)).map((all) => all.join(''))],
    ['a UUID', fc.uuid()],
    ['a digest', fc.stringMatching(/^[0-9a-f]{64}$/)],
  ])('%s: fewer than one in five thousand', (_, texts) => {
    expect(shareTaken(texts)).toBeLessThan(0.0002)
  })

  it('fifteen digits in the parts of an old number: fewer than one in a hundred', () => {
    expect(shareTaken(fc.tuple(digits(6), digits(6), digits(3)).map((all) => all.join(' ')))).toBeLessThan(
      0.01,
    )
  })

  it('a place, a day of the last ten years and a serial number, as files are numbered', () => {
    const files = fc
      .tuple(fc.integer({ min: 2017, max: 2026 }), digits(4))
      .map(([year, serial]) => `330399-${year}0312-${serial}`)
    expect(shareTaken(files)).toBe(0)
  })
})

it('a long text is looked through in no time', () => {
  const began = performance.now()
  holds('1 '.repeat(5_000))
  holds(`${'1'.repeat(5_000)} `.repeat(2))
  holds(`1${' '.repeat(10_000)}`.repeat(3))
  expect(performance.now() - began).toBeLessThan(500)
})
