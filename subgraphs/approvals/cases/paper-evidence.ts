/** Paper evidence: an uploaded original stands for a check whose source is silent, once two officers say so. */
import { type Orm, ownWork, type Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq, isNull } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { readFindings } from '../judging/stored.ts'
import { appendAudit, digestsOf } from '../store/audit.ts'
import { attemptOf, auditingDenials } from '../store/denials.ts'
import { findApplication, findEvaluations, lockApplication } from '../store/questions.ts'
import { applicationClosed, badInput, refused } from '../store/refused.ts'
import type { ApplicationRow, PaperRow } from '../store/rows.ts'
import { paperEvidence } from '../store/tables/cases.ts'
import { requireOfficer } from './acting-authority.ts'
import { requireFound, requireVersion } from './authority.ts'
import { readText } from './input.ts'
import { itemOf } from './item-of.ts'
import { isCaller } from './known-as.ts'
import { moveApplication } from './move-application.ts'
import { requireStated, requireWeight } from './paper-rules.ts'
import { isOpen } from './states.ts'
import { evaluateAgain } from './store-evaluation.ts'
import { hasUpload } from './uploads.ts'

/** Who acts, for whom rows are seen, and until when the answer must be there. */
export interface Officer {
  readonly principal: Principal
  readonly tenant: Tenant
  /** Epoch ms. */
  readonly deadline: number
}

/** An original as a clerk enters it. */
export interface PaperEntry {
  readonly applicationId: string
  readonly expectedVersion: number
  readonly check: string
  readonly fileDigest: string
  readonly reason: string
  /** The day it states, YYYY-MM-DD. */
  readonly statesDay?: string | null | undefined
}

/**
 * Enters paper; it counts only once another officer has confirmed it. Until then it may be entered again, by any officer of
 * the case: what was entered before is kept as replaced, and is confirmed by nobody.
 * @throws NOT_FOUND, FORBIDDEN; BAD_USER_INPUT, also for a day that is missing or says nothing; CONFLICT where the check can
 * be said without paper, has confirmed paper already, or is contradicted and the item lets no paper outweigh that
 */
export async function addPaperEvidence(frame: Frame, officer: Officer, entry: PaperEntry): Promise<PaperRow> {
  const reason = readText('reason', entry.reason, 2000)
  if (!/^[0-9a-f]{64}$/.test(entry.fileDigest)) {
    throw badInput(
      'fileDigest',
      'DIGEST_FORM',
      'The fileDigest is a sha-256 in hex: 64 characters of 0 to 9 and a to f.',
    )
  }
  if (!isIdentifier(entry.applicationId)) return requireFound<PaperRow>(undefined, entry.applicationId)
  const seen = await frame.db.read(officer.tenant, (tx) => findApplication(tx, entry.applicationId))
  await requireOfficer(frame, officer.principal, requireFound(seen, entry.applicationId), {
    deadline: officer.deadline,
    decides: false,
  })
  const now = frame.clock()
  return frame.db.write(officer.tenant, async (tx) => {
    const row = requireFound(await lockApplication(tx, entry.applicationId), entry.applicationId)
    requireVersion(row, entry.expectedVersion)
    if (!isOpen(row.state)) throw applicationClosed(row.id, row.state, `The application is ${row.state}.`)
    const item = itemOf(row)
    requireStated(item, entry, shanghaiDay(now))
    const [evaluation] = row.evaluationId === null ? [] : await findEvaluations(tx, [row.evaluationId])
    const finding = evaluation && readFindings(evaluation.findings).find(({ code }) => code === entry.check)
    if (finding?.verdict !== 'UNKNOWN') {
      throw refused(
        'CONFLICT',
        { field: 'check', fault: 'PAPER_NOT_NEEDED', check: entry.check },
        `The check ${entry.check} is ${finding?.verdict ?? 'not evaluated'}; paper stands only for UNKNOWN.`,
      )
    }
    requireWeight(item, entry, evaluation)
    if (!(await hasUpload(tx, officer.principal, entry.fileDigest))) {
      throw badInput(
        'fileDigest',
        'FILE_NOT_UPLOADED',
        'No file with this digest was uploaded by your office.',
      )
    }
    const id = crypto.randomUUID()
    const replaced = await replaceUnconfirmed(tx, row, entry.check, id)
    const [entered] = await tx
      .insert(paperEvidence)
      .values({
        id,
        applicationId: row.id,
        round: row.round,
        checkCode: entry.check,
        fileDigest: entry.fileDigest,
        reason,
        statesDay: entry.statesDay ?? null,
        enteredBy: officer.principal.caller,
        enteredAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (entered === undefined) {
      throw refused(
        'CONFLICT',
        { field: 'check', fault: 'PAPER_ENTERED', check: entry.check },
        `Paper for the check ${entry.check} is already entered and confirmed.`,
      )
    }
    await moveApplication(tx, frame, row, {
      action: 'ENTER_PAPER',
      to: row.state,
      who: 'CLERK',
      actor: officer.principal.caller,
      at: now,
      audit: {
        action: 'PAPER_ENTERED',
        detail: {
          round: row.round,
          paperId: entered.id,
          check: entry.check,
          fileDigest: entry.fileDigest,
          ...(entered.statesDay !== null && { statesDay: entered.statesDay }),
          ...(replaced !== undefined && { replaces: replaced.id }),
          papers: digestsOf(replaced === undefined ? [entered] : [entered, replaced]),
        },
      },
    })
    return entered
  })
}

/** Takes back what is entered for a check of a locked application and not confirmed; answers it as it stands then. */
async function replaceUnconfirmed(
  tx: Orm,
  { id: applicationId, round }: ApplicationRow,
  checkCode: string,
  replacedBy: string,
): Promise<PaperRow | undefined> {
  const [replaced] = await tx
    .update(paperEvidence)
    .set({ replacedBy })
    .where(
      and(
        eq(paperEvidence.applicationId, applicationId),
        eq(paperEvidence.round, round),
        eq(paperEvidence.checkCode, checkCode),
        isNull(paperEvidence.confirmedBy),
        isNull(paperEvidence.replacedBy),
      ),
    )
    .returning()
  return replaced
}

/**
 * Confirms paper as the second officer and answers the application it belongs to, which must then be evaluated again.
 * Confirming again as the same officer changes nothing.
 * @throws NOT_FOUND, FORBIDDEN for the officer who entered it, CONFLICT when closed, replaced or confirmed by another
 */
export async function confirmPaperEvidence(
  frame: Frame,
  officer: Officer,
  id: string,
): Promise<ApplicationRow> {
  const missing = () => new HubError('NOT_FOUND', `There is no paper evidence ${id}.`, { field: 'id', id })
  if (!isIdentifier(id)) throw missing()
  const concerned = await frame.db.read(ownWork, (tx) => findApplicationOfPaper(tx, id))
  if (concerned === undefined) throw missing()
  return auditingDenials(frame, attemptOf('CONFIRM_PAPER', officer.principal, concerned.id), async () => {
    const seen = await frame.db.read(officer.tenant, (tx) => findApplicationOfPaper(tx, id))
    if (seen === undefined) throw missing()
    await requireOfficer(frame, officer.principal, seen, { deadline: officer.deadline, decides: false })
    const confirmed = await storeConfirmation(frame, officer, id)
    frame.crash('paper-confirmed')
    return confirmed
  })
}

/** The application a paper belongs to; undefined where there is no such paper. */
export async function findApplicationOfPaper(tx: Orm, id: string): Promise<ApplicationRow | undefined> {
  const [paper] = await tx.select().from(paperEvidence).where(eq(paperEvidence.id, id))
  return paper && findApplication(tx, paper.applicationId)
}

function storeConfirmation(frame: Frame, officer: Officer, id: string): Promise<ApplicationRow> {
  const now = frame.clock()
  const missing = () => new HubError('NOT_FOUND', `There is no paper evidence ${id}.`, { field: 'id', id })
  return frame.db.write(officer.tenant, async (tx) => {
    const find = async () => (await tx.select().from(paperEvidence).where(eq(paperEvidence.id, id)))[0]
    const { applicationId } = (await find()) ?? {}
    if (applicationId === undefined) throw missing()
    const row = requireFound(await lockApplication(tx, applicationId), applicationId)
    // Read again: it may have been replaced while the lock was waited for.
    const paper = await find()
    if (paper === undefined) throw missing()
    if (paper.replacedBy !== null)
      throw refused(
        'CONFLICT',
        { field: 'id', fault: 'PAPER_REPLACED', id, replacedBy: paper.replacedBy },
        'Other paper was entered in its place.',
      )
    if (isCaller(paper.enteredBy, officer.principal)) {
      throw refused(
        'FORBIDDEN',
        { field: 'id', fault: 'PAPER_OF_OWN', id },
        'Paper must be confirmed by another officer than the one who entered it.',
      )
    }
    if (isCaller(paper.confirmedBy, officer.principal))
      return requireFound(await findApplication(tx, row.id), row.id)
    if (!isOpen(row.state) || paper.round !== row.round) {
      throw applicationClosed(row.id, row.state, `The application is ${row.state}.`)
    }
    const [confirmed] = await tx
      .update(paperEvidence)
      .set({ confirmedBy: officer.principal.caller, confirmedAt: now })
      .where(and(eq(paperEvidence.id, id), isNull(paperEvidence.confirmedBy)))
      .returning()
    if (confirmed === undefined)
      throw refused(
        'CONFLICT',
        { field: 'id', fault: 'PAPER_CONFIRMED', id },
        'The paper was confirmed by another officer.',
      )
    await appendAudit(tx, [
      {
        at: now,
        actor: officer.principal.caller,
        action: 'PAPER_CONFIRMED',
        applicationId: row.id,
        detail: {
          round: row.round,
          paperId: id,
          check: paper.checkCode,
          fileDigest: paper.fileDigest,
          ...(paper.statesDay !== null && { statesDay: paper.statesDay }),
          papers: digestsOf([confirmed]),
        },
      },
    ])
    // The caller evaluates at once; should the process die before, this does.
    await evaluateAgain(frame, tx, row.id)
    return row
  })
}
