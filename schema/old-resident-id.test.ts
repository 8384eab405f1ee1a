import fc from 'fast-check'
import { expect, it } from 'vitest'
import { residentIdsIn } from './identifiers.ts'

const today = '2026-01-20'
const found = (text: string): string[] => residentIdsIn(text, today)
const seed = 20_260_120

/** How many of so many numbers are taken for a person's. */
function shareTaken(numbers: fc.Arbitrary<string>, numRuns = 20_000): number {
  return fc.sample(numbers, { numRuns, seed }).filter((number) => found(number).length > 0).length / numRuns
}

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''))

it.each([
  ['330399700307001', ['330399700307001']],
  ['张三 330399700307001，电话', ['330399700307001']],
  ['３３０３９９７００３０７００１', ['330399700307001']],
  // No province, no city, no such day, and a day of this century, as serial numbers have it.
  ['990399700307001', []],
  ['330099700307001', []],
  ['330399700230001', []],
  ['330303260120001', []],
  // A part of a longer number.
  ['1330399700307001', []],
  ['A330399700307001', []],
])('finds in %j %j', (text, numbers) => {
  expect(found(text)).toEqual(numbers)
})

it('takes four of five numbers of persons for what they are', () => {
  const born = fc.date({ min: new Date('1930-01-01'), max: new Date('1998-12-31'), noInvalidDate: true })
  const persons = fc
    .tuple(born, digits(3))
    .map(([day, serial]) => `330399${day.toISOString().slice(2, 10).replaceAll('-', '')}${serial}`)
  expect(shareTaken(persons)).toBeGreaterThan(0.75)
})

it('takes fewer than one in a hundred of any 15 digits for a number of a person', () => {
  expect(shareTaken(digits(15))).toBeLessThan(0.01)
})

it('takes no number of a device and no business registration for one, for they carry a check digit of their own', () => {
  const withCheck = (body: string, isRight: (number: string) => boolean): string =>
    [...'0123456789'].map((check) => body + check).find(isRight) ?? ''
  const luhn = (number: string): boolean =>
    [...number].reduce((sum, digit, at) => {
      const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1)
      return sum + Math.floor(doubled / 10) + (doubled % 10)
    }, 0) %
      10 ===
    0
  const mod11 = (number: string): boolean => {
    let rest = 10
    for (const digit of number.slice(0, 14)) {
      const sum = (rest + Number(digit)) % 10
      rest = ((sum === 0 ? 10 : sum) * 2) % 11
    }
    return (rest + Number(number[14])) % 10 === 1
  }
  // The number of a licence of 2010 and one of a device, as they were published.
  expect(mod11('110108000000016')).toBe(true)
  expect(luhn('490154203237518')).toBe(true)
  const devices = digits(12).map((rest) => withCheck(`35${rest}`, luhn))
  const licences = digits(8).map((rest) => withCheck(`330302${rest}`, mod11))
  expect([shareTaken(devices), shareTaken(licences)]).toEqual([0, 0])
})
