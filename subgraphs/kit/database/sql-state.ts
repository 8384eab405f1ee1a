/** SQLSTATE of an error of the database, however many libraries wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    const { code } = inner as { code?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}

/** Whether the database refused a value (class 22) or a row (class 23): the same statement fails again. */
export const isDataFault = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '')

/** Whether another transaction stood in the way (deadlock, serialisation): the same statement may pass. */
export const isTransient = (error: unknown): boolean => /^40(001|P01)$/.test(sqlStateOf(error) ?? '')
