/** Reviews a live certificate: reads its evidence again, flags what has drifted, ends the flags that hold no more. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import { type Judgement, judgeApplication } from '../cases/judge-application.ts'
import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import type { Frame } from '../context.ts'
import { type DriftAnswer, findDrift, hasEnded } from '../judging/drift.ts'
import { lapsesOf } from '../judging/lapse.ts'
import { appendAudit } from '../store/audit.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow, CertificateRow } from '../store/rows.ts'
import {
  certificateFlags,
  certificateLapses,
  certificateReviews,
  certificates,
  dependencies,
} from '../store/tables/certificates.ts'

const liveStates: readonly string[] = ['PENDING', 'VALID', 'SUSPENDED']

/** Reviews a certificate; one that is over, or was reviewed on newer evidence, is left as it is. */
export async function reviewCertificate(
  frame: Frame,
  certificateId: string,
  deadline: number,
): Promise<void> {
  const day = shanghaiDay(frame.clock())
  const found = await frame.db.read(ownWork, async (tx) => {
    const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, certificateId))
    if (certificate === undefined || !isLive(certificate, day)) return undefined
    const application = await findApplication(tx, certificate.applicationId)
    const ground = await tx.select().from(dependencies).where(eq(dependencies.certificateId, certificateId))
    const lapsed = await tx
      .select({ code: certificateLapses.checkCode })
      .from(certificateLapses)
      .where(and(eq(certificateLapses.certificateId, certificateId), lte(certificateLapses.lapsesOn, day)))
    return application && { application, ground, lapsed: new Set(lapsed.map(({ code }) => code)) }
  })
  if (found === undefined) return
  const { application, ground, lapsed } = found
  const judgement = await judgeApplication(frame, application, {
    actor: 'machine:review',
    deadline,
    withoutPaper: true,
  })
  const item = getItemVersion(application.item, application.itemVersion)
  const context = { day: shanghaiDay(judgement.asOf), subjects: judgement.subjects }
  const { evidence, paperChecks } = judgement
  const drift = findDrift({ item, ground, evidence, context, lapsed, paperChecks })
  await frame.db.write(ownWork, async (tx) => {
    const [certificate] = await tx
      .select()
      .from(certificates)
      .where(eq(certificates.id, certificateId))
      .for('update')
    if (certificate === undefined || !isLive(certificate, day)) return
    if (!(await claimReview(tx, certificateId, judgement.asOf))) return
    await storeLapses(tx, certificate, item, judgement, drift)
    await settleFlags(frame, tx, { application, certificate, drift, at: judgement.asOf })
  })
}

function isLive({ state, validUntil }: CertificateRow, day: string): boolean {
  return liveStates.includes(state) && day <= validUntil
}

/** Whether no review on newer evidence was stored before. */
async function claimReview(tx: Orm, certificateId: string, asOf: Date): Promise<boolean> {
  const claimed = await tx
    .insert(certificateReviews)
    .values({ certificateId, asOf })
    .onConflictDoUpdate({
      target: certificateReviews.certificateId,
      set: { asOf },
      setWhere: lte(certificateReviews.asOf, asOf),
    })
    .returning({ certificateId: certificateReviews.certificateId })
  return claimed.length > 0
}

/** Writes down anew when what is known now will run out; of what is not known, what was known stays. */
async function storeLapses(
  tx: Orm,
  { id, validUntil }: CertificateRow,
  item: Item,
  { evidence, asOf, subjects }: Judgement,
  { verdicts }: DriftAnswer,
): Promise<void> {
  const lapses = lapsesOf(item, evidence, { day: shanghaiDay(asOf), subjects }, validUntil)
  const known = [...verdicts].flatMap(([check, verdict]) => (verdict === 'UNKNOWN' ? [] : [check]))
  await tx
    .delete(certificateLapses)
    .where(
      and(
        eq(certificateLapses.certificateId, id),
        inArray(certificateLapses.checkCode, [...known, 'NEVER_LOOKED_AT']),
      ),
    )
  if (lapses.length === 0) return
  await tx.insert(certificateLapses).values(lapses.map((lapse) => ({ certificateId: id, ...lapse })))
}

interface Settlement {
  readonly application: ApplicationRow
  readonly certificate: CertificateRow
  readonly drift: DriftAnswer
  readonly at: Date
}

/** Raises what is new, once for each field and new value, and ends what the source says no more. */
async function settleFlags(frame: Frame, tx: Orm, settlement: Settlement): Promise<void> {
  const { application, certificate, at } = settlement
  const ended = await endFlags(tx, settlement)
  const raised = await raiseFlags(tx, settlement)
  const { id: applicationId } = application
  const { id: certificateId } = certificate
  if (raised.length > 0)
    await tellPartners(frame, tx, {
      type: 'certificate.flagged',
      at,
      applicationId,
      certificateId,
      fields: raised,
    })
  const drafts = (
    [
      ['CERTIFICATE_FLAGGED', raised],
      ['CERTIFICATE_FLAG_ENDED', ended],
    ] as const
  )
    .filter(([, fields]) => fields.length > 0)
    .map(([action, fields]) => ({
      at,
      actor: 'hub-approvals',
      action,
      applicationId,
      detail: { certificateId, fields },
    }))
  if (drafts.length > 0) await appendAudit(tx, drafts)
}

/** Ends the flags that hold no more, and answers the fields of those no clerk had closed. */
async function endFlags(tx: Orm, { certificate, drift, at }: Settlement): Promise<readonly string[]> {
  const standing = await tx
    .select()
    .from(certificateFlags)
    .where(and(eq(certificateFlags.certificateId, certificate.id), isNull(certificateFlags.endedAt)))
  const ended = standing.filter((flag) => hasEnded(flag, drift))
  if (ended.length > 0) {
    const ids = ended.map(({ id }) => id)
    await tx.update(certificateFlags).set({ endedAt: at }).where(inArray(certificateFlags.id, ids))
  }
  return ended.filter(({ reviewedAt }) => reviewedAt === null).map(({ field }) => field)
}

/** Raises a flag for each drift that has none yet, and answers their fields. */
async function raiseFlags(
  tx: Orm,
  { application, certificate, drift, at }: Settlement,
): Promise<readonly string[]> {
  if (drift.drifts.length === 0) return []
  const { id: applicationId, officeId, division } = application
  const wanted = drift.drifts.map((each) => ({
    ...each,
    id: crypto.randomUUID(),
    certificateId: certificate.id,
    applicationId,
    officeId,
    division,
    raisedAt: at,
  }))
  const raised = await tx
    .insert(certificateFlags)
    .values(wanted)
    .onConflictDoNothing()
    .returning({ field: certificateFlags.field })
  return raised.map(({ field }) => field)
}
