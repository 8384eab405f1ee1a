/** What a step found: what it got, and why that is not what was expected. */
export interface Finding {
  got: string
  /** Why it fails; none when it passes. */
  faults: readonly string[]
}

/** One step of the exchange. */
export interface Step {
  name: string
  expectation: string
  /** Runs the step; a text says why it cannot be run. */
  run(): Promise<Finding | string>
}

/** A line of the table. */
export interface Row {
  step: string
  expectation: string
  got: string
  verdict: 'PASS' | 'FAIL' | 'SKIP'
  /** Why it fails or was left out. */
  why: string
}

/** Notes what is not as expected. */
export function finding(
  got: string,
  ...expected: readonly (readonly [holds: boolean, fault: string])[]
): Finding {
  return { got, faults: expected.filter(([holds]) => !holds).map(([, fault]) => fault) }
}

/** Runs the steps one after the other, a later one on what an earlier one left, and tells each row as it is known. */
export async function runSteps(steps: Iterable<Step>, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const step of steps) {
    const row = await rowOf(step)
    rows.push(row)
    tell(row)
  }
  return rows
}

async function rowOf({ name, expectation, run }: Step): Promise<Row> {
  const row = { step: name, expectation }
  try {
    const found = await run()
    if (typeof found === 'string') return { ...row, got: '', verdict: 'SKIP', why: found }
    const verdict = found.faults.length === 0 ? 'PASS' : 'FAIL'
    return { ...row, got: found.got, verdict, why: found.faults.join('; ') }
  } catch (error) {
    const { cause, message } = error instanceof Error ? error : new Error(String(error))
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message
    return { ...row, got: 'no answer', verdict: 'FAIL', why }
  }
}
