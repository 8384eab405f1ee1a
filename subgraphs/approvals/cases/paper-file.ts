/** GET /paper-evidence/<id>/file: the original that was entered, for whoever has to say whether it holds. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Orm, ownWork, type Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { scopesOf } from '@one-visit/schema/access.ts'
import { eq } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { appendAudit } from '../store/audit.ts'
import { attemptOf, auditingDenials } from '../store/denials.ts'
import { findApplication } from '../store/questions.ts'
import { refused } from '../store/refused.ts'
import type { PaperRow } from '../store/rows.ts'
import { paperEvidence, uploads } from '../store/tables/cases.ts'
import { requireOfficer } from './acting-authority.ts'

/** What readings are checked by. */
export interface PaperFileOptions {
  readonly frame: Frame
  /** Who asks; throws UNAUTHENTICATED. */
  readonly authenticate: (headers: IncomingHttpHeaders) => Reader
}

interface Reader {
  readonly tenant: Tenant
  readonly principal: Principal
}

/** An original as it was uploaded. */
interface Original {
  readonly mediaType: string
  readonly body: Buffer
}

/** Longest a reading may take, ms. */
const readWithinMs = 5_000

/**
 * Reads an original for an officer of the authority the application's office belongs to or an auditor, whoever uploaded it, and writes down that it was
 * read before a byte of it is given.
 * @throws NOT_FOUND for what the caller may not see, FORBIDDEN for an applicant
 */
async function readOriginal(frame: Frame, reader: Reader, id: string): Promise<Original> {
  const { db, clock } = frame
  const paper = await findPaper(frame, reader, id)
  return db.write(ownWork, async (tx) => {
    const [original] = await tx
      .select({ mediaType: uploads.mediaType, body: uploads.body })
      .from(uploads)
      .where(eq(uploads.digest, paper.fileDigest))
      .limit(1)
    if (original === undefined) throw missing(id)
    await appendAudit(tx, [
      {
        at: clock(),
        actor: reader.principal.caller,
        action: 'PAPER_READ',
        applicationId: paper.applicationId,
        detail: { round: paper.round, paperId: id, check: paper.checkCode, fileDigest: paper.fileDigest },
      },
    ])
    return original
  })
}

/** The paper, where the caller sees its application and may look at originals of it. */
async function findPaper(frame: Frame, reader: Reader, id: string): Promise<PaperRow> {
  if (!isIdentifier(id)) throw missing(id)
  const concerned = await frame.db.read(ownWork, (tx) => findWithApplication(tx, id))
  if (concerned === undefined) throw missing(id)
  const attempt = attemptOf('READ_PAPER', reader.principal, concerned.application.id)
  return auditingDenials(frame, attempt, () => requireReader(frame, reader, id))
}

async function findWithApplication(tx: Orm, id: string) {
  const [paper] = await tx.select().from(paperEvidence).where(eq(paperEvidence.id, id))
  const application = paper && (await findApplication(tx, paper.applicationId))
  return application && { paper, application }
}

async function requireReader(frame: Frame, { tenant, principal }: Reader, id: string): Promise<PaperRow> {
  const found = await frame.db.read(tenant, (tx) => findWithApplication(tx, id))
  if (found === undefined) throw missing(id)
  const { paper, application } = found
  const scopes = scopesOf(principal.roles)
  if (scopes.has('audit:read')) return paper
  if (!scopes.has('case:decide'))
    throw refused(
      'FORBIDDEN',
      { field: 'id', fault: 'OFFICERS_ONLY' },
      'Only officers and auditors read originals.',
    )
  const deadline = frame.clock().getTime() + readWithinMs
  await requireOfficer(frame, principal, application, { deadline, decides: false })
  return paper
}

const missing = (id: string): HubError =>
  new HubError('NOT_FOUND', `There is no paper evidence ${id}.`, { id })

/** Mounts the route. The answer is kept by nobody on the way. */
export function mountPaperFiles(app: Room['app'], { frame, authenticate }: PaperFileOptions): void {
  app.get('/paper-evidence/:id/file', async (request, reply) => {
    const { id } = request.params as { id: string }
    const { mediaType, body } = await readOriginal(frame, authenticate(request.headers), id)
    return reply
      .type(mediaType)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .send(body)
  })
}
