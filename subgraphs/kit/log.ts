import { type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** A JSON logger that never writes what could name a person or open a door. */
export function openLog(name: string, level = 'info'): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers["x-hub-principal"]',
        '*.residentId',
        '*.password',
        '*.secret',
      ],
      censor: '[hidden]',
    },
  })
}

/** A logger for tests and tools that says nothing. */
export const silentLog = (): Logger => pino({ level: 'silent' })

/** A log for tests that keeps what is said at a level and above, a line each. */
export function complaintsLog(level: 'warn' | 'error' = 'error'): { log: Logger; complaints: string[] } {
  const complaints: string[] = []
  const log = pino({ level }, { write: (line: string) => void complaints.push(line) })
  return { log, complaints }
}
