/** Ends a mandate by a day that is not past; what is done by it until then stays done. */
import { type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { HubError, invariant } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { eq } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { appendAudit, rowDigest } from '../store/audit.ts'
import { auditingDenials } from '../store/denials.ts'
import { badInput } from '../store/refused.ts'
import type { MandateRow } from '../store/rows.ts'
import { mandates } from '../store/tables/mandates.ts'
import { lastDayOf } from './in-force.ts'
import { isRegistrar, partiesOf } from './party.ts'

/** Who ends which mandate; `lastDay` is today when left out. */
export interface Ending {
  readonly principal: Principal
  readonly id: string
  readonly lastDay: string | undefined
  readonly reason: string | undefined
  /** What follows for the applications handed in under it, in the same transaction. */
  readonly follow: (tx: Orm, ended: MandateRow, at: Date) => Promise<void>
}

/**
 * Ends a mandate for either of its parties, for a clerk of the office that registered it, and for the bureau. Ending by
 * the last day it has anyway changes nothing.
 * @throws NOT_FOUND for one that is another's or not there, BAD_USER_INPUT for a day that is past or after its last
 */
export function endMandate(frame: Frame, ending: Ending): Promise<MandateRow> {
  const { principal, id, follow } = ending
  const detail = isIdentifier(id) ? { mandateId: id } : {}
  return auditingDenials(frame, { act: 'END_MANDATE', actor: principal.caller, detail }, () =>
    frame.db.write(ownWork, async (tx) => {
      const at = frame.clock()
      const [row] = isIdentifier(id)
        ? await tx.select().from(mandates).where(eq(mandates.id, id)).for('update')
        : []
      if (row === undefined || !mayEnd(principal, row))
        throw new HubError('NOT_FOUND', `There is no mandate ${id}.`, { field: 'id', id })
      const lastDay = readLastDay(ending, row, shanghaiDay(at))
      if (lastDay === lastDayOf(row)) return row
      const ended = await storeEnd(tx, ending, lastDay, at)
      await follow(tx, ended, at)
      return ended
    }),
  )
}

function mayEnd(principal: Principal, { grantedBy, grantedTo, registeredOffice }: MandateRow): boolean {
  const own = partiesOf(principal)
  if (own.includes(grantedBy) || own.includes(grantedTo)) return true
  return isOfficer(principal, registeredOffice)
}

function isOfficer(principal: Principal, registeredOffice: string | null): boolean {
  if (principal.roles.includes('BUREAU_CLERK')) return true
  return isRegistrar(principal) && registeredOffice !== null && principal.organisation === registeredOffice
}

function readLastDay({ principal, lastDay, reason }: Ending, row: MandateRow, today: string): string {
  const isParty = [row.grantedBy, row.grantedTo].some((each) => partiesOf(principal).includes(each))
  if (!isParty && reason === undefined)
    throw badInput('reason', 'REASON_MISSING', 'A clerk who ends a mandate says why.')
  const [wanted, last] = [lastDay ?? today, lastDayOf(row)]
  // What is over stays as it is: to end it once more is no news and no mistake.
  if (lastDay === undefined && last < today) return last
  if (wanted < today && wanted !== last)
    throw badInput(
      'lastDay',
      'LAST_DAY_PAST',
      `A mandate is not ended for days that are past: ${wanted} is before ${today}.`,
    )
  if (wanted > last)
    throw badInput(
      'lastDay',
      'LAST_DAY_LATER',
      `The last day of the mandate is ${last}; ${wanted} comes after it.`,
    )
  return wanted
}

async function storeEnd(
  tx: Orm,
  { principal, id, reason }: Ending,
  lastDay: string,
  at: Date,
): Promise<MandateRow> {
  const values = { endedOn: lastDay, endedAt: at, endedBy: principal.caller, endReason: reason ?? null }
  const [ended] = await tx.update(mandates).set(values).where(eq(mandates.id, id)).returning()
  invariant(ended !== undefined, 'a locked mandate is there')
  await appendAudit(tx, [
    {
      at,
      actor: principal.caller,
      action: 'MANDATE_ENDED',
      applicationId: null,
      detail: { mandateId: id, subject: ended.grantedBy, endedOn: lastDay, mandateDigest: rowDigest(ended) },
    },
  ])
  return ended
}
