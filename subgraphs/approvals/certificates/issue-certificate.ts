/**
 * Issues the certificate of an approved round, once: the row first, then the owning room is told, then it is valid.
 * Every step may be done again after a crash; none is done twice.
 */
import type { KeyObject } from 'node:crypto'
import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { and, eq, sql } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import { requireFound } from '../cases/authority.ts'
import { moveApplication } from '../cases/move-application.ts'
import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import { eventSubjectsOf } from '../catalogue/subjects.ts'
import type { Frame } from '../context.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { type CertificateContent, certificateContent } from '../judging/certificate-content.ts'
import { groundOf } from '../judging/ground.ts'
import { issueContext } from '../judging/issue-context.ts'
import { lapsesOf } from '../judging/lapse.ts'
import type { Snapshot } from '../judging/snapshot.ts'
import { readSnapshot } from '../judging/stored.ts'
import { appendAudit } from '../store/audit.ts'
import { certificateDigest } from '../store/certificate-digest.ts'
import { lockApplication } from '../store/questions.ts'
import type { ApplicationRow, CertificateRow, DecisionRow } from '../store/rows.ts'
import { subjectList } from '../store/subjects.ts'
import { decisions } from '../store/tables/cases.ts'
import {
  certificateLapses,
  certificateSerials,
  certificateSubjects,
  certificates,
  dependencies,
} from '../store/tables/certificates.ts'
import { signCertificateToken } from './certificate-token.ts'
import { type FeedTarget, permitRecordOf, postPermit, type WriteBack } from './write-back.ts'

/** What issuing needs beside the room's own things. */
export interface IssueOptions {
  readonly frame: Frame
  /** Private Ed25519 key of certificate tokens. */
  readonly certificateKey: KeyObject
  /** Name of the issuing authority 发证机关 of a decision that names none, as those of before do. */
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

/** Stores the certificate whole, before anybody is told: what it says, its token, and the ground it stands on. */
async function insertCertificate(
  options: IssueOptions,
  tx: Orm,
  application: ApplicationRow,
  decision: DecisionRow,
): Promise<CertificateRow> {
  const snapshot = readSnapshot(decision.snapshot)
  const item = getItemVersion(decision.item, decision.itemVersion)
  const content = certificateContent({
    snapshot,
    snapshotDigest: decision.snapshotDigest,
    certificateId: crypto.randomUUID(),
    serial: await nextSerial(tx, application.division, item.certificate.numberWord),
    holder: application.applicantName,
    authority: decision.authorityName ?? options.authority,
    onPaper: decision.verdict === 'PASS_ON_PAPER',
  })
  const row = await insertContent(options, tx, decision, content, snapshot)
  await insertGround(tx, application, row, item, snapshot)
  await tellOfIssue(options.frame, tx, row, decision)
  return row
}

async function insertContent(
  { frame, certificateKey }: IssueOptions,
  tx: Orm,
  { applicationId, round, item, itemVersion }: DecisionRow,
  content: CertificateContent,
  { subjects: { vin, plateNumber, plateColour } }: Snapshot,
): Promise<CertificateRow> {
  const { certificateId, number, validFrom, validUntil, onPaper } = content
  const issuedAt = frame.clock()
  const text = canonicalJson(content)
  const contentDigest = digestOf(text)
  const [row] = await tx
    .insert(certificates)
    .values({
      id: certificateId,
      applicationId,
      round,
      item,
      number,
      state: 'PENDING',
      validFrom,
      validUntil,
      issuedAt,
      onPaper,
      vin,
      plateNumber,
      plateColour,
      reviewedUnder: itemVersion,
      content: text,
      contentDigest,
      token: signCertificateToken(
        { certificateId, issuedAt: Math.floor(issuedAt.getTime() / 1000), contentDigest },
        certificateKey,
      ),
    })
    .returning()
  invariant(row !== undefined, 'a certificate that was inserted is there')
  return row
}

/** Whom the certificate is about, the values it stands on, and when they run out by themselves. */
async function insertGround(
  tx: Orm,
  application: ApplicationRow,
  { id: certificateId, validUntil }: CertificateRow,
  item: Item,
  snapshot: Snapshot,
): Promise<void> {
  const subjects = subjectList(eventSubjectsOf(application)).map((each) => ({ certificateId, ...each }))
  await tx.insert(certificateSubjects).values(subjects)
  const ground = groundOf(item, snapshot.evidence).map((each) => ({ certificateId, ...each }))
  if (ground.length > 0) await tx.insert(dependencies).values(ground)
  const lapses = lapsesOf(item, snapshot.evidence, issueContext(item, snapshot).context, validUntil)
  if (lapses.length > 0)
    await tx.insert(certificateLapses).values(lapses.map((each) => ({ certificateId, ...each })))
}

/** Tells the partners and the chain. */
async function tellOfIssue(
  frame: Frame,
  tx: Orm,
  certificate: CertificateRow,
  { id: decisionId }: DecisionRow,
): Promise<void> {
  const { id: certificateId, applicationId, round, number, contentDigest, issuedAt: at } = certificate
  await tellPartners(frame, tx, { type: 'certificate.issued', at, applicationId, certificateId })
  await appendAudit(tx, [
    {
      at,
      actor: 'hub-approvals',
      action: 'CERTIFICATE_ISSUED',
      applicationId,
      detail: {
        round,
        certificateId,
        number,
        contentDigest,
        certificateDigest: certificateDigest(certificate),
        decisionId,
      },
    },
  ])
}

/** Stores what the owning room said: valid and issued, or rejected and back with the clerk in a new round. */
async function storeAnswer(frame: Frame, tx: Orm, issued: CertificateRow, said: WriteBack): Promise<void> {
  const application = requireFound(await lockApplication(tx, issued.applicationId), issued.applicationId)
  const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, issued.id))
  if (certificate?.state !== 'PENDING') return
  const at = frame.clock()
  const { id: certificateId, round } = issued
  const { receiptId } = said
  const changes = said.accepted
    ? ({ state: 'VALID', receiptId } as const)
    : ({ state: 'REJECTED', receiptId, rejection: said.why } as const)
  await tx.update(certificates).set(changes).where(eq(certificates.id, certificateId))
  if (said.accepted) {
    const { id: applicationId } = application
    await tellPartners(frame, tx, { type: 'certificate.valid', at, applicationId, certificateId })
    // What changed after the evidence was read for the decision woke nobody: it is looked for now.
    await frame.jobs.send(tx, 'review-certificate', { certificateId })
  }
  const by = { who: 'HUB', actor: 'hub-approvals', at } as const
  const detail = { round, certificateId, receiptId }
  await moveApplication(
    tx,
    frame,
    application,
    said.accepted
      ? { ...by, action: 'ISSUE', to: 'ISSUED', audit: { action: 'CERTIFICATE_ACCEPTED', detail } }
      : {
          ...by,
          action: 'RETURN',
          to: 'RETURNED',
          reason: said.why,
          audit: { action: 'CERTIFICATE_REJECTED', detail: { ...detail, why: said.why } },
        },
  )
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
