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
