import { type Coverage, latest } from './evidence.ts'

/** How far one sender vouches for one scope. */
export type CoveragePart = Coverage & {
  /** The sender, where several may speak for the subject. */
  source?: string | undefined
  gapSince?: Date | undefined
}

/**
 * How far all scopes and senders together vouch that may speak for a subject, in any order; undefined without any.
 * A gap of one is a gap of all: what is known to be missing may be about the subject, whoever else is sure of himself.
 * What one sender says of several scopes is one word. Of several senders those that declared a first load vouch, the
 * others only where none did: a sender that never loaded anything cannot keep the word of one that did alive.
 */
export function combineCoverage(
  parts: readonly CoveragePart[],
): (Coverage & { gapSince?: Date | undefined }) | undefined {
  if (parts.length === 0) return undefined
  const bySender = new Map<string | undefined, CoveragePart[]>()
  for (const part of parts) bySender.set(part.source, [...(bySender.get(part.source) ?? []), part])
  const senders = [...bySender.values()]
  const loaded = senders.filter((own) => own.some(isLoaded))
  const vouching = (loaded.length > 0 ? loaded : senders).flat()
  const heard = vouching.reduce<CoveragePart | undefined>(laterHeard, undefined)
  return {
    gap: parts.some(({ gap }) => gap),
    gapSince: earliest(parts.map(({ gapSince }) => gapSince)),
    initialLoadCompletedAt: earliest(vouching.map((part) => part.initialLoadCompletedAt)),
    heartbeatAt: heard?.heartbeatAt,
    heartbeatEverySeconds: heard?.heartbeatEverySeconds,
    reconciledAt: latest(...vouching.filter(({ gap }) => !gap).map((part) => part.reconciledAt)) ?? undefined,
  }
}

const isLoaded = ({ initialLoadCompletedAt }: Coverage): boolean => initialLoadCompletedAt !== undefined

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
