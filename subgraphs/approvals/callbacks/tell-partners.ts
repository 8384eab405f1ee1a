/** What partners with a callback are told: written with the change itself, spread to callbacks after its commit. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { type Party, type SubjectColumn, subjectKindList } from '../catalogue/subjects.ts'
import type { Frame } from '../context.ts'
import { findInForce } from '../mandates/in-force.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { type CallbackType, callbackDeliveries, callbacks } from '../store/tables/callbacks.ts'
import { certificates } from '../store/tables/certificates.ts'

/** Something that happened to an application or its certificate. */
export interface Happened {
  readonly type: CallbackType
  readonly at: Date
  readonly applicationId: string
  readonly certificateId?: string
  /** The state an application came to. */
  readonly state?: string
  /** The fields a certificate was flagged for; not their values. */
  readonly fields?: readonly string[]
}

/** What a `tell-partners` job carries. */
export interface Telling extends Omit<Happened, 'at'> {
  readonly eventId: string
  readonly at: string
}

/** How long deliveries can be seen and sent again, days. */
const keptDays = 90

/**
 * Sends the job that tells partners of a change, in the transaction of the change: they are told if and only if it
 * commits.
 */
export function tellPartners(frame: Frame, tx: Orm, { at, ...happened }: Happened): Promise<void> {
  return frame.jobs.send(tx, 'tell-partners', {
    ...happened,
    eventId: crypto.randomUUID(),
    at: at.toISOString(),
  })
}

/** Makes the deliveries of one change, each callback's once however often the job runs. */
export async function spreadToCallbacks(frame: Frame, telling: Telling): Promise<void> {
  const { eventId, type, at, applicationId, certificateId, state, fields } = telling
  await frame.db.write(ownWork, async (tx) => {
    const row = await findApplication(tx, applicationId)
    if (row === undefined) return
    const concerned = await tx
      .select({ id: callbacks.id, organisation: callbacks.organisation })
      .from(callbacks)
      .where(
        and(
          isNull(callbacks.disabledAt),
          sql`${type} = any(${callbacks.types})`,
          concerns(row, await isSeenBySubmitter(frame, tx, row)),
        ),
      )
    if (concerned.length === 0) return
    const [certificate] =
      certificateId === undefined
        ? []
        : await tx.select().from(certificates).where(eq(certificates.id, certificateId))
    const body = JSON.stringify({
      type,
      timestamp: at,
      data: {
        application: {
          id: row.id,
          number: row.number,
          item: row.item,
          vin: row.vin,
          ...(state && { state }),
        },
        ...(certificate && {
          certificate: {
            id: certificate.id,
            number: certificate.number,
            state: certificate.state,
            validUntil: certificate.validUntil,
          },
        }),
        ...(fields && { fields }),
      },
    })
    const now = frame.clock()
    const made = await tx
      .insert(callbackDeliveries)
      .values(
        concerned.map(({ id: callbackId, organisation }) => ({
          id: crypto.randomUUID(),
          callbackId,
          organisation,
          eventId,
          type,
          body,
          createdAt: now,
          nextAttemptAt: now,
        })),
      )
      .onConflictDoNothing()
      .returning({ deliveryId: callbackDeliveries.id })
    await frame.jobs.sendMany(tx, 'deliver-callback', made)
    const forgotten = new Date(now.getTime() - keptDays * 86_400_000)
    await tx.delete(callbackDeliveries).where(lt(callbackDeliveries.createdAt, forgotten))
  })
}

/** Whether whoever handed an application in, or may act by its mandate, still sees it: while the mandate is in force. */
async function isSeenBySubmitter(frame: Frame, tx: Orm, { mandateId }: ApplicationRow): Promise<boolean> {
  if (mandateId === null) return true
  return (await findInForce(tx, [mandateId], shanghaiDay(frame.clock()))).has(mandateId)
}

/** Columns that name who acts for an applicant. */
const actingColumns = ['submittedOrganisation', 'mandatedParty'] as const

/** Columns of an application that name a partner by something else than a subject of its own kind. */
const otherColumns = {
  PLATFORM: actingColumns,
  COMPANY: ['applicantUscc', ...actingColumns],
  STATION: [],
} as const satisfies Readonly<Record<Party, readonly (keyof ApplicationRow)[]>>

/** Whose callbacks an application concerns: each kind of partner is found by its own columns and no other. */
function concerns(row: ApplicationRow, isSeenBySubmitter: boolean) {
  const named = Object.entries(otherColumns).map(([party, others]) => {
    const own = subjectKindList.flatMap((kind) =>
      kind.party === party ? [kind.column as SubjectColumn] : [],
    )
    const acting: readonly string[] = isSeenBySubmitter ? [] : actingColumns
    const organisations = [...own, ...others]
      .filter((column) => !acting.includes(column))
      .flatMap((column) => row[column] ?? [])
    return organisations.length === 0
      ? sql`false`
      : and(eq(callbacks.party, party), inArray(callbacks.organisation, organisations))
  })
  return or(...named)
}
