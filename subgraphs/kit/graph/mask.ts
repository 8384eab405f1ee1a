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

/** Whom a name is of, as far as its record says: a person has a reference, an organisation a credit code. */
export interface Party {
  ref?: string | null | undefined
  uscc?: string | null | undefined
}

/** Words of trade and office that stand in names of organisations and in no name of a person. */
const organisationWords =
  /公司|集团|合作社|联社|出租|运输|物流|客运|货运|租赁|汽车|约车|公交|速运|快递|旅行社|车队|大队|支队|管理局|交通局|公安局|委员会|政府|学校|驾校|幼儿园|医院|研究院|研究所|事务所|服务部|经营部|营业部|工厂|修理厂|商行|车行|检测站|汽修|中心|\b(company|co\.|ltd|limited|inc|llc|group|corporation)(?![a-z])/i

/**
 * The name of somebody who may be a person or an organisation: organisations are public, persons are not, however long
 * their names. Where the record does not say which it is, the words of the name do, and a name without such is a person's.
 */
export function maskParty(name: string, { ref, uscc }: Party = {}): string {
  if (ref) return maskName(name)
  return uscc || organisationWords.test(name) ? name : maskName(name)
}
