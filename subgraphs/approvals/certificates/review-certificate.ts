/** Reviews a live certificate: reads its evidence again, flags what has drifted, ends the flags that hold no more. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq, inArray, lte } from 'drizzle-orm'
import { correctionOf } from '../cases/item-of.ts'
import { type Judgement, type JudgePurpose, judgeApplication } from '../cases/judge-application.ts'
import type { CheckContext } from '../catalogue/check.ts'
import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import type { Frame } from '../context.ts'
import { type CorrectionFound, judgeByCorrection } from '../judging/correction.ts'
import { type DriftAnswer, findDrift } from '../judging/drift.ts'
import { lapsesOf } from '../judging/lapse.ts'
import { contextOf } from '../judging/snapshot.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow, CertificateRow } from '../store/rows.ts'
import {
  certificateLapses,
  certificateReviews,
  certificates,
  dependencies,
} from '../store/tables/certificates.ts'
import { settleFlags } from './settle-flags.ts'

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
  const item = getItemVersion(application.item, application.itemVersion)
  const purpose = { actor: 'machine:review', deadline, withoutPaper: true, item }
  const [judgement, correction] = await Promise.all([
    judgeApplication(frame, application, purpose),
    judgeCorrection(frame, application, purpose),
  ])
  const context = contextOfJudgement(judgement)
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
    await settleFlags(frame, tx, { application, certificate, drift, correction, at: judgement.asOf })
  })
}

/** What the correction of the certificate's version finds now; the graph is not asked where nothing corrects it. */
async function judgeCorrection(
  frame: Frame,
  application: ApplicationRow,
  purpose: JudgePurpose,
): Promise<CorrectionFound | undefined> {
  const item = correctionOf(application)
  if (item.version === application.itemVersion) return undefined
  const judgement = await judgeApplication(frame, application, { ...purpose, item })
  return judgeByCorrection(item, judgement.evidence, contextOfJudgement(judgement))
}

/** What rules are told beside the facts of a review. */
function contextOfJudgement({ asOf, subjects, parties }: Judgement): CheckContext {
  return contextOf({ day: shanghaiDay(asOf), subjects, ...parties })
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
  judgement: Judgement,
  { verdicts }: DriftAnswer,
): Promise<void> {
  const lapses = lapsesOf(item, judgement.evidence, contextOfJudgement(judgement), validUntil)
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
