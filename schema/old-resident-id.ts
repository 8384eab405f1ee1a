import { findProvinceWord } from './divisions.ts'
import { isRealDay } from './time.ts'

/**
 * Whether 15 digits are to be taken for a resident ID number of before 1999: a division (of one of the 31 provinces; codes
 * of former cities and counties are on no list here), a birth YYMMDD and a number of three digits, with no check character.
 *
 * Other numbers look so by chance. Those that carry a right check digit of their own, of an old business registration or of
 * a device (IMEI), are not told apart and are left alone, which misses about every fifth number of a person. A year that
 * may be one of this century is a day in a serial number. Of all other numbers of 15 digits fewer than one in a hundred is
 * taken for a person's.
 * @see GB 11643-1989
 */
export function looksLikeOldResidentId(digits: string, today: string): boolean {
  const [, division = '', year = '', month, day] = /^(\d{6})(\d\d)(\d\d)(\d\d)\d{3}$/.exec(digits) ?? []
  return (
    isDivision(division) &&
    year > today.slice(2, 4) &&
    isRealDay(`19${year}-${month}-${day}`) &&
    !hasBusinessCheck(digits) &&
    !hasDeviceCheck(digits)
  )
}

/** Cities are 01 to 59 and 90, counties 01 to 99. */
const isDivision = (code: string): boolean =>
  findProvinceWord(code) !== undefined && /^\d\d(0[1-9]|[1-5]\d|90)(0[1-9]|[1-9]\d)$/.test(code)

/** The check digit of a business registration number of 15 digits (GS 15-2006; MOD 11,10 of GB/T 17710). */
function hasBusinessCheck(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return (product + Number(digits[14])) % 10 === 1
}

/** The check digit of the number of a mobile device (Luhn). */
function hasDeviceCheck(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const value = index % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
