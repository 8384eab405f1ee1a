/** Invented numbers with right check digits. Persons and businesses are of the division 330399, which is not assigned. */

/** Puts the right check digit into position 9 of a VIN. */
export function withVinCheckDigit(vin: string): string {
  const sum = weighted(vin, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2], vinValue)
  return `${vin.slice(0, 8)}${sum % 11 === 10 ? 'X' : sum % 11}${vin.slice(9)}`
}

function weighted(text: string, weights: readonly number[], worth: (character: string) => number): number {
  return [...text].reduce((total, character, index) => total + worth(character) * (weights[index] ?? 0), 0)
}

function vinValue(character: string): number {
  const digit = '0123456789'.indexOf(character)
  if (digit >= 0) return digit
  const group = ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ']
  return group.findIndex((letters) => letters.includes(character)) + 1
}

/** A resident ID number; serials up to 11,759,999 give different ones. Odd serials are men. */
export function inventedResidentId(serial: number): string {
  const date = Math.floor(serial / 1000)
  const year = 1965 + (Math.floor(date / 336) % 35)
  const month = String((Math.floor(date / 28) % 12) + 1).padStart(2, '0')
  const day = String((date % 28) + 1).padStart(2, '0')
  const body = `330399${year}${month}${day}${String(serial % 1000).padStart(3, '0')}`
  const sum = weighted(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], Number)
  return body + '10X98765432'.charAt(sum % 11)
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A unified social credit code; serials up to 31^6 give different ones. */
export function inventedCreditCode(serial: number): string {
  let [digits, rest] = ['', serial]
  for (let place = 0; place < 6; place += 1) {
    digits = creditAlphabet.charAt(rest % 31) + digits
    rest = Math.floor(rest / 31)
  }
  const organisation = `MA${digits}`
  const remainder =
    weighted(organisation, [3, 7, 9, 10, 5, 8, 4, 2], (character) =>
      organisationAlphabet.indexOf(character),
    ) % 11
  const check = remainder === 0 ? '0' : remainder === 1 ? 'X' : String(11 - remainder)
  const body = `91330399${organisation}${check}`
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const sum = weighted(body, weights, (character) => creditAlphabet.indexOf(character))
  return body + creditAlphabet.charAt((31 - (sum % 31)) % 31)
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A plate of a small new-energy vehicle of Zhejiang; 浙CD and five digits for serials below 100,000. */
export function inventedPlate(serial: number): string {
  const characters = `0123456789${plateLetters}`
  const high = Math.floor(serial / 10_000)
  const office = 'CABDEFGHJKL'.charAt(Math.floor(high / (characters.length * 2)) % 11)
  const kind = 'DF'.charAt(Math.floor(high / characters.length) % 2)
  return `浙${office}${kind}${characters.charAt(high % characters.length)}${String(serial % 10_000).padStart(4, '0')}`
}
