import type { Coverage, EvidenceRow, EvidenceSource } from '@one-visit/kit/graph/evidence.ts'
import type { Standing } from './standing-query.ts'

/** Identifier of the source in @evidence: every platform company is one and the same kind. */
const sourceId = 'platform'
/** The authority shown where the registration of a platform's sender names none. */
const ministry = '交通运输部网约车监管信息交互平台'

/** The company that says it. */
export function sourceOf(companyId: string, standing: Standing | null): EvidenceSource {
  return {
    id: sourceId,
    name: standing?.companyName ?? standing?.sourceName ?? companyId,
    authority: standing?.authority ?? ministry,
  }
}

/** How far the company's feed vouches for what is not there; undefined where it never said. */
export function coverageOf(standing: Standing | null): Coverage | undefined {
  return standing === null || standing.gap === null
    ? undefined
    : {
        initialLoadCompletedAt: standing.initialLoadCompletedAt ?? undefined,
        heartbeatAt: standing.heartbeatAt ?? undefined,
        heartbeatEverySeconds: standing.heartbeatEverySeconds ?? undefined,
        reconciledAt: standing.reconciledAt ?? undefined,
        gap: standing.gap,
      }
}

/** A stored row as the envelope speaks of it. */
export function rowOf<Row extends { sourceAt: Date; receivedAt: Date; revision: string; deleted: boolean }>(
  subject: string,
  row: Row,
): EvidenceRow<Row> {
  return {
    subject,
    sourceAt: row.sourceAt,
    receivedAt: row.receivedAt,
    revision: row.revision,
    deleted: row.deleted,
    content: row,
  }
}
