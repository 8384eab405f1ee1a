/**
 * What rooms tell of a source as a whole: it is heard again, what was missing came, what nobody could read is closed. That
 * names no subject, so whatever waits for the source is looked at anew, in rounds of pages: one round of a source at a time
 * and not more often than `restSeconds`, behind what single events wake. What is told while one is at work has the next. One
 * that had one page to look at and woke nothing has cost nothing, and holds up no other.
 */
import type { Clock } from '@one-visit/kit/clock.ts'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { EvidenceTable } from '../judging/evidence.ts'
import { type ApplicationState, applications } from '../store/tables/cases.ts'
import { certificates } from '../store/tables/certificates.ts'
import { wakings } from '../store/tables/events.ts'

/** What a `wake-waiting` job carries. */
export interface WakeWaiting {
  readonly source: string
}

/** What a step works with. */
interface WakeParts {
  readonly db: Database
  readonly jobs: Jobs
  readonly clock: Clock
  readonly crash: CrashPoint
  readonly evidenceTable: EvidenceTable
}

/** Shortest time between the beginnings of two rounds of a source, seconds. */
const restSeconds = 30

/** How many applications or certificates one step looks at. */
export const wakePageMax = 200

/** What is woken by a round comes after what an event about a subject wakes. */
const priority = -1

/** States in which a finding may wait for a source; those that may be decided have none that does. */
const waitingStates: readonly ApplicationState[] = ['RETURNED', 'WAITING_FOR_EVIDENCE']

/** Where a round goes on: after an application, by state, submission and number, or after a certificate. */
type Position = {
  /** Whether it woke anything by then, or had more than one page to look at. */ readonly isWork: boolean
} & (
  | { readonly kind: 'APPLICATIONS'; readonly after: readonly [state: string, at: string, id: string] | null }
  | { readonly kind: 'CERTIFICATES'; readonly after: string }
)

const beginning: Position = { kind: 'APPLICATIONS', after: null, isWork: false }
const zero = '00000000-0000-0000-0000-000000000000'

/** Leaves word that all that waits for some sources is to be woken, in the caller's transaction. */
export async function wantWaking(tx: Orm, jobs: Jobs, sources: readonly string[], now: Date): Promise<void> {
  const wanted = await tx
    .insert(wakings)
    // In order: two messages that tell of the same sources never wait for one another.
    .values([...sources].sort().map((source) => ({ source, isWanted: true })))
    .onConflictDoUpdate({ target: wakings.source, set: { isWanted: true } })
    .returning()
  for (const row of wanted) await sendStep(tx, jobs, row.source, restOf(row, now))
}

/** One step of a round: wakes a page of what waits for the source and leaves the next, all in one transaction. */
export async function wakeWaiting(parts: WakeParts, { source }: WakeWaiting): Promise<void> {
  await parts.db.write(ownWork, async (tx) => {
    const now = parts.clock()
    const [row] = await tx.select().from(wakings).where(eq(wakings.source, source)).for('update')
    if (row === undefined) return
    const at = row.position === null ? undefined : (JSON.parse(row.position) as Position)
    // A step that was done and is done again finds its round ended, or goes on with it.
    if (at === undefined && !row.isWanted) return
    const rest = restOf(row, now)
    if (at === undefined && rest > 0) return sendStep(tx, parts.jobs, source, rest)
    const { isWork, next } = await wakePage(parts, tx, source, at ?? beginning)
    const isWanted = at !== undefined && row.isWanted
    const beganAt = next === undefined && !isWork ? null : at === undefined ? now : row.beganAt
    await tx
      .update(wakings)
      .set({ isWanted, beganAt, position: next === undefined ? null : JSON.stringify(next) })
      .where(eq(wakings.source, source))
    parts.crash('waiting-woken')
    if (next !== undefined) await sendStep(tx, parts.jobs, source, 0)
    else if (isWanted) await sendStep(tx, parts.jobs, source, restOf({ beganAt }, now))
  })
}

/** How long the next round of a source has to wait, seconds. */
function restOf({ beganAt }: Pick<typeof wakings.$inferSelect, 'beganAt'>, now: Date): number {
  if (beganAt === null) return 0
  const restMs = beganAt.getTime() + restSeconds * 1000 - now.getTime()
  return Math.min(restSeconds, Math.max(0, Math.ceil(restMs / 1000)))
}

function sendStep(tx: Orm, jobs: Jobs, source: string, startAfterSeconds: number): Promise<void> {
  return jobs.send(tx, 'wake-waiting', { source }, { singletonKey: source, startAfterSeconds })
}

/** Wakes a page; answers where the round goes on, nowhere at its end, and whether it has been any work so far. */
async function wakePage(
  parts: WakeParts,
  tx: Orm,
  source: string,
  at: Position,
): Promise<{ isWork: boolean; next: Position | undefined }> {
  if (at.kind === 'CERTIFICATES') {
    const { woken, after } = await wakeUnconfirmed(parts, tx, at.after)
    const isWork = at.isWork || woken > 0
    return { isWork, next: after === undefined ? undefined : { kind: 'CERTIFICATES', after, isWork } }
  }
  const { woken, after } = await wakeApplications(parts, tx, source, at.after)
  const isWork = at.isWork || woken > 0 || after !== undefined
  if (after !== undefined) return { isWork, next: { kind: 'APPLICATIONS', after, isWork } }
  return {
    isWork,
    next: isOfRegister(parts, source) ? { kind: 'CERTIFICATES', after: zero, isWork } : undefined,
  }
}

/** Whether a source is the one whose word on permits certificates follow. */
function isOfRegister({ evidenceTable }: WakeParts, source: string): boolean {
  return evidenceTable['Vehicle.permits']?.source === source
}

type After = Extract<Position, { kind: 'APPLICATIONS' }>['after']

/** How many a page woke, and after which the next one begins; undefined after the last page. */
interface Page<Place> {
  readonly woken: number
  readonly after: Place | undefined
}

async function wakeApplications(
  { jobs }: WakeParts,
  tx: Orm,
  source: string,
  after: After,
): Promise<Page<After>> {
  const { id, state, submittedAt, waitingFor } = applications
  const found = await tx
    .select({ id, state, submittedAt, waits: sql<boolean>`${source} = any(${waitingFor})` })
    .from(applications)
    .where(
      and(
        inArray(state, [...waitingStates]),
        after === null
          ? undefined
          : sql`(${state}, ${submittedAt}, ${id}) > (${after[0]}::text, ${after[1]}::text::timestamptz, ${after[2]}::text::uuid)`,
      ),
    )
    .orderBy(asc(state), asc(submittedAt), asc(id))
    .limit(wakePageMax)
  const waiting = found.flatMap((row) => (row.waits ? [{ applicationId: row.id }] : []))
  await jobs.sendMany(
    tx,
    'evaluate',
    waiting,
    // Beside the key of events: one that waits behind others must not stand for what an event wakes.
    { singletonKeyOf: ({ applicationId }) => `woken ${applicationId}`, priorityOf: () => priority },
  )
  const last = found.at(-1)
  const isLast = last === undefined || found.length < wakePageMax
  return {
    woken: waiting.length,
    after: isLast ? undefined : [last.state, last.submittedAt.toISOString(), last.id],
  }
}

async function wakeUnconfirmed({ jobs }: WakeParts, tx: Orm, after: string): Promise<Page<string>> {
  const found = await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(and(isNotNull(certificates.unconfirmedSince), gt(certificates.id, after)))
    .orderBy(asc(certificates.id))
    .limit(wakePageMax)
  await jobs.sendMany(
    tx,
    'review-certificate',
    found.map(({ id }) => ({ certificateId: id })),
    { singletonKeyOf: ({ certificateId }) => `woken ${certificateId}`, priorityOf: () => priority },
  )
  return { woken: found.length, after: found.length < wakePageMax ? undefined : found.at(-1)?.id }
}
