/** What would be right, a whole sentence in each language. */
export interface Advice {
  readonly zh: string
  readonly en: string
}

/** Values of a list that are told whole; of a longer one the first are. */
const wholeMax = 16
const firstMax = 8

/** The values that are told of a list, and how many are left. */
export function toldOf(values: readonly string[]): { shown: readonly string[]; left: number } {
  const shown = values.length > wholeMax ? values.slice(0, firstMax) : values
  return { shown, left: values.length - shown.length }
}
