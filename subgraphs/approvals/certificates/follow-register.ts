/** Follows what the register says of a certificate: suspended, ended, revoked, restored, by an act of its own in the chain. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { eq } from 'drizzle-orm'
import { print } from 'graphql'
import { tellPartners } from '../callbacks/tell-partners.ts'
import type { JudgePurpose } from '../cases/judge-application.ts'
import { permitQuestion } from '../catalogue/permit-question.ts'
import type { Frame } from '../context.ts'
import { readEvidence } from '../judging/evidence.ts'
import {
  isUnconfirmed,
  type PermitFacts,
  type PermitStanding,
  type RegisterWord,
  type StandingState,
  wordOn,
} from '../judging/permit-standing.ts'
import { appendAudit } from '../store/audit.ts'
import type { CertificateRow } from '../store/rows.ts'
import { certificates } from '../store/tables/certificates.ts'

/** Longest the graph is asked for it, ms. */
const askMaxMs = 4_000

/** States of a certificate that stood once; what is pending or was rejected is no matter of the register. */
const standingStates: readonly string[] = [
  'VALID',
  'SUSPENDED',
  'REVOKED',
  'REPLACED',
  'ENDED',
] satisfies StandingState[]

/** Whether the register's word on a certificate is followed. */
export function isFollowed({ state }: Pick<CertificateRow, 'state'>): boolean {
  return standingStates.includes(state)
}

/** Asks the graph what the register says of a certificate; never inside a transaction. */
export async function askRegister(
  frame: Frame,
  certificate: CertificateRow,
  { actor, deadline }: Pick<JudgePurpose, 'actor' | 'deadline'>,
): Promise<RegisterWord> {
  const { applicationId, item, vin } = certificate
  if (vin === null) return { kind: 'SILENT' }
  const variables = { vin }
  const answer = await frame.gateway.run({
    query: print(permitQuestion),
    variables,
    purpose: { actor, item, applicationId },
    deadlineMs: Math.min(askMaxMs, deadline - frame.clock().getTime()),
  })
  const read = { table: frame.evidenceTable, asOf: frame.clock() }
  const facts = readEvidence(permitQuestion, variables, answer, read) as unknown as PermitFacts
  return wordOn(facts, certificate, shanghaiDay(frame.clock()))
}

/**
 * Brings a locked certificate to what the register says, where that is something else than before, and tells partners of one
 * that is valid again; of one that is not they hear by its flag. While the word is not known or not read, or says two things,
 * what is known stays, and whoever verifies is told that it cannot be confirmed.
 */
export async function followRegister(
  frame: Frame,
  tx: Orm,
  certificate: CertificateRow,
  word: RegisterWord,
): Promise<CertificateRow> {
  const at = frame.clock()
  const unconfirmedSince = isUnconfirmed(word) ? (certificate.unconfirmedSince ?? at) : null
  if (unconfirmedSince !== certificate.unconfirmedSince) await change(tx, certificate, { unconfirmedSince })
  if (word.kind !== 'SAID' || isSame(certificate, word.standing)) return { ...certificate, unconfirmedSince }
  const { standing, revision } = word
  const { id: certificateId, applicationId } = certificate
  await change(tx, certificate, standing)
  const { state: certificateState, ...said } = standing
  await appendAudit(tx, [
    {
      at,
      actor: 'hub-approvals',
      action: 'CERTIFICATE_STATED',
      applicationId,
      detail: { certificateId, certificateState, ...said, source: 'transport-register', revision },
    },
  ])
  if (standing.state === 'VALID' && certificate.state !== 'VALID')
    await tellPartners(frame, tx, { type: 'certificate.valid', at, applicationId, certificateId })
  return { ...certificate, ...standing, unconfirmedSince }
}

async function change(
  tx: Orm,
  { id }: CertificateRow,
  changes: Partial<typeof certificates.$inferInsert>,
): Promise<void> {
  await tx.update(certificates).set(changes).where(eq(certificates.id, id))
}

function isSame(certificate: CertificateRow, standing: PermitStanding): boolean {
  return Object.entries(standing).every(
    ([name, value]) => certificate[name as keyof PermitStanding] === value,
  )
}
