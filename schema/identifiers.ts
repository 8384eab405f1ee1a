import { looksLikeOldResidentId } from './old-resident-id.ts'
import { isRealDay } from './time.ts'

/** Why an identifier was refused. Permanent, like error codes. */
export type IdentifierFault =
  | 'VIN_LENGTH'
  | 'VIN_ALPHABET'
  | 'USCC_LENGTH'
  | 'USCC_ALPHABET'
  | 'USCC_DIVISION'
  | 'USCC_ORGANISATION_CHECK'
  | 'USCC_CHECK'
  | 'RESIDENT_ID_15'
  | 'RESIDENT_ID_LENGTH'
  | 'RESIDENT_ID_ALPHABET'
  | 'RESIDENT_ID_DATE'
  | 'RESIDENT_ID_CHECK'
  | 'PLATE_FORM'
  | 'PLATE_PROVINCE'
  | 'DIVISION_FORM'
  | 'OFFICE_FORM'
  | 'COMPANY_FORM'

/** An identifier that is not well formed. The message never repeats a person's number. */
export class IdentifierError extends Error {
  override readonly name = 'IdentifierError'
  readonly code: IdentifierFault
  constructor(code: IdentifierFault, message: string) {
    super(message)
    this.code = code
  }
}

/** Remembers what the last text gave: several ask for the same number of a record, one after the other. */
function readOnce<Read>(read: (text: string) => Read): (text: string) => Read {
  let last: { text: string; read: Read } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, read: read(text) }
    return last.read
  }
}

const vinValues: Readonly<Record<string, number>> = Object.fromEntries([
  ...[...'0123456789'].map((digit) => [digit, Number(digit)] as const),
  ...[...'ABCDEFGH'].map((letter, index) => [letter, index + 1] as const),
  ...[...'JKLMN'].map((letter, index) => [letter, index + 1] as const),
  ['P', 7],
  ['R', 9],
  ...[...'STUVWXYZ'].map((letter, index) => [letter, index + 2] as const),
])
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** The check character a VIN of 17 characters should carry in position 9; what stands there is not read. */
export function vinCheckDigit(vin: string): string {
  const remainder = weightedSum(vin, vinWeights, (character) => vinValues[character] ?? 0)
  return remainder % 11 === 10 ? 'X' : String(remainder % 11)
}

// A loop, not a chain of closures: this runs several times for every record there is.
function weightedSum(text: string, weights: readonly number[], worth: (character: string) => number): number {
  let sum = 0
  for (let at = 0; at < text.length; at += 1) sum += worth(text.charAt(at)) * (weights[at] ?? 0)
  return sum
}

/**
 * Reads a VIN. A wrong check digit is a warning, because imported and old vehicles carry such numbers.
 * @throws IdentifierError VIN_LENGTH, VIN_ALPHABET
 * @see GB 16735, ISO 3779
 */
export const readVin = readOnce((text): Readonly<{ vin: string; checkDigitOk: boolean }> => {
  const vin = normalise(text)
  if (vin.length !== 17)
    throw new IdentifierError('VIN_LENGTH', `a VIN has 17 characters, this one ${vin.length}`)
  if (!/^[0-9A-HJ-NPR-Z]{17}$/.test(vin))
    throw new IdentifierError('VIN_ALPHABET', 'a VIN has digits and capitals without I, O and Q')
  return { vin, checkDigitOk: vinCheckDigit(vin) === vin[8] }
})

const wide = /[\uff01-\uff5e]/

/** Half-width, trimmed, upper case: what people and systems type, as the standards write it. */
function normalise(text: string): string {
  return halfWidth(text)
    .replace(/\u3000/g, ' ')
    .trim()
    .toUpperCase()
}

function halfWidth(text: string): string {
  if (!wide.test(text)) return text
  return text.replaceAll(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 characters of a credit code (GB 32100-2015). */
export function usccCheckCharacter(body: string): string {
  const sum = weightedSum(body, usccWeights, (character) => usccAlphabet.indexOf(character))
  return usccAlphabet.charAt((31 - (sum % 31)) % 31)
}

/** The check character of the first 8 characters of an organisation code (GB 11714). */
export function organisationCheckCharacter(body: string): string {
  const sum = weightedSum(body, organisationWeights, (character) => Number.parseInt(character, 36))
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * Reads a unified social credit code by its form. Wrong check characters are for the caller to judge: the transport
 * register holds old codes with such.
 * @throws IdentifierError USCC_LENGTH, USCC_ALPHABET, USCC_DIVISION
 * @see GB 32100-2015
 */
export const readUsccForm = readOnce((text): Readonly<{ uscc: string; checksOk: boolean }> => {
  const uscc = normalise(text)
  if (uscc.length !== 18)
    throw new IdentifierError('USCC_LENGTH', `a credit code has 18 characters, this one ${uscc.length}`)
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(uscc))
    throw new IdentifierError(
      'USCC_ALPHABET',
      'a credit code has digits and capitals without I, O, S, V and Z',
    )
  if (!/^\d{6}$/.test(uscc.slice(2, 8)))
    throw new IdentifierError(
      'USCC_DIVISION',
      'characters 3 to 8 of a credit code are the digits of a division code',
    )
  return { uscc, checksOk: hasUsccCheck(uscc) && hasOrganisationCheck(uscc) }
})

const hasUsccCheck = (uscc: string): boolean => usccCheckCharacter(uscc.slice(0, 17)) === uscc[17]
const hasOrganisationCheck = (uscc: string): boolean =>
  organisationCheckCharacter(uscc.slice(8, 16)) === uscc[16]

/**
 * Reads a unified social credit code; both check characters must be right.
 * @throws IdentifierError USCC_LENGTH, USCC_ALPHABET, USCC_DIVISION, USCC_ORGANISATION_CHECK, USCC_CHECK
 * @see GB 32100-2015, GB 11714
 */
export function readUscc(text: string): string {
  const { uscc, checksOk } = readUsccForm(text)
  if (checksOk) return uscc
  if (!hasUsccCheck(uscc))
    throw new IdentifierError('USCC_CHECK', 'the check character of the credit code is wrong')
  throw new IdentifierError(
    'USCC_ORGANISATION_CHECK',
    'the check character of the organisation code inside the credit code is wrong',
  )
}

const residentIdWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 digits of a resident ID number (ISO 7064 MOD 11-2). */
export function residentIdCheckCharacter(body: string): string {
  return '10X98765432'.charAt(weightedSum(body, residentIdWeights, Number) % 11)
}

/**
 * Reads a resident ID number: right check character and a real birth date that is not after `today` (YYYY-MM-DD).
 * The division is that of the time of issue and is not looked up; the 15-digit form is refused, never converted.
 * @throws IdentifierError RESIDENT_ID_15, RESIDENT_ID_LENGTH, RESIDENT_ID_ALPHABET, RESIDENT_ID_DATE, RESIDENT_ID_CHECK
 * @see GB 11643-1999
 */
export function readResidentId(text: string, { today }: { today: string }): string {
  const id = normalise(text)
  if (/^\d{15}$/.test(id))
    throw new IdentifierError('RESIDENT_ID_15', 'the 15-digit form of a resident ID number is not accepted')
  if (id.length !== 18)
    throw new IdentifierError(
      'RESIDENT_ID_LENGTH',
      `a resident ID number has 18 characters, this one ${id.length}`,
    )
  if (!/^\d{17}[\dX]$/.test(id))
    throw new IdentifierError('RESIDENT_ID_ALPHABET', 'a resident ID number has 17 digits and a digit or X')
  const birth = residentIdBirth(id)
  if (!isRealDay(birth) || birth > today)
    throw new IdentifierError(
      'RESIDENT_ID_DATE',
      'the birth date inside the resident ID number is not a day that was',
    )
  if (residentIdCheckCharacter(id.slice(0, 17)) !== id[17])
    throw new IdentifierError('RESIDENT_ID_CHECK', 'the check character of the resident ID number is wrong')
  return id
}

/**
 * The number somebody bears since 1999 of whom a text gives the one of 15 digits; undefined for any other text. It says whose
 * doubt it is, and never what is taken in: a number nobody wrote is no key of a record.
 */
export function residentIdOf15(text: string): string | undefined {
  const [, place, rest] = /^(\d{6})(\d{9})$/.exec(normalise(text)) ?? []
  return place && `${place}19${rest}${residentIdCheckCharacter(`${place}19${rest}`)}`
}

/** What a text has that holds a number, in whatever width it is written. */
const mayHoldNumber = /[0-9\uff10-\uff19]{15}/

/** Eighteen characters, or fifteen digits, that stand by themselves. */
const numberRuns = /(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])/g

/** Years since the birth in a number that is looked for: a day of late is a day in a serial number, not somebody's birth. */
const ageMin = 10

/**
 * The resident ID numbers that stand in a text, as they are written there in half width: right check character, a birth
 * at least ten years before `today`. Nothing else of 18 characters is taken for one, so that serial numbers with a day in
 * them and credit codes pass; of 15 digits `looksLikeOldResidentId` says.
 */
export function residentIdsIn(text: string, today: string): string[] {
  if (!mayHoldNumber.test(text)) return []
  return (halfWidth(text).match(numberRuns) ?? []).filter((run) =>
    run.length === 15 ? looksLikeOldResidentId(run, today) : isNumberOfPerson(run, today),
  )
}

/** Whether 18 characters found in a text are the number of somebody at least ten years old, and no credit code. */
export function isNumberOfPerson(text: string, today: string): boolean {
  const youngest = `${Number(today.slice(0, 4)) - ageMin}${today.slice(4)}`
  return isReadable(() => readResidentId(text, { today: youngest })) && !isReadable(() => readUscc(text))
}

function isReadable(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

/** Birth day YYYY-MM-DD inside a resident ID number. */
function residentIdBirth(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}

const provinces = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新'
const normalPlate = /^.[A-Z][0-9A-HJ-NP-Z]{4}[0-9A-HJ-NP-Z挂学警港澳]$/
const smallNewEnergyPlate = /^.[A-Z][ABCDEFGHJK][0-9A-HJ-NP-Z]\d{4}$/
const largeNewEnergyPlate = /^.[A-Z]\d{5}[ABCDEFGHJK]$/

/** A plate as written, without dots, hyphens, blanks and full-width characters, in upper case; not judged. */
export const normalisePlate = (text: string): string => normalise(text).replace(/[·•・･‧.\-\s]/g, '')

/**
 * Reads a plate number with its province character, as the hub writes it everywhere.
 * @throws IdentifierError PLATE_PROVINCE, PLATE_FORM
 * @see GA 36-2018
 */
export const readPlate = readOnce((text): string => {
  const plate = normalisePlate(text)
  if (!provinces.includes(plate.charAt(0)) || plate === '')
    throw new IdentifierError('PLATE_PROVINCE', 'a plate number begins with a province character such as 浙')
  if (![normalPlate, smallNewEnergyPlate, largeNewEnergyPlate].some((form) => form.test(plate)))
    throw new IdentifierError('PLATE_FORM', 'the plate number has none of the forms of GA 36-2018')
  return plate
})

/** The form police interfaces use: the plate without its province character. */
export const plateWithoutProvince = (plate: string): string => plate.slice(1)

/**
 * Reads a division code of six digits. Whether it is in force on a day is another question.
 * @throws IdentifierError DIVISION_FORM
 * @see GB/T 2260
 */
export function readDivision(text: string): string {
  const division = normalise(text)
  if (!/^[1-8]\d{5}$/.test(division))
    throw new IdentifierError('DIVISION_FORM', 'a division code has six digits and begins with 1 to 8')
  return division
}

/** Form of the identifier of an office: 9 digits for a station, the credit code for a company, a word for a bureau. */
export const officeIdForm = /^[0-9A-Za-z-]{1,64}$/

/**
 * Reads the identifier of an office. Whether there is such an office is another question.
 * @throws IdentifierError OFFICE_FORM
 */
export function readOfficeId(text: string): string {
  const id = text.trim()
  if (!officeIdForm.test(id))
    throw new IdentifierError('OFFICE_FORM', 'an office is named by 1 to 64 letters, digits and hyphens')
  return id
}

/** Longest identifier of a platform company, by the national interface of ride-hailing (CompanyId V32). */
const companyIdForm = /^[0-9A-Za-z_-]{1,32}$/

/**
 * Reads the identifier of a platform company. Whether there is such a company is another question.
 * @throws IdentifierError COMPANY_FORM
 */
export function readCompanyId(text: string): string {
  const id = text.trim()
  if (!companyIdForm.test(id))
    throw new IdentifierError(
      'COMPANY_FORM',
      'a platform company is named by 1 to 32 letters, digits, hyphens and underscores',
    )
  return id
}
