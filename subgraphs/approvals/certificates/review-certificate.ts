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
import { GraphUnasked } from '../graph/unasked.ts'
import { type CorrectionFound, judgeByCorrection } from '../judging/correction.ts'
import { type DriftAnswer, findDrift } from '../judging/drift.ts'
import type { Ground } from '../judging/ground.ts'
import { lapsesOf } from '../judging/lapse.ts'
import type { RegisterWord } from '../judging/permit-standing.ts'
import { contextOf } from '../judging/snapshot.ts'
import { lastDayOf } from '../mandates/in-force.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow, CertificateRow } from '../store/rows.ts'
import {
  certificateLapses,
  certificateReviews,
  certificates,
  dependencies,
} from '../store/tables/certificates.ts'
import { mandates } from '../store/tables/mandates.ts'
import { askRegister, followRegister, isFollowed } from './follow-register.ts'
import { settleFlags } from './settle-flags.ts'

const liveStates: readonly string[] = ['PENDING', 'VALID', 'SUSPENDED']

/**
 * Reviews a certificate: follows what the register says of it, and where it is live reads the evidence it stood on; one that
 * is over, or was reviewed later, is left as it is.
 * @throws GraphUnasked where the graph, or a room of it, gave no answer, or the register said what is not read: what was found is
 *   stored, and the review is due again
 */
export async function reviewCertificate(
  frame: Frame,
  certificateId: string,
  deadline: number,
): Promise<void> {
  // As of when it is asked: of two reviews at once the one that asked last has the later word.
  const askedAt = frame.clock()
  const day = shanghaiDay(askedAt)
  const found = await findReviewed(frame, certificateId, day)
  if (found === undefined) return
  const { certificate, application } = found
  const purpose = { actor: 'machine:review', deadline }
  const [ground, word] = await Promise.all([
    isLive(certificate) ? judgeGround(frame, found, purpose) : undefined,
    isFollowed(certificate) ? askRegister(frame, certificate, purpose) : silent,
  ])
  await frame.db.write(ownWork, async (tx) => {
    const [locked] = await tx
      .select()
      .from(certificates)
      .where(eq(certificates.id, certificateId))
      .for('update')
    if (locked === undefined || !(await claimReview(tx, certificateId, askedAt))) return
    const standing = isFollowed(locked) ? await followRegister(frame, tx, locked, word) : locked
    if (word.kind === 'CONTRADICTED' && word.askAgainOn !== undefined)
      await askAgainOn(tx, certificateId, word.askAgainOn)
    const heard = ground?.wasAsked && isLive(standing) ? ground : undefined
    if (heard !== undefined) await storeLapses(tx, standing, heard)
    const { drift, correction } = heard ?? {}
    await settleFlags(frame, tx, {
      application,
      certificate: standing,
      drift,
      correction,
      word,
      at: frame.clock(),
    })
  })
  // What is not read may be applied without bringing anything new, of which nothing tells.
  if (word.kind === 'UNASKED' || word.isUnread || ground?.isWhole === false)
    throw new GraphUnasked(application.id)
}

const silent: RegisterWord = { kind: 'SILENT' }

/** A certificate that is reviewed, with what it stood on. */
interface Reviewed {
  readonly certificate: CertificateRow
  readonly application: ApplicationRow
  readonly dependencies: readonly Ground[]
  /** Checks whose last known ground has run out by the day. */
  readonly lapsed: ReadonlySet<string>
}

function findReviewed(frame: Frame, certificateId: string, day: string): Promise<Reviewed | undefined> {
  return frame.db.read(ownWork, async (tx) => {
    const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, certificateId))
    if (certificate === undefined || day > certificate.validUntil) return undefined
    if (!isLive(certificate) && !isFollowed(certificate)) return undefined
    const application = await findUnderMandate(tx, certificate.applicationId)
    const ground = await tx.select().from(dependencies).where(eq(dependencies.certificateId, certificateId))
    const lapsed = await tx
      .select({ code: certificateLapses.checkCode })
      .from(certificateLapses)
      .where(and(eq(certificateLapses.certificateId, certificateId), lte(certificateLapses.lapsesOn, day)))
    return (
      application && {
        certificate,
        application,
        dependencies: ground,
        lapsed: new Set(lapsed.map(({ code }) => code)),
      }
    )
  })
}

/** An application as it was decided, with the last day its mandate has now: it may have been ended since. */
async function findUnderMandate(tx: Orm, applicationId: string): Promise<ApplicationRow | undefined> {
  const application = await findApplication(tx, applicationId)
  if (application === undefined || application.mandateId === null) return application
  const [mandate] = await tx.select().from(mandates).where(eq(mandates.id, application.mandateId))
  return mandate === undefined ? application : { ...application, mandatedUntil: lastDayOf(mandate) }
}

/** How the evidence of a live certificate is now. */
interface GroundFound {
  readonly item: Item
  readonly judgement: Judgement
  readonly drift: DriftAnswer
  readonly correction: CorrectionFound | undefined
  /** Whether the graph answered at all. */
  readonly wasAsked: boolean
  /** Whether every room of it did. */
  readonly isWhole: boolean
}

async function judgeGround(
  frame: Frame,
  { application, dependencies: ground, lapsed }: Reviewed,
  purpose: Pick<JudgePurpose, 'actor' | 'deadline'>,
): Promise<GroundFound> {
  const item = getItemVersion(application.item, application.itemVersion)
  const asked = { ...purpose, withoutPaper: true, item }
  const [judgement, corrected] = await Promise.all([
    judgeApplication(frame, application, asked),
    judgeCorrection(frame, application, asked),
  ])
  const judgements = [judgement, ...(corrected ? [corrected.judgement] : [])]
  const context = contextOfJudgement(judgement)
  const { evidence, paperChecks } = judgement
  return {
    item,
    judgement,
    drift: findDrift({ item, ground, evidence, context, lapsed, paperChecks }),
    correction: corrected?.found,
    wasAsked: judgements.every((each) => each.wasAsked),
    isWhole: judgements.every((each) => each.isWhole),
  }
}

/** What the correction of the certificate's version finds now; the graph is not asked where nothing corrects it. */
async function judgeCorrection(
  frame: Frame,
  application: ApplicationRow,
  purpose: JudgePurpose,
): Promise<{ judgement: Judgement; found: CorrectionFound } | undefined> {
  const item = correctionOf(application)
  if (item.version === application.itemVersion) return undefined
  const judgement = await judgeApplication(frame, application, { ...purpose, item })
  return { judgement, found: judgeByCorrection(item, judgement.evidence, contextOfJudgement(judgement)) }
}

/** What rules are told beside the facts of a review. */
function contextOfJudgement({ asOf, subjects, parties }: Judgement): CheckContext {
  return contextOf({ day: shanghaiDay(asOf), subjects, ...parties })
}

function isLive({ state }: CertificateRow): boolean {
  return liveStates.includes(state)
}

/** Whether no review that was asked later was stored before. */
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

/** Has a certificate reviewed once more on a day, by which the register's word on it is another one. */
async function askAgainOn(tx: Orm, certificateId: string, lapsesOn: string): Promise<void> {
  await tx
    .insert(certificateLapses)
    .values({ certificateId, checkCode: 'REGISTER_BEGINS', lapsesOn })
    .onConflictDoUpdate({
      target: [certificateLapses.certificateId, certificateLapses.checkCode],
      set: { lapsesOn, noticed: false },
    })
}

/** Writes down anew when what is known now will run out; of what is not known, what was known stays. */
async function storeLapses(
  tx: Orm,
  { id, validUntil }: CertificateRow,
  { item, judgement, drift: { verdicts } }: GroundFound,
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
