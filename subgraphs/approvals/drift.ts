/**
 * Drift: a live certificate remembers the fields it stood on, and is flagged for review when one of them changes so
 * that a check no longer passes. A source that is silent changes nothing, and neither does an odometer that moves on.
 */
import type { Orm } from '@one-visit/kit/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { eq } from 'drizzle-orm'
import { appendAudit } from './audit.ts'
import { ownWork } from './authority.ts'
import { canonicalJson } from './canonical.ts'
import type { Fact } from './fact.ts'
import type { Frame } from './frame.ts'
import { getItemVersion } from './items/index.ts'
import { type Judgement, judgeApplication } from './judge.ts'
import { type ApplicationRow, type CertificateRow, findApplication } from './store.ts'
import { certificates, dependencies } from './tables.ts'

/** Evidence of a snapshot: envelopes by root and field. */
type Evidence = Readonly<Record<string, Record<string, unknown>>>

/** A value a certificate stood on. */
export interface Ground {
  /** Path of one value, e.g. `vehicle.usage.current`. */
  readonly field: string
  readonly source: string
  /** Canonical JSON. */
  readonly value: string
}

/** Fields that the issued permit itself changes, and that therefore are no ground of it. */
const ownEffects: ReadonlySet<string> = new Set(['vehicle.permits'])

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every value of the evidence that a source vouches for; what is unknown is no ground. */
export function groundOf(evidence: Evidence): Ground[] {
  return Object.entries(evidence).flatMap(([root, fields]) =>
    Object.entries(fields).flatMap(([name, envelope]) => {
      const path = `${root}.${name}`
      return ownEffects.has(path) || !isObject(envelope)
        ? []
        : valuesOf(path, envelope as unknown as Fact & Record<string, unknown>)
    }),
  )
}

function valuesOf(path: string, envelope: Fact & Record<string, unknown>): Ground[] {
  if ((envelope.unknown ?? null) !== null) return []
  const source = envelope.source.id
  const status = { field: `${path}.status`, source, value: canonicalJson(envelope.status) }
  if (isObject(envelope.record)) {
    const values = Object.entries(envelope.record).map(([name, value]) => ({
      field: `${path}.${name}`,
      source,
      value: canonicalJson(value),
    }))
    return [status, ...values]
  }
  if (!Array.isArray(envelope.records)) return [status]
  return [status, { field: `${path}.records`, source, value: canonicalJson(envelope.records) }]
}

/** Values that both say and say differently, in words a clerk can read. */
export function changesBetween(
  before: readonly Pick<Ground, 'field' | 'value'>[],
  now: readonly Ground[],
): { field: string; text: string }[] {
  const values = new Map(now.map((ground) => [ground.field, ground.value]))
  return before.flatMap(({ field, value }) => {
    const found = values.get(field)
    return found === undefined || found === value ? [] : [{ field, text: `${field}: ${value} -> ${found}` }]
  })
}

/** Paths of the facts on which a check now fails. */
function failingPaths(application: ApplicationRow, judgement: Judgement): string[] {
  const item = getItemVersion(application.item, application.itemVersion)
  const facts = item.factsOf(judgement.evidence)
  const context = { day: shanghaiDay(judgement.asOf), subjects: judgement.subjects }
  const failed = new Set(
    item.checks.flatMap((check) => {
      const { verdict, fact } = check.run(facts, context)
      return verdict === 'FAIL' && fact ? [fact as unknown] : []
    }),
  )
  // Checks hand on the very envelope they read, so that it can be found again in the evidence.
  return Object.entries(judgement.evidence).flatMap(([root, fields]) =>
    Object.entries(fields).flatMap(([name, envelope]) => (failed.has(envelope) ? [`${root}.${name}`] : [])),
  )
}

/** Reads the evidence of a live certificate again and flags it where its ground has changed, or paper does not hold. */
export async function reviewCertificate(
  frame: Frame,
  certificateId: string,
  deadline: number,
): Promise<void> {
  const found = await frame.db.read(ownWork, async (tx) => {
    const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, certificateId))
    if (certificate === undefined || !isLive(certificate)) return undefined
    const application = await findApplication(tx, certificate.applicationId)
    const ground = await tx.select().from(dependencies).where(eq(dependencies.certificateId, certificateId))
    return application && { certificate, application, ground }
  })
  if (found === undefined) return
  const { certificate, application, ground } = found
  const judgement = await judgeApplication(frame, application, {
    actor: 'machine:review',
    deadline,
    withoutPaper: true,
  })
  const failing = failingPaths(application, judgement)
  const reasons = changesBetween(ground, groundOf(judgement.evidence)).filter(({ field }) =>
    failing.some((path) => field.startsWith(`${path}.`)),
  )
  const contradicted = judgement.findings
    .filter(({ code, verdict }) => verdict === 'FAIL' && judgement.paperChecks.includes(code))
    .map(({ code }) => `${code}: "PASS_ON_PAPER" -> "FAIL"`)
  await frame.db.write(ownWork, (tx) =>
    flag(frame, tx, certificate, [...reasons.map(({ text }) => text), ...contradicted]),
  )
}

const isLive = ({ state }: CertificateRow): boolean =>
  state === 'PENDING' || state === 'VALID' || state === 'SUSPENDED'

/** Adds what is new to the reasons of a certificate; a reason stays until a person has dealt with it. */
async function flag(
  frame: Frame,
  tx: Orm,
  { id }: CertificateRow,
  reasons: readonly string[],
): Promise<void> {
  const [certificate] = await tx.select().from(certificates).where(eq(certificates.id, id)).for('update')
  if (certificate === undefined) return
  const fresh = reasons.filter((reason) => !certificate.reviewReasons.includes(reason))
  if (fresh.length === 0) return
  await tx
    .update(certificates)
    .set({ reviewReasons: [...certificate.reviewReasons, ...fresh] })
    .where(eq(certificates.id, id))
  await appendAudit(tx, [
    {
      at: frame.clock(),
      actor: 'hub-approvals',
      action: 'CERTIFICATE_FLAGGED',
      applicationId: certificate.applicationId,
      detail: { certificateId: id, fields: fresh.map((reason) => reason.split(':')[0]) },
    },
  ])
}
