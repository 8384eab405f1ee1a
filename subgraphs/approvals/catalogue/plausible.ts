/** Days that a register may hold and that cannot be so: a clock that began, an empty field read as a day, a slip of the pen. */

/** The day on which clocks of machines begin: no vehicle of today was registered on it or before. */
const clocksBegin = '1970-01-01'

/** Whether a vehicle can have been registered on a day for the first time, as seen on a later one. */
export function isPlausibleRegistration(registeredOn: string, day: string): boolean {
  return clocksBegin < registeredOn && registeredOn <= day
}

/** Whether the police can have set a scrapping date like this. */
export function isPlausibleScrapping(scrapOn: string): boolean {
  return clocksBegin < scrapOn
}
