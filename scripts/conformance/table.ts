import type { Row } from './steps/step.ts'

const widths = { step: 52, expectation: 52 }

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
}

/** Chinese characters take two columns. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
}

/** Head of the table. */
export const tableHead = `     ${padded('step', widths.step)} ${padded('expected', widths.expectation)} got`

/** One row as text: what was got, and below it why that is not enough. */
export function tableRow({ step, expectation, got, verdict, why }: Row): string {
  const line =
    `${verdict} ${padded(step, widths.step)} ${padded(expectation, widths.expectation)} ${got}`.trimEnd()
  return why === '' ? line : `${line}\n     ${verdict === 'SKIP' ? 'left out: ' : 'why not: '}${why}`
}

/** The last line: how many of each. */
export function tableEnd(rows: readonly Row[]): string {
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length
  return `${count('PASS')} passed, ${count('FAIL')} failed, ${count('SKIP')} left out`
}
