/** How far an import has come. */
export interface ImportProgress {
  rows: number
  quarantined: number
  /** Of the file. */
  bytes: number
  bytesTotal: number
  seconds: number
}

const barWidth = 24

/** Marks a line as one that the next may take the place of. */
const passing = '\r'

/** An import on one line: bar, rows, rows a second, what is left of it, what was quarantined, memory in use. */
export function progressLine({ rows, quarantined, bytes, bytesTotal, seconds }: ImportProgress): string {
  const part = bytesTotal === 0 ? 1 : Math.min(1, bytes / bytesTotal)
  const filled = Math.round(part * barWidth)
  const left = part === 0 ? 0 : Math.round((seconds / part) * (1 - part))
  const bar = '#'.repeat(filled) + '.'.repeat(barWidth - filled)
  return (
    `${passing}[${bar}] ${Math.floor(part * 100)} %  ${rows.toLocaleString('en')} rows  ` +
    `${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en')} rows/s  ${durationOf(left)} left  ` +
    `${quarantined.toLocaleString('en')} quarantined  ${Math.round(process.memoryUsage().rss / 1e6)} MB`
  )
}

/** Time that is left, as one reads it. */
function durationOf(seconds: number): string {
  return seconds < 100
    ? `${seconds} s`
    : seconds < 6_000
      ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
      : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}

/** How often a line is printed where nobody watches a terminal, ms. */
const plainEveryMs = 5_000

/** Prints the lines of a tool: on a terminal one line that changes, else a line without a bar now and then. */
export function progressWriter(
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
): (line: string) => void {
  // Counted from the first line: what the program does before it is no part of the import.
  let lastAt: number | undefined
  return (line) => {
    const passes = line.startsWith(passing)
    lastAt ??= Date.now()
    // A line that wraps could not be taken back.
    if (out.isTTY)
      out.write(passes ? `\r\u001b[K${line.slice(1, out.columns || undefined)}` : `\r\u001b[K${line}\n`)
    else if (!passes || Date.now() - lastAt >= plainEveryMs) {
      if (passes) lastAt = Date.now()
      out.write(`${passes ? line.replace(/^\r\[.*?\] /, '') : line}\n`)
    }
  }
}
