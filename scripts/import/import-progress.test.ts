import { describe, expect, it, vi } from 'vitest'
import { progressLine, progressWriter } from './import-progress.ts'

const progress = progressLine({ rows: 10, quarantined: 1, bytes: 50, bytesTotal: 100, seconds: 1 })

/** What stands on a terminal, or in a file, after a bar, a line and a bar. */
function written(isTTY: boolean): string {
  let text = ''
  const write = progressWriter({
    isTTY,
    columns: 80,
    write: (part: string | Uint8Array) => {
      text += part
      return true
    },
  })
  for (const line of [progress, 'QUARANTINED  a row', progress]) write(line)
  return text
}

describe('the progress of an import', () => {
  it('is a bar of one line that changes on a terminal', () => {
    expect(written(true)).toContain('[############............] 50 %  10 rows')
    expect(written(true)).toContain('\r\u001b[KQUARANTINED  a row\n')
    for (const line of written(true).split(/\r|\n/)) expect(line.length).toBeLessThan(80 + 4)
  })
  it('leaves only whole lines without a bar where there is no terminal', () => {
    expect(written(false)).toBe('QUARANTINED  a row\n')
  })
  it('is told every five seconds of the import where there is no terminal, however late it began', () => {
    vi.useFakeTimers()
    try {
      let text = ''
      const write = progressWriter({
        isTTY: false,
        columns: 80,
        write: (part) => {
          text += String(part)
          return true
        },
      })
      vi.advanceTimersByTime(6_000)
      write(progress)
      expect(text).toBe('')
      vi.advanceTimersByTime(5_000)
      write(progress)
      expect(text).toMatch(/^50 % {2}10 rows/)
    } finally {
      vi.useRealTimers()
    }
  })
})
