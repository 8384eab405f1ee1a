import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { type Orm, rowsOf } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { AnyMessage, MergePlan } from '../message.ts'
import { noteComparison, statedInstant, wholeScope } from './coverage.ts'

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

/** What the comparison found; `here` and `there` are counts of live records. */
export interface Reconciliation {
  equal: boolean
  /** Messages the source sent and never compared with success: without them its scope is not confirmed by comparisons. */
  missing: readonly string[]
  records: readonly { message: string; here: number; there: number; keysEqual?: boolean }[]
}

/**
 * Compares what a source says it holds with what the hub holds of it. A message that is equal counts as confirmed up to
 * then, the scope with all its messages. Different: what the source vouches for is doubtful until that message agrees
 * as of the same instant or later.
 * @throws HubError BAD_USER_INPUT
 */
export async function reconcile(
  tx: Orm,
  parts: {
    tables: FeedTables
    messages: ReadonlyMap<string, AnyMessage>
    /** Those the room takes in: what the source sent of them must all agree before its scope is confirmed. */
    taken: readonly AnyMessage[]
    source: string
    now: Date
  },
  stated: z.output<typeof reconciliationShape>,
): Promise<Reconciliation> {
  const { tables, messages, taken, source, now } = parts
  const at = statedInstant(stated.at, now)
  const records: Reconciliation['records'][number][] = []
  for (const { message, count, keysDigest } of stated.records) {
    const known = messages.get(message)
    if (known === undefined)
      throw new HubError('BAD_USER_INPUT', 'The room takes no message of this name.', { message })
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
  const isEqual = ({ here, there, keysEqual }: Reconciliation['records'][number]) =>
    here === there && keysEqual !== false
  const found = new Map<string, boolean>()
  // A message named twice agrees only where both do.
  for (const record of records) {
    const message = messages.get(record.message)
    const name = message === undefined ? record.message : comparedAs(taken, message)
    found.set(name, isEqual(record) && found.get(name) !== false)
  }
  const sent = await sentMessages(tx, taken, source, stated.scope)
  const where = { source, scope: stated.scope, sent }
  const { missing } = await noteComparison(tx, tables, where, { at, equal: found })
  return { equal: records.every(isEqual), missing, records }
}

async function countHere(
  tx: Orm,
  plan: MergePlan,
  question: { source: string; scope: string; at: Date; withKeys: boolean },
): Promise<{ count: number; keysDigest: string | null }> {
  const { source, scope, at, withKeys } = question
  if (scope !== wholeScope && plan.scope === undefined)
    throw new HubError('BAD_USER_INPUT', 'Records of this message belong to no scope of their own.')
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
      where source = ${source} and not deleted and source_at <= ${at.toISOString()}::text::timestamptz and ${inScope(plan, scope)}`),
  )
  return { count: Number(row?.count ?? 0), keysDigest: row?.keys ?? null }
}

function columnOf(plan: MergePlan, field: string): PgColumn {
  const column = (getTableColumns(plan.table) as Record<string, PgColumn>)[field]
  if (column === undefined) throw new Error(`The table has no column ${field}.`)
  return column
}

function inScope(plan: MergePlan, scope: string): SQL {
  return scope === wholeScope || plan.scope === undefined
    ? sql`true`
    : sql`${columnOf(plan, plan.scope)} = ${scope}`
}

/** Messages of one table are compared together, under the name of the first of them. */
function comparedAs(taken: readonly AnyMessage[], { name, plan }: AnyMessage): string {
  return taken.find((message) => message.plan.table === plan.table)?.name ?? name
}

/** Messages, by the name they are compared under, of which the hub holds anything of a source, deleted or not. */
async function sentMessages(
  tx: Orm,
  taken: readonly AnyMessage[],
  source: string,
  scope: string,
): Promise<string[]> {
  const sent: string[] = []
  for (const message of taken) {
    const { name, plan } = message
    if (comparedAs(taken, message) !== name || (scope !== wholeScope && plan.scope === undefined)) continue
    const [row] = rowsOf<{ any: boolean }>(
      await tx.execute(
        sql`select exists (select from ${plan.table} where source = ${source} and ${inScope(plan, scope)}) as any`,
      ),
    )
    if (row?.any === true) sent.push(name)
  }
  return sent
}
