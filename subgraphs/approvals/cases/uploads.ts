/** POST /uploads: takes the scan of an original, so that paper evidence can name it by digest. */
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database, Orm, Tenant } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { fileBytesMax, fileTypeOf, fileTypes } from '@one-visit/kit/room/file-type.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { scopesOf } from '@one-visit/schema/access.ts'
import { and, eq } from 'drizzle-orm'
import { badInput, refused } from '../store/refused.ts'
import { uploads } from '../store/tables/cases.ts'

/** What a file is stored with. */
export interface Upload {
  readonly mediaType: string
  readonly body: Buffer
}

/** Organisation an upload belongs to; a clerk without one owns his or her own. */
const uploadOwner = ({ organisation, account, caller }: Principal): string =>
  organisation ?? account ?? caller

/**
 * Stores a file once per organisation and answers its sha-256 in hex.
 * @throws UNSUPPORTED_MEDIA_TYPE when the type is not taken, BAD_USER_INPUT when the bytes are not of that type
 */
async function storeUpload(
  db: Database,
  caller: { tenant: Tenant; principal: Principal },
  upload: Upload,
  now: Date,
): Promise<string> {
  if (!fileTypes.includes(upload.mediaType)) {
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', `A file must be one of ${fileTypes.join(', ')}.`)
  }
  if (fileTypeOf(upload.body) !== upload.mediaType) {
    throw badInput('body', 'FILE_TYPE', `The file is not ${upload.mediaType}: it begins with other bytes.`)
  }
  const digest = createHash('sha256').update(upload.body).digest('hex')
  await db.write(caller.tenant, (tx) =>
    tx
      .insert(uploads)
      .values({
        digest,
        organisation: uploadOwner(caller.principal),
        mediaType: upload.mediaType,
        size: upload.body.length,
        body: upload.body,
        uploadedBy: caller.principal.caller,
        uploadedAt: now,
      })
      .onConflictDoNothing(),
  )
  return digest
}

/** Whether the caller's organisation has uploaded a file with this digest. */
export async function hasUpload(tx: Orm, principal: Principal, digest: string): Promise<boolean> {
  const found = await tx
    .select({ digest: uploads.digest })
    .from(uploads)
    .where(and(eq(uploads.digest, digest), eq(uploads.organisation, uploadOwner(principal))))
  return found.length > 0
}

/** Where uploads are kept, and by what their senders are known. */
export interface UploadRouteOptions {
  readonly db: Database
  readonly clock: Clock
  /** Who asks; throws UNAUTHENTICATED. */
  readonly authenticate: (headers: IncomingHttpHeaders) => { tenant: Tenant; principal: Principal }
}

/** Mounts POST /uploads. The caller is known before a byte of the body is read. */
export function mountUploads(app: Room['app'], { db, clock, authenticate }: UploadRouteOptions): void {
  const callers = new WeakMap<object, ReturnType<typeof authenticate>>()
  for (const mediaType of fileTypes) {
    app.addContentTypeParser(
      mediaType,
      { parseAs: 'buffer', bodyLimit: fileBytesMax },
      (_request, body, done) => done(null, body),
    )
  }
  app.post('/uploads', {
    bodyLimit: fileBytesMax,
    onRequest: async (request) => {
      const caller = authenticate(request.headers)
      if (!scopesOf(caller.principal.roles).has('case:decide')) {
        throw refused(
          'FORBIDDEN',
          { field: 'authorization', fault: 'OFFICERS_ONLY' },
          'Only clerks upload originals.',
        )
      }
      callers.set(request, caller)
    },
    handler: async (request, reply) => {
      const caller = callers.get(request)
      if (caller === undefined || !Buffer.isBuffer(request.body)) {
        throw new HubError('UNSUPPORTED_MEDIA_TYPE', `A file must be one of ${fileTypes.join(', ')}.`)
      }
      const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
      const digest = await storeUpload(db, caller, { mediaType, body: request.body }, clock())
      return reply.status(201).send({ digest, size: request.body.length, mediaType })
    },
  })
}
