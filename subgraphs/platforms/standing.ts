import { combineCoverage, coveragePartOf } from '@one-visit/kit/graph/combine-coverage.ts'
import type {
  Coverage,
  EvidenceQuestion,
  EvidenceRow,
  EvidenceSource,
} from '@one-visit/kit/graph/evidence.ts'
import type { Standing, StandingPart } from './standing-query.ts'

/** Identifier of the source in @evidence: every platform company is one and the same kind. */
const sourceId = 'platform'
/** The authority shown where the registration of a platform's sender names none. */
const ministry = '交通运输部网约车监管信息交互平台'

/** What each row of a question says besides what was asked for. */
export interface FoundStanding {
  standing: Standing | null
  unreadSince: Date | null
}

/** The part of an envelope's question that is the same for all facts of a company. */
export function questionOf(
  companyId: string,
  found: FoundStanding | undefined,
): Pick<EvidenceQuestion, 'source' | 'coverage' | 'unreadSince'> {
  return {
    source: sourceOf(companyId, found?.standing ?? null),
    coverage: coverageOf(found?.standing ?? null),
    unreadSince: found?.unreadSince ?? null,
  }
}

/** The company that says it. */
function sourceOf(companyId: string, standing: Standing | null): EvidenceSource {
  return {
    id: sourceId,
    name: standing?.companyName ?? standing?.sourceName ?? companyId,
    authority: standing?.authority ?? ministry,
  }
}

/** How far the company's senders vouch for what is not there; undefined where none ever said. */
function coverageOf(standing: Standing | null): Coverage | undefined {
  return combineCoverage((standing?.parts ?? []).map(partOf))
}

function partOf([source, every, loadedAt, heartbeatAt, reconciledAt, gapSince, gap]: StandingPart) {
  return coveragePartOf({
    source,
    heartbeatEverySeconds: every,
    initialLoadCompletedAt: instantOf(loadedAt),
    heartbeatAt: instantOf(heartbeatAt),
    reconciledAt: instantOf(reconciledAt),
    gapSince: instantOf(gapSince),
    gap,
  })
}

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** What every stored row says of itself. */
export interface Stored {
  sourceAt: Date
  receivedAt: Date
  revision: string
  deleted: boolean
  contradicted: boolean
}

/** A stored row as the envelope speaks of it. */
export function rowOf<Row extends Stored>(subject: string, row: Row): EvidenceRow<Row> {
  return {
    subject,
    sourceAt: row.sourceAt,
    receivedAt: row.receivedAt,
    revision: row.revision,
    deleted: row.deleted,
    contradicted: row.contradicted,
    content: row,
  }
}
