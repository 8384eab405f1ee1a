import { Gauge, Registry } from 'prom-client'
import type { Logger } from '../../log.ts'
import type { Quarantine } from './quarantine.ts'

/** Open records of one sender that are worth a word to the operators. */
const alertAt = 100

/** Watches how much of each sender is in quarantine. */
export interface QuarantineAlert {
  /** Counts, and writes a warning for each sender that has passed the threshold, and again at each doubling. */
  check(): Promise<void>
  /** The counts as metrics, counted anew; text format of Prometheus. */
  metrics(): Promise<string>
}

/** The alert of one room; what was warned of is remembered by this process. */
export function createQuarantineAlert(parts: {
  room: string
  quarantine: Quarantine
  log: Logger
}): QuarantineAlert {
  const { room, quarantine, log } = parts
  const nextAt = new Map<string, number>()
  return {
    check: async () => {
      const counts = await quarantine.countOpen()
      // A sender that has cleared its records is warned of again at the first threshold.
      for (const source of nextAt.keys()) if ((counts.get(source) ?? 0) < alertAt) nextAt.delete(source)
      for (const [source, open] of counts) {
        const threshold = nextAt.get(source) ?? alertAt
        if (open < threshold) continue
        log.warn({ room, source, open, threshold }, 'the quarantine of a sender grows')
        nextAt.set(source, alertAt * 2 ** (Math.floor(Math.log2(open / alertAt)) + 1))
      }
    },
    metrics: async () => {
      // Made anew each time: a sender who has cleared its records is not counted any more.
      const registry = new Registry()
      const gauge = new Gauge({
        name: 'feed_quarantine_open',
        help: 'Records of a sender that are in quarantine now.',
        labelNames: ['room', 'source'],
        registers: [registry],
      })
      for (const [source, open] of await quarantine.countOpen()) gauge.set({ room, source }, open)
      return registry.metrics()
    },
  }
}
