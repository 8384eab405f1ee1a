import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  IdentifierError,
  organisationCheckCharacter,
  plateWithoutProvince,
  readCompanyId,
  readDivision,
  readOfficeId,
  readPlate,
  readResidentId,
  readUscc,
  readVin,
  residentIdCheckCharacter,
  usccCheckCharacter,
  vinCheckDigit,
} from './identifiers.ts'

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof IdentifierError) return error.code
    throw error
  }
  return 'accepted'
}

const today = '2026-01-31'
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

describe('resident ID number', () => {
  it.each([
    '11010519491231002X',
    '440524188001010014',
    '330399199003070019',
    '33039919900307006X',
    '330399199003070190',
    '330399200002290031',
  ])('accepts %s', (id) => {
    expect(readResidentId(id, { today })).toBe(id)
  })

  it('writes a lower-case x and full-width digits as the standard does', () => {
    expect(readResidentId(' 33039919900307006x ', { today })).toBe('33039919900307006X')
    expect(readResidentId('３３０３９９１９９００３０７００６ｘ', { today })).toBe('33039919900307006X')
  })

  it.each([
    ['330399199902290031', 'RESIDENT_ID_DATE', 'a leap day in a common year'],
    ['33039919901301001X', 'RESIDENT_ID_DATE', 'a thirteenth month'],
    ['330399209912310012', 'RESIDENT_ID_DATE', 'a birth date in the future'],
    ['330399199003070018', 'RESIDENT_ID_CHECK', 'a wrong check character'],
    ['330399900307001', 'RESIDENT_ID_15', 'the 15-digit form'],
    ['3303991990030700191', 'RESIDENT_ID_LENGTH', '19 characters'],
    ['3303991990030700X9', 'RESIDENT_ID_ALPHABET', 'an X before the end'],
    ['33039919900307001\u0000', 'RESIDENT_ID_ALPHABET', 'a NUL character'],
    ['', 'RESIDENT_ID_LENGTH', 'nothing'],
  ])('refuses %s with %s: %s', (id, code) => {
    expect(faultOf(() => readResidentId(id, { today }))).toBe(code)
  })

  it('accepts a birth date of today and refuses one of tomorrow', () => {
    const born = (day: string) => {
      const body = `330399${day}001`
      return body + residentIdCheckCharacter(body)
    }
    expect(faultOf(() => readResidentId(born('20260131'), { today }))).toBe('accepted')
    expect(faultOf(() => readResidentId(born('20260201'), { today }))).toBe('RESIDENT_ID_DATE')
  })

  it('never repeats the number in its message', () => {
    try {
      readResidentId('330399199003070018', { today })
      expect.unreachable()
    } catch (error) {
      expect(String(error)).not.toContain('19900307')
    }
  })

  const bodies = fc
    .tuple(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
      digits(3),
    )
    .map(([birth, sequence]) => `330399${birth.toISOString().slice(0, 10).replaceAll('-', '')}${sequence}`)

  it('accepts every number that was made by the rule', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const id = body + residentIdCheckCharacter(body)
        expect(readResidentId(id, { today })).toBe(id)
      }),
    )
  })

  it('refuses every number with one character replaced', () => {
    fc.assert(
      fc.property(bodies, fc.nat(17), fc.constantFrom(...'0123456789'), (body, position, digit) => {
        const id = body + residentIdCheckCharacter(body)
        fc.pre(id[position] !== digit)
        const wrong = id.slice(0, position) + digit + id.slice(position + 1)
        expect(faultOf(() => readResidentId(wrong, { today }))).not.toBe('accepted')
      }),
    )
  })
})

describe('unified social credit code', () => {
  it.each([
    '91350100M000100Y43',
    '11100000000019713D',
    '91330399MA20002110',
    '91330399MA2000043X',
    '91330399MA2000166Y',
    '91330399MA2000246J',
    '11330399K00000014E',
  ])('accepts %s', (uscc) => {
    expect(readUscc(uscc)).toBe(uscc)
    expect(readUscc(` ${uscc.toLowerCase()} `)).toBe(uscc)
  })

  it.each([
    ['91330399MA20002119', 'USCC_CHECK'],
    ['91330399MA2000043S', 'USCC_ALPHABET'],
    ['91330300MA285WZT0X', 'USCC_ALPHABET'],
    ['91330399MA2000211', 'USCC_LENGTH'],
    ['9133039XMA20002110', 'USCC_DIVISION'],
  ])('refuses %s with %s', (uscc, code) => {
    expect(faultOf(() => readUscc(uscc))).toBe(code)
  })

  it('refuses a right outer check around a wrong organisation code', () => {
    const body = '91330399MA2000212'
    expect(faultOf(() => readUscc(body + usccCheckCharacter(body)))).toBe('USCC_ORGANISATION_CHECK')
  })

  it.each([
    ['M000100Y', '4'],
    ['MA2TEST1', '2'],
    ['00254123', '0'],
  ])('computes the organisation check of %s as %s', (body, check) => {
    expect(organisationCheckCharacter(body)).toBe(check)
  })

  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const bodies = fc
    .tuple(
      digits(6),
      fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 }).map((part) => part.join('')),
    )
    .map(
      ([division, organisation]) => `91${division}${organisation}${organisationCheckCharacter(organisation)}`,
    )

  it('accepts every code that was made by the rule', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const uscc = body + usccCheckCharacter(body)
        expect(readUscc(uscc)).toBe(uscc)
      }),
    )
  })

  it('refuses every code with one character replaced', () => {
    fc.assert(
      fc.property(bodies, fc.nat(17), fc.constantFrom(...alphabet), (body, position, character) => {
        const uscc = body + usccCheckCharacter(body)
        fc.pre(uscc[position] !== character)
        const wrong = uscc.slice(0, position) + character + uscc.slice(position + 1)
        expect(faultOf(() => readUscc(wrong))).not.toBe('accepted')
      }),
    )
  })
})

describe('VIN', () => {
  it.each([
    '1M8GDM9AXKP042788',
    '11111111111111111',
    'LGXC16DF6H0123456',
    'LVSHCAMBXGE987654',
    'LSVAA2BR9HN012345',
    'LZYTATE61J1023456',
    'LJ1EKABR9K2000017',
  ])('accepts %s', (vin) => {
    expect(readVin(vin)).toEqual({ vin, checkDigitOk: true })
    expect(readVin(` ${vin.toLowerCase()}`)).toEqual({ vin, checkDigitOk: true })
  })

  it('accepts a wrong check digit and says so', () => {
    expect(readVin('LSVAA2BR0HN012345')).toEqual({ vin: 'LSVAA2BR0HN012345', checkDigitOk: false })
  })

  it.each([
    ['LGXC16DF6H012345O', 'VIN_ALPHABET'],
    ['LGXC16DF6H012345I', 'VIN_ALPHABET'],
    ['LGXC16DF6H012345Q', 'VIN_ALPHABET'],
    ['LGXC16DF6H012345', 'VIN_LENGTH'],
    ['LGXC16DF6H01234567', 'VIN_LENGTH'],
    ['LGXC16DF6H012345\u0000', 'VIN_ALPHABET'],
  ])('refuses %s with %s', (vin, code) => {
    expect(faultOf(() => readVin(vin))).toBe(code)
  })

  it('finds the check digit right on every number that was made by the rule', () => {
    const characters = fc.array(fc.constantFrom(...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ'), {
      minLength: 17,
      maxLength: 17,
    })
    fc.assert(
      fc.property(characters, (parts) => {
        const body = parts.join('')
        const vin = body.slice(0, 8) + vinCheckDigit(body) + body.slice(9)
        expect(readVin(vin)).toEqual({ vin, checkDigitOk: true })
      }),
    )
  })
})

describe('plate', () => {
  it.each([
    '浙C12345',
    '浙CA123B',
    '浙CD12345',
    '浙CDA1234',
    '浙CF00001',
    '浙C12345D',
    '浙C1234挂',
    '浙C1234学',
    '浙CA12345',
  ])('accepts %s', (plate) => {
    expect(readPlate(plate)).toBe(plate)
  })

  it.each([
    ['浙c12345', '浙C12345'],
    ['浙C·12345', '浙C12345'],
    ['浙C-12345 ', '浙C12345'],
    ['浙Ｃ１２３４５', '浙C12345'],
    ['浙 C 123 45', '浙C12345'],
    ['浙C．12345', '浙C12345'],
  ])('reads %s as %s', (written, plate) => {
    expect(readPlate(written)).toBe(plate)
  })

  it.each([
    ['浙CI2345', 'PLATE_FORM'],
    ['浙CO2345', 'PLATE_FORM'],
    ['浙CW12345', 'PLATE_FORM'],
    ['浙C123456', 'PLATE_FORM'],
    ['浙C1234', 'PLATE_FORM'],
    ['貴C12345', 'PLATE_PROVINCE'],
    ['C12345', 'PLATE_PROVINCE'],
    ['', 'PLATE_PROVINCE'],
  ])('refuses %s with %s', (plate, code) => {
    expect(faultOf(() => readPlate(plate))).toBe(code)
  })

  it('reads its own answer as itself', () => {
    const written = fc.tuple(
      fc.constantFrom('浙', '京', '粤'),
      fc.constantFrom('', ' ', '·', '-', '．'),
      fc.stringMatching(/^[A-Za-z]$/),
      fc.constantFrom('', ' ', '·', '　'),
      fc.stringMatching(/^[0-9A-HJ-NP-Za-hj-np-z]{5}$/),
    )
    fc.assert(
      fc.property(written, (parts) => {
        const plate = readPlate(parts.join(''))
        expect(readPlate(plate)).toBe(plate)
        expect(plate).toHaveLength(7)
      }),
    )
  })

  it('leaves and regains the province character', () => {
    expect(`浙${plateWithoutProvince('浙C12345')}`).toBe('浙C12345')
  })
})

describe('division code', () => {
  it('accepts six digits, full-width ones too', () => {
    expect(readDivision('330300')).toBe('330300')
    expect(readDivision('３３０３００')).toBe('330300')
  })

  it.each(['33030', '3303000', '33030A', '030300', '-30300', ''])('refuses "%s"', (division) => {
    expect(faultOf(() => readDivision(division))).toBe('DIVISION_FORM')
  })
})

describe('identifiers of offices and platform companies', () => {
  it.each(['330303001', '91330399MA2000246J', 'county-330381', ' wenzhou-bureau '])(
    'reads the office %s',
    (text) => {
      expect(readOfficeId(text)).toBe(text.trim())
    },
  )
  it.each(['', 'a b', '鹿城', "x'", 'o'.repeat(65)])('refuses the office %j', (text) => {
    expect(faultOf(() => readOfficeId(text))).toBe('OFFICE_FORM')
  })
  it.each(['CCZC0004', 'PF_1', 'a-b'])('reads the company %s', (text) => {
    expect(readCompanyId(text)).toBe(text)
  })
  it.each(['', 'CC ZC', '曹操', 'a/b', 'c'.repeat(33)])('refuses the company %j', (text) => {
    expect(faultOf(() => readCompanyId(text))).toBe('COMPANY_FORM')
  })
})
