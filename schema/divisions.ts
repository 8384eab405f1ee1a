/** Words by which places are written in the numbers of permits and plates, by division code. */

/** The one character of each province, by the first two digits of a division code (GB/T 2260; GA 36 writes plates with it). */
const provinces = new Map([
  ['11', '京'],
  ['12', '津'],
  ['13', '冀'],
  ['14', '晋'],
  ['15', '蒙'],
  ['21', '辽'],
  ['22', '吉'],
  ['23', '黑'],
  ['31', '沪'],
  ['32', '苏'],
  ['33', '浙'],
  ['34', '皖'],
  ['35', '闽'],
  ['36', '赣'],
  ['37', '鲁'],
  ['41', '豫'],
  ['42', '鄂'],
  ['43', '湘'],
  ['44', '粤'],
  ['45', '桂'],
  ['46', '琼'],
  ['50', '渝'],
  ['51', '川'],
  ['52', '贵'],
  ['53', '云'],
  ['54', '藏'],
  ['61', '陕'],
  ['62', '甘'],
  ['63', '青'],
  ['64', '宁'],
  ['65', '新'],
])

/** The word of each city of Zhejiang in permit numbers, by four digits: as offices write it, no standard says so (A). */
const cities = new Map([
  ['3301', '杭'],
  ['3302', '甬'],
  ['3303', '温'],
  ['3304', '嘉'],
  ['3305', '湖'],
  ['3306', '绍'],
  ['3307', '金'],
  ['3308', '衢'],
  ['3309', '舟'],
  ['3310', '台'],
  ['3311', '丽'],
])

/** Character of the province a division lies in, e.g. 浙; undefined for a code of none of the 31. */
export function findProvinceWord(division: string): string | undefined {
  return provinces.get(division.slice(0, 2))
}

/**
 * Word of the city a division lies in, e.g. 温; undefined for a city whose word is not known. No released version writes
 * it, and their numbers stand as they are: it is for the first item whose number names the city, as that of a business
 * licence does (浙交运管许可温字).
 */
export function findCityWord(division: string): string | undefined {
  return cities.get(division.slice(0, 4))
}

/** Whether a division is another one or lies in it: 330300 holds 330302, 330000 both. */
export function divisionHolds(outer: string, inner: string): boolean {
  const prefix = outer.replace(/(0000|00)$/, '')
  return outer.length === 6 && inner.length === 6 && inner.startsWith(prefix)
}

/** A division and those it lies in, the smallest first. */
export function divisionsHolding(division: string): string[] {
  return [...new Set([division, `${division.slice(0, 4)}00`, `${division.slice(0, 2)}0000`])]
}
