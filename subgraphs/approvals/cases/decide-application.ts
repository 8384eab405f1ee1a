/**
 * Decides an application. Evidence is read anew outside any transaction, so that no database connection waits for the
 * graph; then one transaction writes decision, second snapshot, audit row and the order to issue the certificate.
 */
import type { Orm, Tenant } from '@one-visit/kit/database/database.ts'
import { HubError, invariant } from '@one-visit/kit/errors.ts'
import { and, eq } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { GraphUnasked } from '../graph/unasked.ts'
import { canonicalJson } from '../judging/canonical.ts'
import { rowDigest } from '../store/audit.ts'
import { findApplication, lockApplication } from '../store/questions.ts'
import { applicationClosed, badInput, refused } from '../store/refused.ts'
import type { ApplicationRow, DecisionRow } from '../store/rows.ts'
import { decisions } from '../store/tables/cases.ts'
import type { Acting } from './acting-authority.ts'
import { requireFound, requireVersion } from './authority.ts'
import { type Judgement, judgeApplication } from './judge-application.ts'
import { moveApplication } from './move-application.ts'
import { type Refusal, refusalOn } from './refusal.ts'
import { isOpen } from './states.ts'
import { evaluateAgain, storeEvaluation } from './store-evaluation.ts'

/** A call of decide, by a clerk or by the rule of an item. */
export interface DecideCall {
  readonly applicationId: string
  readonly expectedVersion: number
  readonly factsDigest: string
  readonly idempotencyKey: string
  readonly outcome: 'APPROVE' | 'REFUSE'
  readonly reason: string | undefined
  /** What a refusal rests on; found in the findings where it is left out. */
  readonly refusal?: Refusal | undefined
  /** Who signs: caller of a clerk, or `machine:<item>`. */
  readonly actor: string
  readonly tenant: Tenant
  /** When the answer must be there, epoch ms. */
  readonly deadline: number
  /** In whose name the signer decides this application; throws where there is none. Asked before the evidence is. */
  readonly authorise: (row: ApplicationRow) => Promise<Acting>
}

/** What was found, and in whose name it is decided. */
type JudgedBy = Judgement & { readonly acting: Acting }

/** What became of the call. Only DECIDED has a decision; else what was found now is stored, and `application` shows it. */
export interface DecideAnswer {
  readonly status: 'DECIDED' | 'EVIDENCE_CHANGED' | 'EVIDENCE_INCOMPLETE' | 'CHECKS_FAILED'
  readonly application: ApplicationRow
  readonly decision: DecisionRow | null
}

/**
 * Decides, or says why not.
 * @throws NOT_FOUND, FORBIDDEN; CONFLICT for another version, a round already decided or a closed application;
 * IDEMPOTENCY_KEY_REUSED; BAD_USER_INPUT for a refusal without reason, or without a ground that holds, and for an approval
 * without reason of what a person has to look at; SOURCE_UNAVAILABLE where the graph cannot be asked
 */
export async function decideApplication(frame: Frame, call: DecideCall): Promise<DecideAnswer> {
  const row = requireFound(
    await frame.db.read(call.tenant, (tx) => findApplication(tx, call.applicationId)),
    call.applicationId,
  )
  const repeated = await frame.db.read(call.tenant, (tx) => findRepeated(tx, call))
  if (repeated !== undefined) return { status: 'DECIDED', application: row, decision: repeated }
  const acting = await call.authorise(row)
  if (call.outcome === 'REFUSE' && call.reason === undefined) {
    throw badInput('reason', 'REASON_MISSING', 'A refusal has a reason.')
  }
  requireDecidable(row, call)

  const judgement = await judgeApplication(frame, row, { actor: call.actor, deadline: call.deadline })
  if (!judgement.wasAsked) throw new GraphUnasked(row.id)
  // What was seen was judged by a version that is corrected: the caller is shown what its correction finds.
  const isCorrected = judgement.itemVersion !== row.itemVersion
  if (isCorrected || judgement.factsDigest !== call.factsDigest)
    return storeNews(frame, call, judgement, 'EVIDENCE_CHANGED')
  if (call.outcome === 'APPROVE' && judgement.verdict === 'FAIL')
    return storeNews(frame, call, judgement, 'CHECKS_FAILED')
  if (call.outcome === 'APPROVE' && judgement.verdict === 'UNKNOWN') {
    return storeNews(frame, call, judgement, 'EVIDENCE_INCOMPLETE')
  }
  // A rule approves nothing that a person has to look at, also where the facts are those it was called for.
  if (call.actor.startsWith('machine:') && !judgement.machineMayApprove)
    return storeNews(frame, call, judgement, 'EVIDENCE_CHANGED')
  if (call.reason === undefined && judgement.findings.some(({ byPerson }) => byPerson))
    throw badInput('reason', 'REASON_MISSING', 'An approval of what a person has to look at has a reason.')
  const refusal = call.outcome === 'REFUSE' ? refusalOn(judgement.findings, call.refusal) : undefined
  frame.crash('decide-judged')
  const answer = await frame.db.write(call.tenant, (tx) =>
    storeDecision(frame, tx, { ...call, refusal }, { ...judgement, acting }),
  )
  frame.crash('decide-committed')
  return answer
}

function requireDecidable(row: ApplicationRow, call: DecideCall): void {
  if (!isOpen(row.state)) {
    throw applicationClosed(
      row.id,
      row.state,
      `The application is ${row.state}; round ${row.round} cannot be decided again.`,
    )
  }
  requireVersion(row, call.expectedVersion)
}

/** The decision this key already made; the same key for something else is refused. */
async function findRepeated(tx: Orm, call: DecideCall): Promise<DecisionRow | undefined> {
  const [known] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.decidedBy, call.actor), eq(decisions.idempotencyKey, call.idempotencyKey)))
  if (known === undefined) return undefined
  const isSame =
    known.applicationId === call.applicationId &&
    known.outcome === call.outcome &&
    known.reason === (call.reason ?? null) &&
    (call.refusal === undefined || call.refusal.ground === known.refusalGround)
  if (isSame) return known
  throw new HubError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used for another decision.', {
    field: 'idempotencyKey',
  })
}

/** Nothing decided, but what was found now is worth keeping: the caller is shown it. */
async function storeNews(
  frame: Frame,
  call: DecideCall,
  judgement: Judgement,
  status: DecideAnswer['status'],
): Promise<DecideAnswer> {
  const application = await frame.db.write(call.tenant, async (tx) => {
    const row = requireFound(await lockApplication(tx, call.applicationId), call.applicationId)
    if (!judgement.isWhole) await evaluateAgain(frame, tx, row.id)
    return storeEvaluation(frame, tx, row, judgement, call.actor)
  })
  return { status, application, decision: null }
}

async function storeDecision(
  frame: Frame,
  tx: Orm,
  call: DecideCall,
  judgement: JudgedBy,
): Promise<DecideAnswer> {
  const row = requireFound(await lockApplication(tx, call.applicationId), call.applicationId)
  const repeated = await findRepeated(tx, call)
  if (repeated !== undefined) return { status: 'DECIDED', application: row, decision: repeated }
  requireDecidable(row, call)
  if (row.round !== judgement.round)
    throw refused(
      'CONFLICT',
      { field: 'expectedVersion', fault: 'VERSION_CHANGED', applicationId: row.id },
      `The application is in round ${row.round} now.`,
    )
  invariant(row.itemVersion === judgement.itemVersion, 'a change of the version raises that of the row')
  const decision = await insertDecision(tx, row, call, judgement)
  const application = await moveApplication(tx, frame, row, {
    action: call.outcome,
    to: call.outcome === 'APPROVE' ? 'APPROVED' : 'REFUSED',
    who: call.actor.startsWith('machine:') ? 'RULE' : 'CLERK',
    actor: call.actor,
    at: judgement.asOf,
    also: async () => {
      const { id: applicationId, round } = row
      if (call.outcome === 'APPROVE')
        await frame.jobs.send(tx, 'issue-certificate', { applicationId, round }, { retryLimit: 100 })
    },
    audit: {
      action: 'DECIDED',
      detail: {
        round: row.round,
        outcome: call.outcome,
        decisionId: decision.id,
        itemVersion: row.itemVersion,
        verdict: judgement.verdict,
        authority: judgement.acting.authority,
        authorityRevision: judgement.acting.revision,
        snapshotDigest: judgement.snapshotDigest,
        factsDigest: judgement.factsDigest,
        decisionDigest: rowDigest(decision),
        ...(decision.reason !== null && { reason: decision.reason }),
        ...(decision.refusalGround !== null && { refusalGround: decision.refusalGround }),
        ...(decision.refusalCheck !== null && { refusalCheck: decision.refusalCheck }),
      },
    },
  })
  return { status: 'DECIDED', application, decision }
}

async function insertDecision(
  tx: Orm,
  row: ApplicationRow,
  call: DecideCall,
  judgement: JudgedBy,
): Promise<DecisionRow> {
  const { authority, authorityName, window } = judgement.acting
  const [decision] = await tx
    .insert(decisions)
    .values({
      id: crypto.randomUUID(),
      applicationId: row.id,
      round: row.round,
      outcome: call.outcome,
      reason: call.reason ?? null,
      refusalGround: call.refusal?.ground ?? null,
      refusalCheck: call.refusal?.check ?? null,
      decidedAt: judgement.asOf,
      decidedBy: call.actor,
      idempotencyKey: call.idempotencyKey,
      item: row.item,
      itemVersion: row.itemVersion,
      asOf: judgement.asOf,
      verdict: judgement.verdict,
      snapshot: judgement.snapshot,
      snapshotDigest: judgement.snapshotDigest,
      factsDigest: judgement.factsDigest,
      findings: canonicalJson(judgement.findings),
      paper: canonicalJson(judgement.paper),
      authority,
      authorityName,
      windowOffice: window?.id ?? null,
      windowKind: window?.windowKind ?? null,
    })
    .onConflictDoNothing()
    .returning()
  if (decision !== undefined) return decision
  // The same key was used for another application at the same moment; nothing else can stand in the way of a locked row.
  await findRepeated(tx, call)
  throw applicationClosed(row.id, row.state, `Round ${row.round} is already decided.`)
}
