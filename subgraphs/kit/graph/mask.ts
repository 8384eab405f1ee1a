/** Name as others see it: the first character and a star, e.g. 张*. */
export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}*`)

/** Phone as others see it: three digits, stars, four digits. */
export function maskPhone(phone: string): string {
  return phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}

/** Resident ID number as others see it: four digits, stars, four digits. */
export function maskId(id: string): string {
  return id.length < 9
    ? '*'.repeat(id.length)
    : `${id.slice(0, 4)}${'*'.repeat(id.length - 8)}${id.slice(-4)}`
}

/** Organisations are public, persons are not. A name of more than four characters is taken for an organisation's. */
export const maskOwner = (name: string): string => ([...name].length > 4 ? name : maskName(name))
