/** Resolvers of what changes an application: arguments read, acts done, the row as it then stands. */
import { HubError } from '@one-visit/kit/errors.ts'
import { requireClerkOf, requireFound } from '../cases/authority.ts'
import { decideApplication } from '../cases/decide-application.ts'
import { evaluateApplication } from '../cases/evaluate-application.ts'
import { readOptionalText, readText } from '../cases/input.ts'
import { requireDelegation } from '../cases/judge-application.ts'
import { addPaperEvidence, confirmPaperEvidence } from '../cases/paper-evidence.ts'
import { startPulls } from '../cases/pulls.ts'
import { isOpen } from '../cases/states.ts'
import { submitApplication } from '../cases/submit-application.ts'
import { withdrawApplication } from '../cases/withdraw-application.ts'
import { reviewFlag } from '../certificates/review-flag.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { isIdentifier } from '../store/identifier.ts'
import { findApplication } from '../store/questions.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'

/** Fields of type Mutation, but for those of callbacks. */
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

    refreshEvidence: async (_, { applicationId }, { db, tenant, principal, envelope }) => {
      const row = isIdentifier(applicationId)
        ? await db.read(tenant, (tx) => findApplication(tx, applicationId))
        : undefined
      const found = requireFound(row, applicationId)
      if (!isOpen(found.state))
        throw new HubError('CONFLICT', `The application is ${found.state}.`, { state: found.state })
      await startPulls(frame, found, { actor: principal.caller, refreshes: true })
      return evaluateApplication(frame, applicationId, {
        actor: principal.caller,
        deadline: envelope.deadline,
      })
    },

    decide: (_, args, { tenant, principal, envelope }) => {
      requireIdentifier(args.applicationId)
      return decideApplication(frame, {
        applicationId: args.applicationId,
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
        deadline: envelope.deadline,
        authorise: (row, judgement) => {
          requireClerkOf(principal, row)
          // An approval needs the check to pass anyway; a refusal by an office without authority must not slip through.
          if (judgement !== undefined && args.outcome === 'REFUSE')
            requireDelegation(principal, row, judgement)
        },
      })
    },

    withdrawApplication: (_, { applicationId, expectedVersion, reason }, { tenant, principal, now }) =>
      withdrawApplication(frame, { principal, tenant, applicationId, expectedVersion, reason }, now),

    addPaperEvidence: (_, args, { tenant, principal }) =>
      addPaperEvidence(frame, { tenant, principal }, args),

    reviewCertificateFlag: (_, { id, reason }, { tenant, principal }) =>
      reviewFlag(frame, { tenant, principal }, id, reason),

    confirmPaperEvidence: async (_, { id }, { tenant, principal, envelope }) => {
      const row = await confirmPaperEvidence(frame, { tenant, principal }, id)
      return evaluateApplication(frame, row.id, { actor: principal.caller, deadline: envelope.deadline })
    },
  }
}

function requireIdentifier(id: string): void {
  if (!isIdentifier(id)) requireFound(undefined, id)
}
