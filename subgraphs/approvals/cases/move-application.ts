/** The one place where an application's row changes its state: the row, its round, its watches, partners and audit. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import { eq, type SQL } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import type { Frame } from '../context.ts'
import type { ApplicationState } from '../generated/resolvers.ts'
import { type AuditAction, appendAudit, rowDigest, subjectOfActs } from '../store/audit.ts'
import { openRound } from '../store/questions.ts'
import { applicationClosed } from '../store/refused.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { watchSubjects } from '../store/subjects.ts'
import { applications, watches } from '../store/tables/cases.ts'
import { requireFound } from './authority.ts'
import { type Action, type From, findTransition, isOpen, type Mover, notSubmitted } from './states.ts'

/** What the audit chain is told of a move. */
interface MoveAudit {
  readonly action: AuditAction
  readonly detail: Record<string, unknown>
}

/** A move of the table as it is made, with what is written down about it. */
export interface Move {
  readonly action: Action
  readonly to: ApplicationState
  readonly who: Mover
  /** Who signs: a caller, `machine:<why>` or `hub-approvals`. */
  readonly actor: string
  readonly at: Date
  /** What the audit chain calls it. State and digest of the row as it then stands are added to the detail. */
  readonly audit: MoveAudit
  /** What the audit chain is told before that, where more has happened to the application with the move. */
  readonly auditBefore?: readonly MoveAudit[]
  /** Other columns that change with it. */
  readonly changes?: Partial<typeof applications.$inferInsert>
  /** Whether somebody who saw the row before must read it again before acting on it; yes unless said otherwise. */
  readonly isNews?: boolean
  /** Why a round is opened, where the move opens one. */
  readonly reason?: string
  /** What else goes with the move in its transaction. */
  readonly also?: () => Promise<void>
}

/**
 * Makes a move of the table on a locked row, in the caller's transaction, and answers the row as it now stands. What
 * follows is read off its ends: who comes to wait for a decision is watched and begins a round, who ceases to wait is
 * watched no more and waits for no source, and partners are told of another state.
 * @throws CONFLICT for a move that is not in the table
 */
export async function moveApplication(
  tx: Orm,
  frame: Frame,
  row: ApplicationRow,
  move: Move,
): Promise<ApplicationRow> {
  requireTransition(row.state, move, row.id)
  const opens = isOpen(move.to) && !isOpen(row.state)
  const closes = !isOpen(move.to) && isOpen(row.state)
  const [moved] = await tx
    .update(applications)
    .set({
      state: move.to,
      version: move.isNews === false ? row.version : row.version + 1,
      ...(opens && { round: row.round + 1 }),
      ...(closes && { waitingFor: [] }),
      ...move.changes,
    })
    .where(eq(applications.id, row.id))
    .returning()
  const stored = requireFound(moved, row.id)
  if (opens) {
    await beginRound(tx, stored, move)
    await watchSubjects(tx, stored)
  }
  if (closes) await tx.delete(watches).where(eq(watches.applicationId, row.id))
  if (move.to !== row.state) {
    await tellPartners(frame, tx, {
      type: 'application.state.changed',
      at: move.at,
      applicationId: row.id,
      state: move.to,
    })
  }
  await finish(tx, stored, move)
  return stored
}

/** A new application's columns beside those its move sets; its identifier is the caller's. */
export type NewApplication = Omit<
  typeof applications.$inferInsert,
  'number' | 'state' | 'submittedAt' | 'submittedBy'
> & {
  /** What people call it by, or the expression that gives the next one. */
  readonly number: string | SQL
}

/**
 * Makes the move that brings an application into being: its row, its first round, its watches and the audit row.
 * Partners are not told: whoever hands in has the answer.
 * @param sealedNumber the person's number, where a source has to be asked by it
 */
export async function beginApplication(
  tx: Orm,
  values: NewApplication,
  move: Omit<Move, 'changes' | 'isNews'>,
  sealedNumber?: Buffer,
): Promise<ApplicationRow> {
  requireTransition(notSubmitted, move, values.id)
  const [made] = await tx
    .insert(applications)
    .values({ ...values, state: move.to, submittedAt: move.at, submittedBy: move.actor })
    .returning()
  const stored = requireFound(made, values.id)
  await beginRound(tx, stored, move)
  await watchSubjects(tx, stored, sealedNumber)
  await finish(tx, stored, move)
  return stored
}

function requireTransition(from: From, { action, to, who }: Move, applicationId: string): void {
  const transition = findTransition(from, action, to)
  if (transition === undefined) {
    throw applicationClosed(
      applicationId,
      from,
      `The application is ${from}; ${action} does not lead from there to ${to}.`,
    )
  }
  invariant(
    transition.who.includes(who),
    `${action} is a move for ${transition.who.join(', ')}, not for ${who}`,
  )
}

function beginRound(tx: Orm, { id, round }: ApplicationRow, { at, reason }: Move): Promise<void> {
  return openRound(tx, { applicationId: id, round, openedAt: at, reason: reason ?? null })
}

async function finish(tx: Orm, row: ApplicationRow, move: Move): Promise<void> {
  const { also, at, actor, audit, auditBefore = [] } = move
  await also?.()
  const bound = { state: row.state, applicationDigest: rowDigest(row) }
  await appendAudit(
    tx,
    [...auditBefore, { ...audit, detail: { ...audit.detail, ...bound } }].map((each) => ({
      at,
      actor,
      applicationId: row.id,
      ...each,
      detail: { ...subjectOfActs(row), ...each.detail },
    })),
  )
}
