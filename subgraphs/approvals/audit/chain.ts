/** The chain: each row's digest covers the row and the digest before it. One writer at a time makes it longer. */
import type { KeyObject } from 'node:crypto'
import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import { asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import type { ActRow, AuditRow } from '../store/rows.ts'
import { audit, auditCheckpoints, auditHead } from '../store/tables/audit.ts'
import { signCheckpoint } from './checkpoint.ts'

/** Digest of what was before the first row. */
export const genesis = '0'.repeat(64)

/** Rows chained in one transaction at most, and rows after which a checkpoint is made. */
export const rowsAtOnce = 1000

/** How long rows stay without a checkpoint where fewer come, ms. */
const checkpointEveryMs = 60_000

/** Digest of a row at its place, sha-256 in hex of canonical JSON over its content and the digest of the row before. */
export function auditDigest(
  row: Omit<ActRow, 'id' | 'digest' | 'sequence' | 'previousDigest'> &
    Pick<AuditRow, 'sequence' | 'previousDigest'>,
): string {
  return digestOf(
    canonicalJson({
      sequence: row.sequence,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      applicationId: row.applicationId,
      detail: row.detail,
      previousDigest: row.previousDigest,
    }),
  )
}

/** Whether the transaction may do what only one may do at a time, for as long as it lasts; who may not leaves it to the other. */
export async function isElected(tx: Orm, work: 'chain' | 'sink'): Promise<boolean> {
  const name = `approvals audit ${work}`
  const [row] = rowsOf<{ held: boolean }>(
    await tx.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as held`),
  )
  return row?.held === true
}

/**
 * Gives rows that have none their place, oldest first, and makes a checkpoint where one is due. Whatever is committed and
 * has no place is taken, so a row whose transaction was slow comes after younger ones and is never passed over. Answers
 * how many rows got one, and whether there is a new checkpoint.
 * @param key private half of the audit's key
 * @param options.isLast whether a checkpoint is due because nobody comes after
 */
export async function chainNext(
  tx: Orm,
  { key, now, isLast = false }: { key: KeyObject; now: Date; isLast?: boolean },
): Promise<{ rows: number; hasCheckpoint: boolean }> {
  if (!(await isElected(tx, 'chain'))) return { rows: 0, hasCheckpoint: false }
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.id, 1)).for('update')
  invariant(head !== undefined, 'the audit chain has a head')
  const acts = await tx
    .select()
    .from(audit)
    .where(isNull(audit.sequence))
    .orderBy(asc(audit.id))
    .limit(rowsAtOnce)
  const end = acts.length === 0 ? head : await storePlaces(tx, head, acts)
  return { rows: acts.length, hasCheckpoint: await storeCheckpoint(tx, end, { key, now, isLast }) }
}

interface End {
  readonly sequence: number
  readonly digest: string
}

async function storePlaces(tx: Orm, head: End, acts: readonly ActRow[]): Promise<End> {
  let end: End = { sequence: head.sequence, digest: head.digest }
  const places = acts.map(({ id, ...act }) => {
    const place = { sequence: end.sequence + 1, previousDigest: end.digest }
    end = { sequence: place.sequence, digest: auditDigest({ ...act, ...place }) }
    return { id, previousDigest: place.previousDigest, ...end }
  })
  const listOf = (column: keyof (typeof places)[number]) => sql.param(places.map((place) => place[column]))
  await tx.execute(sql`
    update ${audit} as a set sequence = p.sequence, previous_digest = p.previous_digest, digest = p.digest
    from unnest(${listOf('id')}::bigint[], ${listOf('sequence')}::bigint[], ${listOf('previousDigest')}::text[],
      ${listOf('digest')}::text[]) as p (id, sequence, previous_digest, digest)
    where a.id = p.id`)
  await tx.update(auditHead).set(end).where(eq(auditHead.id, 1))
  return end
}

async function storeCheckpoint(
  tx: Orm,
  { sequence, digest }: End,
  { key, now, isLast }: { key: KeyObject; now: Date; isLast: boolean },
): Promise<boolean> {
  const [last] = await tx.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.sequence)).limit(1)
  const news = sequence - (last?.sequence ?? 0)
  if (news <= 0) return false
  const isDue =
    isLast ||
    last === undefined ||
    news >= rowsAtOnce ||
    Math.abs(now.getTime() - last.at.getTime()) >= checkpointEveryMs
  if (!isDue) return false
  await tx.insert(auditCheckpoints).values(signCheckpoint({ sequence, digest, at: now }, key))
  return true
}
