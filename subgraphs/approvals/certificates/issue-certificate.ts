/**
 * Issues the certificate of an approved round, once: the row first, then the owning room is told, then it is valid.
 * Every step may be done again after a crash; none is done twice.
 */
import type { KeyObject } from 'node:crypto'
import type { Orm } from '@one-visit/kit/database/database.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { and, eq, sql } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import { ownWork, requireFound } from '../cases/authority.ts'
import { readSnapshot } from '../cases/judge-application.ts'
import { getItemVersion } from '../catalogue/items/index.ts'
import type { Frame } from '../context.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { certificateContent } from '../judging/certificate-content.ts'
import { groundOf } from '../judging/ground.ts'
import { lapsesOf } from '../judging/lapse.ts'
import { appendAudit } from '../store/audit.ts'
import {
  type ApplicationRow,
  type CertificateRow,
  type DecisionRow,
  lockApplication,
  openRound,
  subjectList,
  subjectsOf,
  watchSubjects,
} from '../store/questions.ts'
import {
  applications,
  certificateLapses,
  certificateSerials,
  certificateSubjects,
  certificates,
  decisions,
  dependencies,
} from '../store/tables.ts'
import { signCertificateToken } from './certificate-token.ts'
import { type FeedTarget, permitRecordOf, postPermit, type WriteBack } from './write-back.ts'

/** What issuing needs beside the room's own things. */
export interface IssueOptions {
  readonly frame: Frame
  /** Private Ed25519 key of certificate tokens. */
  readonly certificateKey: KeyObject
  /** Name of the issuing authority 发证机关. */
  readonly authority: string
  readonly post: Post
  /** The feed of the room that owns permits. */
  readonly target: FeedTarget
}

/** Which round of which application. */
export interface IssueOrder {
  readonly applicationId: string
  readonly round: number
}

/**
 * Carries an approved round to its end.
 * @throws when the owning room is out of reach: the job tries again
 */
export async function issueCertificate(options: IssueOptions, order: IssueOrder): Promise<void> {
  const { frame } = options
  const certificate = await frame.db.write(ownWork, (tx) => ensureCertificate(options, tx, order))
  frame.crash('issue-stored')
  if (certificate.state !== 'PENDING') return
  const said = await postPermit({ ...options, clock: frame.clock }, certificate, permitRecordOf(certificate))
  frame.crash('issue-posted')
  await frame.db.write(ownWork, (tx) => storeAnswer(frame, tx, certificate, said))
}

async function ensureCertificate(options: IssueOptions, tx: Orm, order: IssueOrder): Promise<CertificateRow> {
  const application = requireFound(await lockApplication(tx, order.applicationId), order.applicationId)
  const [known] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.applicationId, order.applicationId), eq(certificates.round, order.round)))
  if (known !== undefined) return known
  const [decision] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.applicationId, order.applicationId), eq(decisions.round, order.round)))
  invariant(decision?.outcome === 'APPROVE', 'a certificate follows from an approval')
  return insertCertificate(options, tx, application, decision)
}

/** What the certificate says, its number and its token: stored whole before anybody is told. */
async function insertCertificate(
  options: IssueOptions,
  tx: Orm,
  application: ApplicationRow,
  decision: DecisionRow,
): Promise<CertificateRow> {
  const { frame } = options
  const certificateId = crypto.randomUUID()
  const snapshot = readSnapshot(decision.snapshot)
  const issuedAt = frame.clock()
  const item = getItemVersion(decision.item, decision.itemVersion)
  const { certificate: spec } = item
  const content = certificateContent({
    snapshot,
    snapshotDigest: decision.snapshotDigest,
    certificateId,
    serial: await nextSerial(tx, application.division, spec.numberWord),
    holder: application.applicantName,
    authority: options.authority,
    onPaper: decision.verdict === 'PASS_ON_PAPER',
  })
  const text = canonicalJson(content)
  const [row] = await tx
    .insert(certificates)
    .values({
      id: certificateId,
      applicationId: application.id,
      round: decision.round,
      item: decision.item,
      number: content.number,
      state: 'PENDING',
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      issuedAt,
      onPaper: content.onPaper,
      vin: content.vin,
      plateNumber: content.plateNumber,
      plateColour: content.plateColour,
      content: text,
      contentDigest: digestOf(text),
      token: signCertificateToken(
        { certificateId, version: 1, issuedAt: Math.floor(issuedAt.getTime() / 1000) },
        options.certificateKey,
      ),
    })
    .returning()
  invariant(row !== undefined, 'a certificate that was inserted is there')
  const subjects = subjectList(subjectsOf(application)).map((each) => ({ certificateId, ...each }))
  await tx.insert(certificateSubjects).values(subjects)
  const ground = groundOf(item, snapshot.evidence).map((each) => ({ certificateId, ...each }))
  if (ground.length > 0) await tx.insert(dependencies).values(ground)
  const lapses = lapsesOf(item, snapshot.evidence, snapshot, content.validUntil)
  if (lapses.length > 0)
    await tx.insert(certificateLapses).values(lapses.map((each) => ({ certificateId, ...each })))
  await tellPartners(frame, tx, {
    type: 'certificate.issued',
    at: issuedAt,
    applicationId: application.id,
    certificateId,
  })
  await appendAudit(tx, [
    {
      at: issuedAt,
      actor: 'hub-approvals',
      action: 'CERTIFICATE_ISSUED',
      applicationId: application.id,
      detail: {
        round: decision.round,
        certificateId,
        number: content.number,
        contentDigest: row.contentDigest,
        decisionId: decision.id,
      },
    },
  ])
  return row
}

/** Stores what the owning room said: valid and issued, or rejected and back with the clerk in a new round. */
async function storeAnswer(frame: Frame, tx: Orm, issued: CertificateRow, said: WriteBack): Promise<void> {
  const application = requireFound(await lockApplication(tx, issued.applicationId), issued.applicationId)
  const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, issued.id))
  if (certificate?.state !== 'PENDING') return
  const now = frame.clock()
  if (said.accepted) {
    await tx
      .update(certificates)
      .set({ state: 'VALID', receiptId: said.receiptId })
      .where(eq(certificates.id, issued.id))
    await tx
      .update(applications)
      .set({ state: 'ISSUED', version: application.version + 1 })
      .where(eq(applications.id, application.id))
    await tellPartners(frame, tx, {
      type: 'certificate.valid',
      at: now,
      applicationId: application.id,
      certificateId: issued.id,
    })
  } else {
    await tx
      .update(certificates)
      .set({ state: 'REJECTED', receiptId: said.receiptId, rejection: said.why })
      .where(eq(certificates.id, issued.id))
    await returnApplication(tx, application, said.why, now)
  }
  await tellPartners(frame, tx, {
    type: 'application.state.changed',
    at: now,
    applicationId: application.id,
    state: said.accepted ? 'ISSUED' : 'RETURNED',
  })
  await appendAudit(tx, [
    {
      at: now,
      actor: 'hub-approvals',
      action: said.accepted ? 'CERTIFICATE_ACCEPTED' : 'CERTIFICATE_REJECTED',
      applicationId: application.id,
      detail: {
        round: issued.round,
        certificateId: issued.id,
        receiptId: said.receiptId,
        ...(said.accepted ? {} : { why: said.why }),
      },
    },
  ])
}

async function returnApplication(tx: Orm, row: ApplicationRow, why: string, now: Date): Promise<void> {
  const round = row.round + 1
  await tx
    .update(applications)
    .set({ state: 'RETURNED', round, version: row.version + 1 })
    .where(eq(applications.id, row.id))
  await openRound(tx, { applicationId: row.id, round, openedAt: now, reason: why })
  await watchSubjects(tx, row)
}

/** The next serial of a division's series; held until the transaction ends. */
async function nextSerial(tx: Orm, division: string, series: string): Promise<number> {
  const [row] = await tx
    .insert(certificateSerials)
    .values({ division, series, last: 1 })
    .onConflictDoUpdate({
      target: [certificateSerials.division, certificateSerials.series],
      set: { last: sql`${certificateSerials.last} + 1` },
    })
    .returning({ last: certificateSerials.last })
  invariant(row !== undefined, 'a series has a next serial')
  return row.last
}
