import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Orm, rowsOf } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { columnOf, keyTextOf, utcText } from '../kept/key-text.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { AnyMessage, CoverageNews, MergePlan } from '../message.ts'
import { noteComparison, statedInstant, wholeScope } from './coverage.ts'
import { digestOfNothing, versionPieces } from './versions-digest.ts'

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
        /**
         * 256 SHA-256, hex, over keys and versions: each line a key, a tab and the time of the record (RFC 3339, UTC,
         * milliseconds), in the piece of the first byte of the key's SHA-256, sorted as bytes, joined by line feed.
         */
        versionsDigest: z.array(z.string().length(64)).length(versionPieces).optional(),
      }),
    )
    .min(1)
    .max(50),
})

/** What the comparison found; `here` and `there` are counts of live records. */
export interface Reconciliation {
  equal: boolean
  /**
   * Messages still to be found equal before comparisons confirm the scope: those the source has sent; while a numbered batch
   * is missing all that the room takes, as of when its number was stated or later, those of which it never sent any with a
   * count of 0.
   */
  missing: readonly string[]
  records: readonly ComparedMessage[]
}

/** How one message compared; `differing` are the numbers of the pieces whose versions differ. */
export interface ComparedMessage {
  message: string
  here: number
  there: number
  keysEqual?: boolean
  versionsEqual?: boolean
  differing?: readonly number[]
}

/**
 * Compares what a source says it held at an instant with what the hub holds of it as of then. A message whose versions are
 * equal counts as confirmed up to then, the scope with all its messages. Equal counts or keys prove that nothing is
 * missing and nothing of what it says: they confirm nothing and close no gap. Different: what the source vouches for is
 * doubtful until the versions of that message agree as of the same instant or later.
 * @throws HubError BAD_USER_INPUT
 */
export async function reconcile(
  tx: Orm,
  parts: {
    tables: FeedTables
    messages: ReadonlyMap<string, AnyMessage>
    /** Those the room takes in. */
    taken: readonly AnyMessage[]
    source: string
    now: Date
    /** Told where the source vouches for more by it. */
    news?: CoverageNews | undefined
  },
  stated: z.output<typeof reconciliationShape>,
): Promise<Reconciliation> {
  const { tables, messages, taken, source, now, news } = parts
  const { scope } = stated
  const at = statedInstant(stated.at, now)
  const records: ComparedMessage[] = []
  const found = new Map<string, boolean>()
  for (const [index, record] of stated.records.entries()) {
    const known = messages.get(record.message)
    if (known === undefined)
      throw new HubError(
        'BAD_USER_INPUT',
        `The room takes no message of this name; it compares ${taken.map(({ name }) => name).join(', ')}.`,
        { fault: 'MESSAGE_UNKNOWN', pointer: `/records/${index}/message`, message: record.message },
      )
    mustHaveScope(known, { scope, index, taken })
    const compared = await compareMessage(tx, known.plan, { source, scope, at }, record)
    records.push(compared)
    const name = comparedAs(taken, known)
    // A message named twice agrees only where both do.
    const proof = provenBy(compared)
    if (proof !== undefined) found.set(name, proof && found.get(name) !== false)
  }
  const { missing } = await noteFound(tx, { tables, taken, source, news }, { scope, at, equal: found })
  return { equal: records.every(isEqual), missing, records }
}

/** What a comparison proves: that both sides are equal, or that they differ; nothing where it compared no contents. */
export function provenBy(compared: ComparedMessage): boolean | undefined {
  if (!isEqual(compared)) return false
  return compared.versionsEqual ? true : undefined
}

/**
 * Notes by name which messages were found equal with all their versions, or different, in a scope as of an instant; for who
 * has compared them by himself. Answers which are still to be found equal.
 */
export async function noteFound(
  tx: Orm,
  {
    tables,
    taken,
    source,
    news,
  }: { tables: FeedTables; taken: readonly AnyMessage[]; source: string; news?: CoverageNews | undefined },
  { scope, ...found }: { scope: string; at: Date; equal: ReadonlyMap<string, boolean> },
): Promise<{ missing: readonly string[] }> {
  const every = [...new Set(taken.map((message) => comparedAs(taken, message)))]
  const sent = await sentMessages(tx, taken, source, scope)
  return noteComparison(tx, tables, { source, scope, messages: { sent, every } }, found, news)
}

/** Refuses the comparison of a part of what is not divided. @throws HubError BAD_USER_INPUT */
function mustHaveScope(
  { name, plan }: AnyMessage,
  { scope, index, taken }: { scope: string; index: number; taken: readonly AnyMessage[] },
): void {
  if (scope === wholeScope || plan.scope !== undefined) return
  const divided = taken.filter((message) => message.plan.scope !== undefined).map((message) => message.name)
  const others = divided.length === 0 ? '' : `; scopes have ${divided.join(', ')}`
  throw new HubError(
    'BAD_USER_INPUT',
    `Records of ${name} belong to no scope of their own: compare them with the scope ${wholeScope}${others}.`,
    { fault: 'SCOPE_NONE', pointer: `/records/${index}/message`, message: name },
  )
}

function isEqual({ here, there, keysEqual, versionsEqual }: ComparedMessage): boolean {
  return here === there && keysEqual !== false && versionsEqual !== false
}

type StatedMessage = z.output<typeof reconciliationShape>['records'][number]

async function compareMessage(
  tx: Orm,
  plan: MergePlan,
  where: { source: string; scope: string; at: Date },
  { message, count, keysDigest, versionsDigest }: StatedMessage,
): Promise<ComparedMessage> {
  const isWanted = { keys: keysDigest !== undefined, versions: versionsDigest !== undefined }
  const here = await stateOf(tx, plan, where, isWanted)
  const differing = versionsDigest?.flatMap((digest, piece) =>
    digest.toLowerCase() === (here.versions.get(piece) ?? digestOfNothing) ? [] : [piece],
  )
  return {
    message,
    here: here.count,
    there: count,
    ...(keysDigest !== undefined && { keysEqual: keysDigest.toLowerCase() === here.keys }),
    ...(differing !== undefined && { versionsEqual: differing.length === 0, differing }),
  }
}

/** How many live records the hub held of a source at an instant, with the digests that were asked for. */
async function stateOf(
  tx: Orm,
  plan: MergePlan,
  where: { source: string; scope: string; at: Date },
  isWanted: { keys: boolean; versions: boolean },
): Promise<{ count: number; keys: string | null; versions: ReadonlyMap<number, string> }> {
  const state = liveAsOf(plan, where)
  const [row] = rowsOf<{ count: string; keys: string | null }>(
    await tx.execute(sql`
      select count(*) as count, ${isWanted.keys ? digestOfLines(sql`key`) : sql`null`} as keys from ${state}`),
  )
  const versions = isWanted.versions
    ? rowsOf<{ piece: number; digest: string }>(
        await tx.execute(sql`
          select piece, ${digestOfLines(sql`key || chr(9) || ${utcText(sql`source_at`)}`)} as digest
          from (select *, get_byte(sha256(convert_to(key, 'UTF8')), 0) as piece from ${state}) as pieces group by piece`),
      )
    : []
  return {
    count: Number(row?.count ?? 0),
    keys: row?.keys ?? null,
    versions: new Map(versions.map(({ piece, digest }) => [piece, digest])),
  }
}

function digestOfLines(line: SQL): SQL {
  return sql`encode(sha256(convert_to(coalesce(string_agg(${line}, chr(10) order by (${line}) collate "C"), ''), 'UTF8')), 'hex')`
}

/**
 * The live records of a source as of an instant, with their key as text: what stands and is not newer, and of what has
 * changed since the version that stood then.
 */
function liveAsOf(plan: MergePlan, { source, scope, at }: { source: string; scope: string; at: Date }): SQL {
  const instant = sql`${at.toISOString()}::text::timestamptz`
  const columns = (table: string, fields: readonly string[]) =>
    sql.join(
      fields.map((field) => sql`${sql.raw(table)}.${sql.identifier(columnOf(plan, field).name)}`),
      sql.raw(', '),
    )
  const keys = (table: string) => columns(table, plan.key)
  const ofScope = plan.scope !== undefined && !plan.key.includes(plan.scope) ? [plan.scope] : []
  const needed = [...plan.key, ...ofScope, 'source', 'sourceAt', 'deleted']
  const isInScope =
    scope === wholeScope || plan.scope === undefined
      ? sql`true`
      : sql`${columns('was', [plan.scope])} = ${scope}`
  return sql`(
    select ${keyTextOf(plan, 'was')} as key, was.source_at from (
      select ${columns('c', needed)} from ${plan.table} c where c.source_at <= ${instant}
      union all
      select ${columns('changed', needed)} from (
        select distinct on (${keys('h')}) h.* from ${plan.table} c join ${plan.history} h on (${keys('h')}) = (${keys('c')})
        where c.source_at > ${instant} and h.source_at <= ${instant}
        order by ${keys('h')}, h.source_at desc, h.source_sequence desc, h.mapping_version desc, h.digest collate "C" desc
      ) as changed
    ) as was
    where was.source = ${source} and not was.deleted and ${isInScope}
  ) as state`
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
