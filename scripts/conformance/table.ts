import type { Row } from './steps/step.ts'

const widths = { step: 52, expectation: 52 }

/** Chinese characters take two columns. */
const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columnsOf(text)))

/** Head of the table. */
export const tableHead = `     ${padded('step', widths.step)} ${padded('expected', widths.expectation)} got`

/** One row as text: what was got, and below it why that is not enough. */
export const tableRow = ({ step, expectation, got, verdict, why }: Row): string => {
  const line =
    `${verdict} ${padded(step, widths.step)} ${padded(expectation, widths.expectation)} ${got}`.trimEnd()
  return why === '' ? line : `${line}\n     ${verdict === 'SKIP' ? 'left out: ' : 'why not: '}${why}`
}

/** The last line: how many of each. */
export const tableEnd = (rows: readonly Row[]): string => {
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length
  return `${count('PASS')} passed, ${count('FAIL')} failed, ${count('SKIP')} left out`
}
