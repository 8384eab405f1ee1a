import type { DatedValue, Figure } from '../catalogue/limits.ts'

/** Runs work while a figure of the law has one more value, as if an engineer had added it. */
export function withLaterValue<T>(figure: Figure<unknown>, added: DatedValue<unknown>, work: () => T): T {
  const values = figure.values as unknown as DatedValue<unknown>[]
  values.push(added)
  try {
    return work()
  } finally {
    values.pop()
  }
}
