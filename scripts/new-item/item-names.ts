/** How an item's code is written. */
export const codeForm = /^[A-Z]{3}-\d{2}$/

/** What an item is called in code: TAX-01 is tax01, its years are tax01Years, its question is Tax01Evidence. */
export function namesOf(code: string): { item: string; years: string; question: string } {
  const item = code.replace('-', '').toLowerCase()
  return { item, years: `${item}Years`, question: `${item.charAt(0).toUpperCase()}${item.slice(1)}Evidence` }
}
