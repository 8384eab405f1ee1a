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
export const passing = '\r'

/** An import on one line: bar, rows, rows a second, what is left of it, what was quarantined, memory in use. */
export const progressLine = ({ rows, quarantined, bytes, bytesTotal, seconds }: ImportProgress): string => {
  const part = bytesTotal === 0 ? 1 : Math.min(1, bytes / bytesTotal)
  const filled = Math.round(part * barWidth)
  const left = part === 0 ? 0 : Math.round((seconds / part) * (1 - part))
  const bar = '#'.repeat(filled) + '.'.repeat(barWidth - filled)
  return (
    `${passing}[${bar}] ${Math.round(part * 100)} %  ${rows.toLocaleString('en')} rows  ` +
    `${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en')} rows/s  ${left} s left  ` +
    `${quarantined.toLocaleString('en')} quarantined  ${Math.round(process.memoryUsage().rss / 1e6)} MB`
  )
}

/** How often a line is printed where nobody watches a terminal, ms. */
const plainEveryMs = 5_000

/** Prints the lines of a tool: on a terminal one line that changes, else a line now and then. */
export const progressWriter = (out: NodeJS.WriteStream): ((line: string) => void) => {
  let lastAt = 0
  return (line) => {
    const passes = line.startsWith(passing)
    if (out.isTTY) out.write(passes ? `\r\u001b[K${line.slice(1)}` : `\r\u001b[K${line}\n`)
    else if (!passes || Date.now() - lastAt >= plainEveryMs) {
      if (passes) lastAt = Date.now()
      out.write(`${passes ? line.slice(1) : line}\n`)
    }
  }
}
