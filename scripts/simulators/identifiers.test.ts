import { readPlate, readResidentId, readUscc, readVin } from '@one-visit/schema/identifiers.ts'
import { expect, it } from 'vitest'
import { encodeGbk } from './gbk.ts'
import { inventedCreditCode, inventedPlate, inventedResidentId, withVinCheckDigit } from './identifiers.ts'

const serials = [0, 1, 2, 9, 30, 31, 999, 1000, 27_999, 28_000, 335_999, 336_000, 999_999, 11_759_999]

it('invents numbers the hub finds right, and a different one for each serial', () => {
  for (const serial of serials) {
    expect(readResidentId(inventedResidentId(serial), { today: '2026-01-20' })).toMatch(/^330399/)
    expect(readUscc(inventedCreditCode(serial))).toMatch(/^91330399/)
    expect(readPlate(inventedPlate(serial))).toMatch(/^浙/)
    const vin = withVinCheckDigit(`LSGR16D00H${String(serial % 10_000_000).padStart(7, '0')}`)
    expect(readVin(vin)).toEqual({ vin, checkDigitOk: true })
  }
  for (const invent of [inventedResidentId, inventedCreditCode])
    expect(new Set(serials.map(invent)).size).toBe(serials.length)
  expect(withVinCheckDigit('1M8GDM9A0KP042788')).toBe('1M8GDM9AXKP042788')
})

it('writes GBK as others read it', () => {
  const text = '浙C·温州市 ABC 一级'
  expect(new TextDecoder('gbk').decode(encodeGbk(text))).toBe(text)
  expect(encodeGbk('温')).toEqual(Buffer.from([0xce, 0xc2]))
  expect(encodeGbk('\u{20bb7}').toString()).toBe('?')
})
