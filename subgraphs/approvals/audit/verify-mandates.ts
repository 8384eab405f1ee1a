/** Holds every mandate against the chain, both ways: what was granted, as it was granted or ended since. */
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { and, asc, gt, inArray, isNull, sql } from 'drizzle-orm'
import { readDetail, rowDigest } from '../store/audit.ts'
import type { MandateRow } from '../store/rows.ts'
import { audit } from '../store/tables/audit.ts'
import { mandates } from '../store/tables/mandates.ts'

/** Rows held in memory at once. */
const rowsAtOnce = 500

/** What differs, a sentence each. */
export async function* verifyMandates(db: Database): AsyncGenerator<string, void> {
  // As of before the rows are read: what is granted meanwhile has its act, and what is ended meanwhile its newer one.
  const known = await readDigests(db)
  for await (const row of listMandates(db)) {
    const digest = known.get(row.id) ?? (await readDigests(db)).get(row.id)
    if (digest === undefined)
      yield `mandate ${row.id}: it is there, and the chain does not know that it was granted`
    else if (digest !== rowDigest(row) && (await readDigests(db)).get(row.id) !== rowDigest(row))
      yield `mandate ${row.id}: it is not what was granted or ended`
    known.delete(row.id)
  }
  for (const id of known.keys()) yield `mandate ${id}: the chain knows it, and it is gone`
}

/** Digest of each mandate after the last act on it. */
async function readDigests(db: Database): Promise<Map<string, unknown>> {
  const rows = await db.read(ownWork, (tx) =>
    tx
      .select({ detail: audit.detail })
      .from(audit)
      .where(and(inArray(audit.action, ['MANDATE_GRANTED', 'MANDATE_ENDED']), isNull(audit.applicationId)))
      .orderBy(sql`${audit.sequence} asc nulls last`, asc(audit.id)),
  )
  return new Map(
    rows.flatMap(({ detail }) => {
      const { mandateId, mandateDigest } = readDetail(detail)
      return typeof mandateId === 'string' ? [[mandateId, mandateDigest ?? ''] as const] : []
    }),
  )
}

async function* listMandates(db: Database): AsyncGenerator<MandateRow> {
  let after: string | undefined
  for (;;) {
    const page = await db.read(ownWork, (tx) =>
      tx
        .select()
        .from(mandates)
        .where(after === undefined ? undefined : gt(mandates.id, after))
        .orderBy(asc(mandates.id))
        .limit(rowsAtOnce),
    )
    yield* page
    after = page.at(-1)?.id
    if (page.length < rowsAtOnce) return
  }
}
