/** Resolvers of what changes an application: arguments read, acts done, the row as it then stands. */

import { isIdentifier } from '@one-visit/kit/identifier.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { requireOfficer } from '../cases/acting-authority.ts'
import { requireActor, requireFound } from '../cases/authority.ts'
import { decideApplication } from '../cases/decide-application.ts'
import { evaluateAfterAct, evaluateApplication } from '../cases/evaluate-application.ts'
import { readOptionalText, readText } from '../cases/input.ts'
import { addPaperEvidence, confirmPaperEvidence } from '../cases/paper-evidence.ts'
import { startPulls } from '../cases/pulls.ts'
import { isByMandate } from '../cases/seen-by-mandate.ts'
import { isOpen } from '../cases/states.ts'
import { submitApplication } from '../cases/submit-application.ts'
import { withdrawApplication } from '../cases/withdraw-application.ts'
import { reviewFlag } from '../certificates/review-flag.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { attemptOf, auditingDenials } from '../store/denials.ts'
import { findApplication } from '../store/questions.ts'
import { applicationClosed } from '../store/refused.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'

/** Fields of type Mutation, but for those of callbacks and mandates. */
export function mutationResolvers({
  frame,
  pseudonymKey,
}: ResolverOptions): MutationResolvers<ApprovalsContext> {
  return {
    submitApplication: (_, args, { principal, envelope }) =>
      submitApplication(
        frame,
        { principal, deadline: envelope.deadline, pseudonymKey },
        args.input,
        readText('idempotencyKey', args.idempotencyKey, 200),
      ),

    refreshEvidence: async (_, { applicationId }, { db, tenant, principal, envelope, now }) => {
      const found = await auditingDenials(frame, attemptOf('REFRESH', principal, applicationId), () =>
        db.read(tenant, async (tx) => {
          const row = isIdentifier(applicationId) ? await findApplication(tx, applicationId) : undefined
          const found = requireFound(row, applicationId)
          if (isByMandate(principal, found)) await requireActor(tx, principal, found, shanghaiDay(now))
          return found
        }),
      )
      if (!isOpen(found.state))
        throw applicationClosed(found.id, found.state, `The application is ${found.state}.`)
      await startPulls(frame, found, { actor: principal.caller, refreshes: true })
      return evaluateApplication(frame, applicationId, {
        actor: principal.caller,
        deadline: envelope.deadline,
        isAsked: true,
      })
    },

    decide: (_, args, { tenant, principal, envelope }) => {
      const { applicationId } = args
      requireIdentifier(applicationId)
      const { deadline } = envelope
      return auditingDenials(frame, attemptOf('DECIDE', principal, applicationId), () =>
        decideApplication(frame, {
          applicationId,
          expectedVersion: args.expectedVersion,
          factsDigest: args.factsDigest,
          idempotencyKey: readText('idempotencyKey', args.idempotencyKey, 200),
          outcome: args.outcome,
          reason: readOptionalText('reason', args.reason, 2000),
          refusal: args.refusal
            ? { ground: args.refusal.ground, check: args.refusal.check ?? undefined }
            : undefined,
          actor: principal.caller,
          tenant,
          deadline,
          authorise: (row) => requireOfficer(frame, principal, row, { deadline, decides: true }),
        }),
      )
    },

    withdrawApplication: (_, { applicationId, expectedVersion, reason }, { tenant, principal, now }) =>
      auditingDenials(frame, attemptOf('WITHDRAW', principal, applicationId), () =>
        withdrawApplication(frame, { principal, tenant, applicationId, expectedVersion, reason }, now),
      ),

    addPaperEvidence: (_, args, { tenant, principal, envelope: { deadline } }) =>
      auditingDenials(frame, attemptOf('ENTER_PAPER', principal, args.applicationId), () =>
        addPaperEvidence(frame, { tenant, principal, deadline }, args),
      ),

    reviewCertificateFlag: (_, { id, reason }, { tenant, principal, envelope: { deadline } }) =>
      reviewFlag(frame, { tenant, principal, deadline }, id, reason),

    confirmPaperEvidence: async (_, { id }, { tenant, principal, envelope }) => {
      const { deadline } = envelope
      const row = await confirmPaperEvidence(frame, { tenant, principal, deadline }, id)
      return evaluateAfterAct(frame, row.id, { actor: principal.caller, deadline })
    },
  }
}

function requireIdentifier(id: string): void {
  if (!isIdentifier(id)) requireFound(undefined, id)
}
