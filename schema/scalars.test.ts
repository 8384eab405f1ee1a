import { GraphQLError, parseValue } from 'graphql'
import { describe, expect, it } from 'vitest'
import { buildScalars } from './scalars.ts'
import { durationMs, shanghaiDay } from './time.ts'

const scalars = buildScalars({ clock: () => new Date('2026-01-30T16:30:00Z') })

describe('Date', () => {
  it.each(['2026-01-31', '2000-02-29', '2024-02-29'])('reads %s', (day) => {
    expect(scalars.Date.parseValue(day)).toBe(day)
  })

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    '',
  ])('refuses "%s"', (day) => {
    expect(() => scalars.Date.parseValue(day)).toThrow(GraphQLError)
  })
})

describe('DateTime', () => {
  it('reads an offset and writes UTC with milliseconds', () => {
    const instant = scalars.DateTime.parseValue('2026-01-31T08:00:00+08:00')
    expect(instant).toBeInstanceOf(Date)
    expect(scalars.DateTime.serialize(instant)).toBe('2026-01-31T00:00:00.000Z')
    expect(scalars.DateTime.serialize('2026-01-31T08:00:00.5+08:00')).toBe('2026-01-31T00:00:00.500Z')
    expect(scalars.DateTime.serialize(scalars.DateTime.parseValue('2026-01-31T08:00:00.123999+08:00'))).toBe(
      '2026-01-31T00:00:00.123Z',
    )
  })

  it.each([
    '2026-01-31T08:00:00',
    '2026-01-31 08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31',
    '',
  ])('refuses "%s"', (instant) => {
    expect(() => scalars.DateTime.parseValue(instant)).toThrow(GraphQLError)
  })

  it('does not write an invalid Date', () => {
    expect(() => scalars.DateTime.serialize(new Date('never'))).toThrow(TypeError)
    expect(() => scalars.DateTime.serialize(0)).toThrow(TypeError)
  })
})

describe('Duration', () => {
  it.each([
    ['P7D', 7 * 86_400_000],
    ['PT24H', 86_400_000],
    ['P1DT2H3M4S', 93_784_000],
    ['PT10S', 10_000],
    ['PT0S', 0],
  ])('reads %s as %d ms', (text, ms) => {
    expect(scalars.Duration.parseValue(text)).toBe(text)
    expect(durationMs(text)).toBe(ms)
  })

  it.each(['P', 'PT', 'P1DT', '7D', 'P1Y', 'P1M', 'P-1D', 'PT1.5S', ''])('refuses "%s"', (text) => {
    expect(() => scalars.Duration.parseValue(text)).toThrow(GraphQLError)
  })
})

describe('identifiers as scalars', () => {
  it('gives resolvers the normalised form', () => {
    expect(scalars.VIN.parseValue(' lgxc16df6h0123456')).toBe('LGXC16DF6H0123456')
    expect(scalars.USCC.parseValue('91330399ma20002110')).toBe('91330399MA20002110')
    expect(scalars.PlateNumber.parseValue('浙c·12345')).toBe('浙C12345')
    expect(scalars.DivisionCode.parseValue('330300')).toBe('330300')
  })

  it('holds a credit code to its form, not to its check characters', () => {
    expect(scalars.USCC.parseValue('91330399ma20002119')).toBe('91330399MA20002119')
    expect(() => scalars.USCC.parseValue('91330399MA2000043S')).toThrow(GraphQLError)
  })

  it('reads literals as it reads variables', () => {
    expect(scalars.VIN.parseLiteral(parseValue('"lgxc16df6h0123456"'))).toBe('LGXC16DF6H0123456')
    expect(() => scalars.VIN.parseLiteral(parseValue('12'))).toThrow(GraphQLError)
  })

  it('names the fault in the error', () => {
    try {
      scalars.USCC.parseValue('91330399MA2000211')
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', fault: 'USCC_LENGTH' } })
    }
  })

  it.each([12, null, true, {}, []])('refuses %j, which is not a string', (value) => {
    const { JSON: _, ...ofText } = scalars
    for (const scalar of Object.values(ofText)) expect(() => scalar.parseValue(value)).toThrow(GraphQLError)
  })

  it('never writes a resident ID number', () => {
    expect(scalars.ResidentIdNumber.parseValue('33039919900307006x')).toBe('33039919900307006X')
    expect(() => scalars.ResidentIdNumber.serialize('33039919900307006X')).toThrow(TypeError)
  })
})

describe('the day in Shanghai', () => {
  it('begins eight hours before that of UTC', () => {
    expect(shanghaiDay(new Date('2026-01-30T15:59:59.999Z'))).toBe('2026-01-30')
    expect(shanghaiDay(new Date('2026-01-30T16:00:00Z'))).toBe('2026-01-31')
  })
})
