import { randomUUID } from 'node:crypto'
import { instantOf, type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import { subjectToken } from '@one-visit/kit/feed/kept/subject-token.ts'
import type { RecordSubject } from '@one-visit/kit/feed/message.ts'
import { type SQL, sql } from 'drizzle-orm'
import { feedUnread, licencePulls, licences, policeVehicles, pulls } from './tables.ts'

/** What came of a question to the police. */
export type PullOutcome =
  | 'FOUND'
  | 'NOTHING_FOUND'
  | 'OTHER_VEHICLE'
  | 'OTHER_PERSON'
  | 'UNREADABLE'
  | 'FAILED'

/** Which pulls: those about vehicles, by VIN, or those about drivers, by pseudonym. */
export interface PullKind {
  table: typeof pulls | typeof licencePulls
  /** Where answers stand; has the same key. */
  records: typeof policeVehicles | typeof licences
  key: SQL
  /** Message of the answers, and what their subjects are. */
  answers: { message: string; kind: RecordSubject['kind'] }
}

/** Pulls about vehicles. */
export const vehiclePulls: PullKind = {
  table: pulls,
  records: policeVehicles,
  key: sql.raw('vin'),
  answers: { message: 'policeVehicle', kind: 'VIN' },
}
/** Pulls about drivers. */
export const driverPulls: PullKind = {
  table: licencePulls,
  records: licences,
  key: sql.raw('ref'),
  answers: { message: 'policeDriver', kind: 'REF' },
}

/** A vehicle and the plate the police find it by, stated at an instant. */
export interface KnownVehicle {
  vin: string
  plateNumber: string
  plateKind: string
  at: Date
}

/** A question that waits longer than this was lost with its job, ms. */
const lostAfterMs = 15 * 60_000

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

/**
 * Asks for a pull about one subject. An answer younger than `maxAgeMs` is not asked for again, unless what stands was
 * read by a mapping before `mappingVersion`, which knew less of it. A question that still waits for its turn is not asked
 * twice. Answers the id of the pull that gives the answer, and whether it is new.
 */
export async function demandPull(
  tx: Orm,
  { table, records, key }: PullKind,
  demand: {
    subject: string
    now: Date
    maxAgeMs: number | undefined
    mappingVersion: number
    plate?: KnownVehicle
  },
): Promise<{ id: string; started: boolean }> {
  const { subject, now, maxAgeMs, mappingVersion, plate } = demand
  const [known] = rowsOf<{ id: string; fresh: boolean; waiting: boolean }>(
    await tx.execute(sql`
      select id,
        coalesce(answered_at > ${instant(new Date(now.getTime() - (maxAgeMs ?? 0)))}, false)
          and not (outcome = 'FOUND' and exists (select from ${records} r
            where r.${key} = ${subject} and r.mapping_version < ${mappingVersion})) as fresh,
        outcome = 'REQUESTED' and requested_at > ${instant(new Date(now.getTime() - lostAfterMs))} as waiting
      from ${table} where ${key} = ${subject}
        ${plate ? sql`and plate_number = ${plate.plateNumber} and plate_kind = ${plate.plateKind}` : sql``}
      for update`),
  )
  if (known !== undefined && ((maxAgeMs !== undefined && known.fresh) || known.waiting))
    return { id: known.id, started: false }
  const id = randomUUID()
  const columns = plate ? sql`, plate_number, plate_kind, plate_at` : sql``
  const values = plate
    ? sql`, ${plate.plateNumber}::text, ${plate.plateKind}::text, ${instant(plate.at)}`
    : sql``
  const replaced = plate
    ? sql`, plate_number = excluded.plate_number, plate_kind = excluded.plate_kind, plate_at = excluded.plate_at`
    : sql``
  await tx.execute(sql`
    insert into ${table} (${key}, id, outcome, requested_at${columns})
    values (${subject}, ${id}::uuid, 'REQUESTED', ${instant(now)}${values})
    on conflict (${key}) do update
    set id = excluded.id, outcome = excluded.outcome, requested_at = excluded.requested_at, reason = null${replaced}`)
  return { id, started: true }
}

/** Notes that the police are asked now; false when a newer pull took this one's place. */
export async function beginPull(
  tx: Orm,
  { table, key }: PullKind,
  { subject, id, now }: { subject: string; id: string; now: Date },
): Promise<boolean> {
  const begun = rowsOf(
    await tx.execute(sql`
      update ${table} set outcome = 'ASKING', asked_at = ${instant(now)}
      where ${key} = ${subject} and id = ${id}::uuid returning id`),
  )
  return begun.length > 0
}

/** What is known of the answers about one subject. */
export interface KnownAnswer {
  /** Keyed digest of the newest answer that was taken in; undefined where another record stands by now. */
  standing: string | undefined
  /** When the police last gave it again. */
  repeatedAt: Date | undefined
  /** Keyed digest of the newest answer that could not be used. */
  refused: string | undefined
  /** Whether an answer is kept that could not be read: the next one makes up for it, also where it only repeats another. */
  hasUnread: boolean
}

/** What the police answered about a subject before. */
export async function findKnownAnswer(
  tx: Orm,
  { table, records, key, answers }: PullKind,
  subject: string,
): Promise<KnownAnswer> {
  const [row] = rowsOf<{
    standing: string | null
    repeated_at: string | Date | null
    refused_digest: string | null
    has_unread: boolean
  }>(
    await tx.execute(sql`
      select case when r.receipt_id is not null then p.answer_digest end as standing,
        case when r.receipt_id is not null then p.repeated_at end as repeated_at, p.refused_digest,
        exists (select from ${feedUnread} u where ${isUnreadOf(answers, subject)}) as has_unread
      from ${table} p left join ${records} r on r.${key} = p.${key} and r.receipt_id = p.receipt_id
      where p.${key} = ${subject}`),
  )
  return {
    standing: row?.standing ?? undefined,
    repeatedAt: row?.repeated_at ? instantOf(row.repeated_at) : undefined,
    refused: row?.refused_digest ?? undefined,
    hasUnread: row?.has_unread ?? false,
  }
}

/** Whether an entry is an answer about a subject that could not be read and was not made up for. */
function isUnreadOf({ message, kind }: PullKind['answers'], subject: string): SQL {
  const token = subjectToken(message, { kind, value: subject })
  return sql`u.closed_at is null and u.message = ${message} and u.subjects && array[${token}]::text[]`
}

/** What came of a pull, with the keyed digest of the answer and its receipt; a repeated answer has none. */
export interface PullEnd {
  outcome: PullOutcome
  reason?: string
  digest?: string
  receiptId?: string | undefined
}

/** Notes what came of a pull. Answers whether that is news: that it failed again for the reason it failed before is none. */
export async function endPull(
  tx: Orm,
  { table, key, answers }: PullKind,
  { subject, id }: { subject: string; id: string },
  end: PullEnd,
  now: Date,
): Promise<boolean> {
  // That there is nothing is an answer too, and the last word about the subject: what was not read before is overtaken.
  if (end.outcome === 'NOTHING_FOUND')
    await tx.execute(sql`
      update ${feedUnread} as u set closed_at = ${instant(now)}, closed_by = ${id}
      where ${isUnreadOf(answers, subject)}`)
  // The reason stands until the pull is demanded anew.
  const [known] = rowsOf<{ reason: string | null }>(
    await tx.execute(sql`
      update ${table} p set outcome = ${end.outcome}, reason = ${end.reason ?? null}${answerOf(end, now)}
      from (select ${key} as subject, reason from ${table} where ${key} = ${subject} and id = ${id}::uuid for update) known
      where p.${key} = known.subject returning known.reason`),
  )
  return end.outcome !== 'FAILED' || end.reason === undefined || known?.reason !== end.reason
}

/**
 * What a pull's end says of the answers about its subject. A failure leaves the last answer as it was. After one that can
 * be used, one that cannot is another, though it says what one before did.
 */
function answerOf({ outcome, digest, receiptId }: PullEnd, now: Date): SQL {
  const used = sql`, answered_at = ${instant(now)}, refused_digest = null`
  if (outcome === 'NOTHING_FOUND') return sql`${used}, absent_at = ${instant(now)}`
  if (outcome !== 'FOUND') return digest === undefined ? sql`` : sql`, refused_digest = ${digest}`
  return receiptId === undefined
    ? sql`${used}, absent_at = null, repeated_at = ${instant(now)}`
    : sql`${used}, absent_at = null, repeated_at = null,
        answer_digest = ${digest ?? null}, receipt_id = ${receiptId}::uuid`
}

/** Notes vehicles the police spoke of, so that the sweep asks about them too. One statement for all. */
export async function knowVehicles(tx: Orm, vehicles: readonly KnownVehicle[]): Promise<void> {
  const column = (values: readonly string[]) => sql.param([...values])
  await tx.execute(sql`
    insert into ${pulls} as known (vin, plate_number, plate_kind, plate_at, id, outcome)
    select distinct on (vin) vin, plate_number, plate_kind, plate_at::timestamptz, gen_random_uuid(), 'KNOWN'
    from unnest(
      ${column(vehicles.map(({ vin }) => vin))}::text[],
      ${column(vehicles.map(({ plateNumber }) => plateNumber))}::text[],
      ${column(vehicles.map(({ plateKind }) => plateKind))}::text[],
      ${column(vehicles.map(({ at }) => at.toISOString()))}::text[]
    ) as stated (vin, plate_number, plate_kind, plate_at)
    order by vin, plate_at desc
    on conflict (vin) do update
    set plate_number = excluded.plate_number, plate_kind = excluded.plate_kind, plate_at = excluded.plate_at
    where known.plate_at is null or known.plate_at < excluded.plate_at`)
}

/** A pull the sweep took. */
export interface SweptPull {
  vin: string
  id: string
  plateNumber: string
  plateKind: string
}

/**
 * Takes the vehicles whose answer is oldest and older than `before`, and that were not asked about since `pausedSince`;
 * at most `chunk` pulls are then under way. One statement; what another process takes at the same time is passed over.
 */
export async function takeDue(
  tx: Orm,
  due: { now: Date; before: Date; pausedSince: Date; chunk: number },
): Promise<SweptPull[]> {
  const { now, before, pausedSince, chunk } = due
  const taken = rowsOf<{ vin: string; id: string; plate_number: string; plate_kind: string }>(
    await tx.execute(sql`
      with under_way as (
        select count(*) as pulls from ${pulls}
        where outcome in ('REQUESTED', 'ASKING')
          and requested_at > ${instant(new Date(now.getTime() - lostAfterMs))}
      ), due as (
        select vin from ${pulls}
        where (answered_at is null or answered_at < ${instant(before)})
          and (requested_at is null or requested_at < ${instant(pausedSince)})
          and plate_number is not null and plate_kind is not null
        order by answered_at asc nulls first, vin
        limit (select greatest(0, ${chunk}::bigint - pulls) from under_way)
        for update skip locked
      )
      update ${pulls} as taken
      set id = gen_random_uuid(), outcome = 'REQUESTED', requested_at = ${instant(now)}, reason = null
      from due where taken.vin = due.vin
      returning taken.vin, taken.id, taken.plate_number, taken.plate_kind`),
  )
  return taken.map(({ vin, id, plate_number, plate_kind }) => ({
    vin,
    id,
    plateNumber: plate_number,
    plateKind: plate_kind,
  }))
}
