import { Gauge, Registry } from 'prom-client'
import type { Logger } from '../../log.ts'
import type { Quarantine } from './quarantine.ts'
import type { Unread } from './unread.ts'

/** Open records of one sender; more are worth a word to the operators. */
const alertAbove = 100

/** Subjects one sender blocks; more are worth a word to the operators. */
const alertAboveSubjects = 200

/** What of a room's senders is in quarantine, and how many subjects that blocks. */
export interface FeedCounts {
  room: string
  open: ReadonlyMap<string, number>
  blocked: ReadonlyMap<string, number>
}

/** Watches how much of each sender is in quarantine. */
export interface QuarantineAlert {
  /** Counts, and writes a warning for each sender that has passed the threshold, and again at each doubling. */
  check(): Promise<void>
  /** The counts of now, by sender. */
  count(): Promise<FeedCounts>
}

/** The alert of one room; what was warned of is remembered by this process. */
export function createQuarantineAlert(parts: {
  room: string
  quarantine: Pick<Quarantine, 'countOpen'>
  unread: Pick<Unread, 'countSubjects'>
  log: Logger
}): QuarantineAlert {
  const { room, quarantine, unread, log } = parts
  const checkRecords = createWatch(alertAbove, (source, open, threshold) =>
    log.warn({ room, source, open, threshold }, 'the quarantine of a sender grows'),
  )
  const checkSubjects = createWatch(alertAboveSubjects, (source, blocked, threshold) =>
    log.warn({ room, source, blocked, threshold }, 'a sender blocks many subjects by what cannot be read'),
  )
  return {
    check: async () => {
      checkRecords(await quarantine.countOpen())
      checkSubjects(await unread.countSubjects())
    },
    count: async () => ({
      room,
      open: await quarantine.countOpen(),
      blocked: await unread.countSubjects(),
    }),
  }
}

/** The counts of rooms as metrics, each metric said once for all of them; text format of Prometheus. */
export async function feedMetrics(alerts: readonly Pick<QuarantineAlert, 'count'>[]): Promise<string> {
  // Made anew each time: a sender who has cleared its records is not counted any more.
  const registry = new Registry()
  const open = new Gauge({
    name: 'feed_quarantine_open',
    help: 'Records of a sender that are in quarantine now.',
    labelNames: ['room', 'source'],
    registers: [registry],
  })
  const blocked = new Gauge({
    name: 'feed_subjects_unread',
    help: 'Subjects nothing is certain of, because something a sender sent about them could not be read.',
    labelNames: ['room', 'source'],
    registers: [registry],
  })
  for (const counts of await Promise.all(alerts.map((alert) => alert.count()))) {
    const { room } = counts
    for (const [source, count] of counts.open) open.set({ room, source }, count)
    for (const [source, count] of counts.blocked) blocked.set({ room, source }, count)
  }
  return registry.metrics()
}

/** Tells of each sender that has more than a threshold, and again at more than each doubling of it. */
function createWatch(
  first: number,
  tell: (source: string, count: number, threshold: number) => void,
): (counts: ReadonlyMap<string, number>) => void {
  const nextAbove = new Map<string, number>()
  return (counts) => {
    // A sender that has cleared its records is warned of again at the first threshold.
    for (const source of nextAbove.keys()) if ((counts.get(source) ?? 0) <= first) nextAbove.delete(source)
    for (const [source, count] of counts) {
      const threshold = nextAbove.get(source) ?? first
      if (count <= threshold) continue
      tell(source, count, threshold)
      nextAbove.set(source, first * 2 ** Math.ceil(Math.log2(count / first)))
    }
  }
}
