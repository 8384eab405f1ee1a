import { getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { type Orm, rowsOf } from '../database.ts'
import { HubError } from '../errors.ts'
import { markDiffering, markReconciled, statedInstant, wholeScope } from './coverage.ts'
import type { AnyMessage, MergePlan } from './message.ts'
import type { FeedTables } from './tables.ts'

/** What a source says it holds, for comparing both sides. */
export const reconciliationShape = z.strictObject({
  scope: z.string().min(1).max(100).default(wholeScope),
  /** As of when, RFC 3339. */
  at: z.iso.datetime({ offset: true }),
  records: z
    .array(
      z.strictObject({
        message: z.string().min(1).max(100),
        /** Live records, deleted ones apart. */
        count: z.int().min(0),
        /** SHA-256, hex, over the keys: fields joined by tab, sorted as bytes, joined by line feed. */
        keysDigest: z.string().length(64).optional(),
      }),
    )
    .min(1)
    .max(50),
})

/** What the comparison found. */
export interface Reconciliation {
  equal: boolean
  records: { message: string; here: number; there: number; keysEqual?: boolean }[]
}

const columnOf = (plan: MergePlan, field: string): PgColumn => {
  const column = (getTableColumns(plan.table) as Record<string, PgColumn>)[field]
  if (column === undefined) throw new Error(`the table has no column ${field}`)
  return column
}

const countHere = async (
  tx: Orm,
  plan: MergePlan,
  question: { source: string; scope: string; at: Date; withKeys: boolean },
): Promise<{ count: number; keysDigest: string | null }> => {
  const { source, scope, at, withKeys } = question
  if (scope !== wholeScope && plan.scope === undefined)
    throw new HubError('BAD_USER_INPUT', 'records of this message belong to no scope of their own')
  const inScope =
    scope === wholeScope || plan.scope === undefined
      ? sql`true`
      : sql`${columnOf(plan, plan.scope)} = ${scope}`
  const key = sql.join(
    plan.key.map((field) => sql`${columnOf(plan, field)}::text`),
    sql.raw(` || chr(9) || `),
  )
  const keysDigest = withKeys
    ? sql`encode(sha256(convert_to(coalesce(string_agg(${key}, chr(10) order by (${key}) collate "C"), ''), 'UTF8')), 'hex')`
    : sql`null`
  const [row] = rowsOf<{ count: string; keys: string | null }>(
    await tx.execute(sql`
      select count(*) as count, ${keysDigest} as keys from ${plan.table}
      where source = ${source} and not deleted and source_at <= ${at.toISOString()}::text::timestamptz and ${inScope}`),
  )
  return { count: Number(row?.count ?? 0), keysDigest: row?.keys ?? null }
}

/**
 * Compares what a source says it holds with what the hub holds of it. Equal: the scope counts as confirmed up to then.
 * Different: what the source vouches for is doubtful until it agrees again.
 * @throws HubError BAD_USER_INPUT
 */
export const reconcile = async (
  tx: Orm,
  parts: { tables: FeedTables; messages: ReadonlyMap<string, AnyMessage>; source: string; now: Date },
  stated: z.output<typeof reconciliationShape>,
): Promise<Reconciliation> => {
  const { tables, messages, source, now } = parts
  const at = statedInstant(stated.at, now)
  const records: Reconciliation['records'] = []
  for (const { message, count, keysDigest } of stated.records) {
    const known = messages.get(message)
    if (known === undefined)
      throw new HubError('BAD_USER_INPUT', 'there is no such message here', { message })
    const here = await countHere(tx, known.plan, {
      source,
      scope: stated.scope,
      at,
      withKeys: keysDigest !== undefined,
    })
    records.push({
      message,
      here: here.count,
      there: count,
      ...(keysDigest !== undefined && { keysEqual: keysDigest.toLowerCase() === here.keysDigest }),
    })
  }
  const equal = records.every(({ here, there, keysEqual }) => here === there && keysEqual !== false)
  const mark = equal ? markReconciled : markDiffering
  await mark(tx, tables, source, at, stated.scope)
  return { equal, records }
}
