/** GET /paper-evidence/<id>/file: the original that was entered, for whoever has to say whether it holds. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type Database, ownWork, type Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { scopesOf } from '@one-visit/schema/access.ts'
import { eq } from 'drizzle-orm'
import { appendAudit } from '../store/audit.ts'
import { isIdentifier } from '../store/identifier.ts'
import { findApplication } from '../store/questions.ts'
import type { PaperRow } from '../store/rows.ts'
import { paperEvidence, uploads } from '../store/tables/cases.ts'
import { requireClerkOf } from './authority.ts'

/** Where originals are kept, and by what those who read them are known. */
export interface PaperFileOptions {
  readonly db: Database
  readonly clock: Clock
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

/**
 * Reads an original for a clerk of the application's office or an auditor, whoever uploaded it, and writes down that it was
 * read before a byte of it is given.
 * @throws NOT_FOUND for what the caller may not see, FORBIDDEN for an applicant
 */
async function readOriginal(
  { db, clock }: Pick<PaperFileOptions, 'db' | 'clock'>,
  reader: Reader,
  id: string,
): Promise<Original> {
  const paper = await findPaper(db, reader, id)
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
function findPaper(db: Database, { tenant, principal }: Reader, id: string): Promise<PaperRow> {
  if (!isIdentifier(id)) throw missing(id)
  return db.read(tenant, async (tx) => {
    const [paper] = await tx.select().from(paperEvidence).where(eq(paperEvidence.id, id))
    if (paper === undefined) throw missing(id)
    const application = await findApplication(tx, paper.applicationId)
    if (application === undefined) throw missing(id)
    const scopes = scopesOf(principal.roles)
    if (!scopes.has('audit:read')) {
      if (!scopes.has('case:decide'))
        throw new HubError('FORBIDDEN', 'Only clerks and auditors read originals.')
      requireClerkOf(principal, application)
    }
    return paper
  })
}

const missing = (id: string): HubError =>
  new HubError('NOT_FOUND', `There is no paper evidence ${id}.`, { id })

/** Mounts the route. The answer is kept by nobody on the way. */
export function mountPaperFiles(app: Room['app'], { db, clock, authenticate }: PaperFileOptions): void {
  app.get('/paper-evidence/:id/file', async (request, reply) => {
    const { id } = request.params as { id: string }
    const { mediaType, body } = await readOriginal({ db, clock }, authenticate(request.headers), id)
    return reply
      .type(mediaType)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .send(body)
  })
}
