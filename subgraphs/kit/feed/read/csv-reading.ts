/** What of a CSV file means nothing: one version of it is kept for files that were taken in before. */

/** How the rows of a file are taken. */
export interface CsvReading {
  /** Whether a row says nothing at all. */
  isBlank(cells: readonly string[]): boolean
  /** The names of the columns, of the cells of the first row. */
  namesOf(cells: readonly string[]): readonly string[]
  /** The cells of a row as they are meant, beside so many columns. */
  cellsOf(cells: readonly string[], columns: number): readonly string[]
  /** How a number is written. */
  number: RegExp
  /** Whether a mark at the beginning may say another encoding than UTF-8. */
  isMarked: boolean
}

/**
 * As office programs mean it: blanks and the tab that keeps a long number a text are no part of a cell, NULL is none, a
 * column without a name and without content is left over, and so is a row of commas.
 */
export const officeReading: CsvReading = {
  isBlank: (cells) => cells.every((cell) => meantBy(cell) === ''),
  namesOf: (cells) =>
    withoutEnd(
      cells.map((cell) => cell.trim()),
      0,
    ),
  cellsOf: (cells, columns) => withoutEnd(cells.map(meantBy), columns),
  number: /^-?\d{1,15}(\.\d{1,10})?(e[+-]?\d{1,2})?$/i,
  isMarked: true,
}

/** As files were read at first: every character counts. */
export const firstReading: CsvReading = {
  isBlank: (cells) => cells.length === 1 && cells[0] === '',
  namesOf: (cells) => cells,
  cellsOf: (cells) => cells,
  number: /^-?\d{1,15}(\.\d{1,10})?$/,
  isMarked: false,
}

function meantBy(cell: string): string {
  const text = cell.trim()
  return text === 'NULL' || text === 'null' ? '' : text
}

/** Cells without the empty ones at the end, beyond so many that there must be. */
function withoutEnd(cells: readonly string[], least: number): readonly string[] {
  let end = cells.length
  while (end > least && cells[end - 1] === '') end -= 1
  return cells.slice(0, end)
}
