const beijing = (at: Date): string => new Date(at.getTime() + 8 * 3600 * 1000).toISOString()

/** Time as the national interface writes it: YYYYMMDDhhmmss, Beijing time. */
export const beijingTime = (at: Date): string => beijing(at).replace(/\D/g, '').slice(0, 14)

/** Time as stations write it: YYYY-MM-DD hh:mm:ss, Beijing time. */
export const beijingText = (at: Date): string => beijing(at).slice(0, 19).replace('T', ' ')

/** Day in Beijing, some years from an instant, YYYY-MM-DD; of 29 February, the day before it. */
export function beijingDay(at: Date, years = 0): string {
  const day = beijing(at).slice(0, 10)
  if (years === 0) return day
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return later.endsWith('-02-29') ? later.replace('-02-29', '-02-28') : later
}

/** The calendar day of an instant in Beijing, some years later where said, as a number YYYYMMDD. */
export function beijingDayNumber(at: Date, years = 0): number {
  return Number(beijingDay(at, years).replaceAll('-', ''))
}

/** The month some months from an instant, as a number, YYYYMM. */
export function beijingMonth(at: Date, months = 0): number {
  const [year = 0, month = 0] = beijingDay(at).split('-').map(Number)
  const counted = year * 12 + month - 1 + months
  return Math.floor(counted / 12) * 100 + (counted % 12) + 1
}
