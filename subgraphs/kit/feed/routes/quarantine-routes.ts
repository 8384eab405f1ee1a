import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ownWork } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { isIdentifier } from '../../identifier.ts'
import { readKeptRoute } from '../kept/journal.ts'
import { maskPayload } from '../kept/mask-payload.ts'
import {
  type Quarantine,
  type QuarantinedRecord,
  recordClosed,
  resolvable,
  tenantOfSource,
} from '../kept/quarantine.ts'
import type { Resubmit } from '../merge/resubmit.ts'
import type { FeedSource } from '../message.ts'
import type { AdviseOn } from '../read/advice.ts'
import { readJsonSaidOnce } from '../read/said-once.ts'
import { readBody } from '../read/shape.ts'
import { bodyOf } from './route.ts'

/** The caller of a quarantine or receipt route: a sender for its own records, or an administrator for everybody's. */
export type Asker = { source: FeedSource } | 'administrator'

/** Why a record is dropped. */
export const discardShape = z.strictObject({ reason: z.string().min(1).max(2_000) })
/** A corrected record, or a batch of them. */
export const resubmitShape = z.strictObject({
  /** Route below /feeds/<room>/ the corrected batch is for. */
  route: z.string().min(1).max(200),
  /** The corrected batch, as it would be sent there; a text for formats that are not JSON. */
  body: z.unknown(),
  contentType: z.string().max(100).default('application/json'),
})

/**
 * The sender's side of quarantine: what of mine could not be used and why, the payload as it came, the corrected
 * record, or a reason to drop it. Administrators see all of it, masked.
 */
export function quarantineRoutes(
  app: FastifyInstance,
  parts: {
    prefix: string
    quarantine: Quarantine
    askerOf: (request: FastifyRequest, body: Buffer) => Promise<Asker>
    resubmit: Resubmit
    adviseOn: AdviseOn
  },
): void {
  const { prefix, quarantine, askerOf, resubmit, adviseOn } = parts
  const tenantOf = (asker: Asker) => (asker === 'administrator' ? ownWork : tenantOfSource(asker.source))

  const advised = (record: QuarantinedRecord) => ({ ...record, advice: adviseOn(record) })

  const getOpen = async (request: FastifyRequest, asker: Asker): Promise<QuarantinedRecord> => {
    const { id } = request.params as { id: string }
    const record = await quarantine.get(tenantOf(asker), id)
    if (asker !== 'administrator' && record.source !== asker.source.id)
      throw new HubError('NOT_FOUND', 'Nothing of yours in quarantine has this number.')
    return record
  }

  const getOwnFor = async (
    request: FastifyRequest,
    state: keyof typeof resolvable,
  ): Promise<{ record: QuarantinedRecord; source: FeedSource }> => {
    const asker = await askerOf(request, bodyOf(request))
    if (asker === 'administrator')
      throw new HubError('FORBIDDEN', 'Only its sender may correct or drop a record.')
    const record = await getOpen(request, asker)
    if (!resolvable[state].includes(record.state)) throw recordClosed(record.id)
    return { record, source: asker.source }
  }

  app.get(`${prefix}/quarantine`, async (request) => {
    const asker = await askerOf(request, Buffer.alloc(0))
    const { after } = request.query as { after?: string }
    if (after !== undefined && !isIdentifier(after))
      throw new HubError('BAD_USER_INPUT', 'The value of after is not the number of a record.', {
        fault: 'FIELD_FORM',
        argument: 'after',
      })
    const { records, next } = await quarantine.list(tenantOf(asker), {
      after,
      source: asker === 'administrator' ? undefined : asker.source.id,
    })
    return { records: records.map(advised), next }
  })

  app.get(`${prefix}/quarantine/:id`, async (request) => {
    const asker = await askerOf(request, Buffer.alloc(0))
    const record = await getOpen(request, asker)
    return advised(asker === 'administrator' ? { ...record, payload: maskPayload(record.payload) } : record)
  })

  app.post(`${prefix}/quarantine/:id/resubmit`, async (request) => {
    const { record, source } = await getOwnFor(request, 'RESUBMITTED')
    const { route, body, contentType } = readBody(
      resubmitShape,
      readJsonSaidOnce(bodyOf(request)),
      () => 'A corrected batch needs a route and a body.',
    )
    return resubmit(source, record, { ...readKeptRoute(route), contentType, body: batchOf(body) })
  })

  app.post(`${prefix}/quarantine/:id/discard`, async (request) => {
    const { record, source } = await getOwnFor(request, 'DISCARDED')
    const { reason } = readBody(
      discardShape,
      readJsonSaidOnce(bodyOf(request)),
      () => 'A record is dropped with a reason of at most 2,000 characters.',
    )
    await quarantine.resolve(tenantOfSource(source), record.id, 'DISCARDED', reason)
    return { id: record.id, state: 'DISCARDED' }
  })
}

function batchOf(body: unknown): Buffer {
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? 'null'))
}
