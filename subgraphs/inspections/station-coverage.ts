import { type Coverage, type EvidenceSource, envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import type { findSourceStates } from './store.ts'

type State = Awaited<ReturnType<typeof findSourceStates>>[number]

/** What stands behind a fact: who says it, and how far it vouches for what it has not sent. */
export interface Standing {
  source: EvidenceSource
  coverage: Coverage | undefined
}

const all: EvidenceSource = { id: 'inspection-station', name: '检测站', authority: '全部联网检测站' }

/** Of a record: the station that sent it. A scope of the station's own counts before what its sender said of everything. */
export function standingOfSender(
  states: readonly State[],
  { source: sender, stationId }: { source: string; stationId: string },
): Standing {
  const own = states.filter(({ id }) => id === sender)
  const state =
    own.find(({ scope }) => scope === stationId) ?? own.find(({ scope }) => scope === '*') ?? own[0]
  const spoken = state?.scope === stationId || state?.scope === '*'
  return {
    source: { ...all, name: state?.name ?? sender, authority: state?.authority ?? sender },
    coverage: state && spoken ? coverageOf(state) : undefined,
  }
}

function coverageOf(state: State): Coverage | undefined {
  return state.gap === null
    ? undefined
    : {
        gap: state.gap,
        initialLoadCompletedAt: state.initialLoadCompletedAt ?? undefined,
        heartbeatAt: state.heartbeatAt ?? undefined,
        heartbeatEverySeconds: state.heartbeatEverySeconds ?? undefined,
        reconciledAt: state.reconciledAt ?? undefined,
      }
}

/**
 * Of absence: all stations together, because any of them might have inspected the vehicle. Unless every single one
 * proves absence nobody does, and they vouch no further than the one that spoke longest ago.
 */
export function standingOfAll(states: readonly State[], now: Date): Standing {
  let weakest: { at: Date; coverage: Coverage } | undefined
  for (const id of new Set(states.map((state) => state.id))) {
    const own = states.filter((state) => state.id === id)
    const state = own.find(({ scope }) => scope === '*') ?? own.find(({ scope }) => scope === id)
    const coverage = state && coverageOf(state)
    const { status, confirmedAt } = envelopeOf({ source: all, asked: id, coverage, now })
    if (status !== 'CONFIRMED_ABSENT' || confirmedAt === null || coverage === undefined)
      return { source: all, coverage: undefined }
    if (weakest === undefined || confirmedAt < weakest.at) weakest = { at: confirmedAt, coverage }
  }
  return { source: all, coverage: weakest?.coverage }
}
