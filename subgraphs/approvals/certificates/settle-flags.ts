/** Settles the flags of a certificate that was reviewed: what is new is raised, what holds no more is ended. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { tellPartners } from '../callbacks/tell-partners.ts'
import type { Frame } from '../context.ts'
import { type CorrectionFound, correctionDrift, versionField } from '../judging/correction.ts'
import { type Drift, type DriftAnswer, hasEnded } from '../judging/drift.ts'
import { type RegisterWord, registerDrifts, registerFields } from '../judging/permit-standing.ts'
import { appendAudit, digestsOf } from '../store/audit.ts'
import type { ApplicationRow, CertificateRow, FlagRow } from '../store/rows.ts'
import { certificateFlags } from '../store/tables/certificates.ts'

/** What a review of a certificate found, and when. */
interface Settlement {
  readonly application: ApplicationRow
  readonly certificate: CertificateRow
  /** How the evidence is; undefined where it was not asked for, or gave no answer: its flags stay as they are. */
  readonly drift: DriftAnswer | undefined
  readonly correction: CorrectionFound | undefined
  readonly word: RegisterWord
  readonly at: Date
}

/** Raises what is new, once for each field and new value, and ends what the source says no more. */
export async function settleFlags(frame: Frame, tx: Orm, settlement: Settlement): Promise<void> {
  const { application, certificate, at } = settlement
  const standing = await tx
    .select()
    .from(certificateFlags)
    .where(and(eq(certificateFlags.certificateId, certificate.id), isNull(certificateFlags.endedAt)))
  const { drifts, ended: over } = findingsOf(settlement, standing)
  const ended = await endFlags(tx, over, at)
  const raised = await raiseFlags(tx, settlement, drifts)
  const { id: applicationId } = application
  const { id: certificateId } = certificate
  if (raised.length > 0)
    await tellPartners(frame, tx, {
      type: 'certificate.flagged',
      at,
      applicationId,
      certificateId,
      fields: raised.map(({ field }) => field),
    })
  const drafts = (
    [
      ['CERTIFICATE_FLAGGED', raised],
      ['CERTIFICATE_FLAG_ENDED', ended],
    ] as const
  )
    .filter(([, flags]) => flags.length > 0)
    .map(([action, flags]) => ({
      at,
      actor: 'hub-approvals',
      action,
      applicationId,
      detail: {
        certificateId,
        // Of what ended, those no clerk had closed: for people the others ended then.
        fields: flags.filter(({ reviewedAt }) => reviewedAt === null).map(({ field }) => field),
        flags: digestsOf(flags),
      },
    }))
  if (drafts.length > 0) await appendAudit(tx, drafts)
}

const ofRegister: readonly string[] = Object.values(registerFields)

/** What there is to flag, and which of the standing flags hold no more; of what nobody was heard on, neither. */
function findingsOf(
  { application, certificate, drift, correction, word }: Settlement,
  standing: readonly FlagRow[],
): { drifts: readonly Drift[]; ended: readonly FlagRow[] } {
  const said = registerDrifts(word, certificate)
  const ofVersion =
    drift &&
    correction &&
    correctionDrift(correction, { version: application.itemVersion, verdicts: drift.verdicts, standing })
  const hasGone = (flag: FlagRow): boolean => {
    if (ofRegister.includes(flag.field)) return said?.every((each) => !isOf(each, flag)) === true
    if (drift === undefined) return false
    return flag.field === versionField ? flag.newValue !== ofVersion?.newValue : hasEnded(flag, drift)
  }
  return {
    drifts: [...(drift?.drifts ?? []), ...(ofVersion ? [ofVersion] : []), ...(said ?? [])],
    ended: standing.filter(hasGone),
  }
}

function isOf(drift: Drift, { field, newValue }: FlagRow): boolean {
  return drift.field === field && drift.newValue === newValue
}

/** Ends flags that hold no more, and answers them. */
async function endFlags(tx: Orm, ended: readonly FlagRow[], at: Date): Promise<readonly FlagRow[]> {
  if (ended.length === 0) return []
  const ids = ended.map(({ id }) => id)
  return tx.update(certificateFlags).set({ endedAt: at }).where(inArray(certificateFlags.id, ids)).returning()
}

/** Raises a flag for each drift that has none yet, and answers them. */
async function raiseFlags(
  tx: Orm,
  { application, certificate, at }: Settlement,
  drifts: readonly Drift[],
): Promise<readonly FlagRow[]> {
  if (drifts.length === 0) return []
  const { id: applicationId, officeId, division } = application
  const wanted = drifts.map((each) => ({
    ...each,
    id: crypto.randomUUID(),
    certificateId: certificate.id,
    applicationId,
    officeId,
    division,
    raisedAt: at,
  }))
  return tx.insert(certificateFlags).values(wanted).onConflictDoNothing().returning()
}
