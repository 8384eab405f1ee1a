import { type Coverage, heartbeatsMissedMax, latest } from './evidence.ts'

/** How far one sender vouches for one scope. */
export type CoveragePart = Coverage & {
  /** The sender, where several may speak for the subject. */
  source?: string | undefined
  gapSince?: Date | undefined
  /** As of when all that is known to be missing was sent. */
  gapUntil?: Date | undefined
}

/** What is stored of one scope of a sender. */
export interface StoredScope {
  source: string
  heartbeatEverySeconds: number | null
  initialLoadCompletedAt: Date | null
  heartbeatAt: Date | null
  reconciledAt: Date | null
  gap: boolean | null
  gapSince: Date | null
}

/** How far a sender vouches for a scope, by what is stored of it. */
export function coveragePartOf(stored: StoredScope): CoveragePart & { source: string } {
  return {
    source: stored.source,
    gap: stored.gap ?? false,
    gapSince: stored.gapSince ?? undefined,
    initialLoadCompletedAt: stored.initialLoadCompletedAt ?? undefined,
    heartbeatAt: stored.heartbeatAt ?? undefined,
    heartbeatEverySeconds: stored.heartbeatEverySeconds ?? undefined,
    reconciledAt: stored.reconciledAt ?? undefined,
  }
}

/**
 * How far all scopes and senders together vouch that may speak for a subject, in any order; undefined without any.
 * A gap of one is a gap of all: what is known to be missing may be about the subject, whoever else is sure of himself.
 * What one sender says of several scopes is one word. Of several senders those that declared a first load vouch, each for
 * what it sends: together up to when all of them do, and they are silent when the first of them is. The others vouch only
 * where none did, and alike: a sender that never loaded anything cannot keep the word of one that did alive. One that has
 * nothing more to send is registered as allowed to speak for nobody; whoever asks leaves it out.
 */
export function combineCoverage(
  parts: readonly CoveragePart[],
): (Coverage & Pick<CoveragePart, 'gapSince' | 'gapUntil'>) | undefined {
  if (parts.length === 0) return undefined
  const bySender = new Map<string | undefined, CoveragePart[]>()
  for (const part of parts) bySender.set(part.source, [...(bySender.get(part.source) ?? []), part])
  const senders = [...bySender.values()].map(wordOf)
  const loaded = senders.filter(({ initialLoadCompletedAt }) => initialLoadCompletedAt !== undefined)
  const vouching = loaded.length > 0 ? loaded : senders
  const reconciled = vouching.map(({ reconciledAt }) => reconciledAt)
  return {
    gap: parts.some(({ gap }) => gap),
    gapSince: earliest(parts.map(({ gapSince }) => gapSince)),
    gapUntil: latest(...parts.map(({ gapUntil }) => gapUntil)) ?? undefined,
    initialLoadCompletedAt: earliest(vouching.map((word) => word.initialLoadCompletedAt)),
    ...firstSilent(vouching),
    reconciledAt: reconciled.includes(undefined) ? undefined : earliest(reconciled),
  }
}

/** What one sender says of all its scopes. */
function wordOf(parts: readonly CoveragePart[]): Coverage {
  const heard = parts.reduce<CoveragePart | undefined>(laterHeard, undefined)
  return {
    gap: parts.some(({ gap }) => gap),
    initialLoadCompletedAt: earliest(parts.map((part) => part.initialLoadCompletedAt)),
    heartbeatAt: heard?.heartbeatAt,
    heartbeatEverySeconds: heard?.heartbeatEverySeconds,
    reconciledAt: latest(...parts.filter(({ gap }) => !gap).map((part) => part.reconciledAt)) ?? undefined,
  }
}

/** The earliest of the last words of several senders, and how often one speaks who is silent when the first of them is. */
function firstSilent(words: readonly Coverage[]): Pick<Coverage, 'heartbeatAt' | 'heartbeatEverySeconds'> {
  const heartbeatAt = earliest(words.map((word) => word.heartbeatAt))
  const every = words.map((word) =>
    heartbeatAt === undefined || word.heartbeatAt === undefined
      ? Number.POSITIVE_INFINITY
      : everyOf(word) + (word.heartbeatAt.getTime() - heartbeatAt.getTime()) / (heartbeatsMissedMax * 1000),
  )
  const first = Math.min(...every)
  return { heartbeatAt, heartbeatEverySeconds: Number.isFinite(first) ? first : undefined }
}

/** The part heard from later; of one instant the one that promised to speak more often. */
function laterHeard(known: CoveragePart | undefined, part: CoveragePart): CoveragePart | undefined {
  if (part.heartbeatAt === undefined) return known
  if (known?.heartbeatAt === undefined || part.heartbeatAt > known.heartbeatAt) return part
  const isAsLate = part.heartbeatAt.getTime() === known.heartbeatAt.getTime()
  return isAsLate && everyOf(part) < everyOf(known) ? part : known
}

const everyOf = ({ heartbeatEverySeconds }: Coverage): number =>
  heartbeatEverySeconds ?? Number.POSITIVE_INFINITY

function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  return instants.reduce(
    (first, instant) => (instant !== undefined && (first === undefined || instant < first) ? instant : first),
    undefined,
  )
}
