/**
 * The partners' document, made by hand from the zod shapes records are checked with: plugins for fastify describe what a
 * route declares, and ours read bytes whose shape only their messages know.
 */
import type { Advice } from '@one-visit/schema/advice.ts'
import { errorCodes } from '@one-visit/schema/error-codes.ts'
import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { z } from 'zod'
import { heartbeatShape } from '../coverage/coverage.ts'
import { reconciliationShape } from '../coverage/reconcile.ts'
import { messagesOf } from './plain-route.ts'
import { discardShape, resubmitShape } from './quarantine-routes.ts'
import type { FeedRoute } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** A room that is fed, as partners read of it. */
export interface DescribedRoom {
  room: string
  /** Addresses that take records, those for plain JSON among them. */
  routes: readonly FeedRoute[]
  /** Addresses below /feeds/<room>/ that take no records, e.g. a token call; by path. */
  besides?: Readonly<Record<string, { summary: string; method?: 'get' | 'post' }>>
}
const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: Json): Json => ({ 'application/json': { schema } })
const answer = (description: string, schema: Json): Json => ({ description, content: json(schema) })
const refusals = {
  '4XX': answer('Refused; `code` is stable, Retry-After says when to come again', refTo('Refusal')),
  '5XX': answer('Not taken in; send it again after Retry-After', refTo('Refusal')),
}
const sequenceParameter = parameter(
  'Feed-Sequence',
  'header',
  'The sender’s own number of the batch, by which a heartbeat finds gaps',
  { schema: { type: 'string', pattern: '^\\d{1,15}$' } },
)

function post(room: string, summary: string, shape: z.ZodType, answered: Json, status = '200'): Json {
  return operation(room, summary, {
    requestBody: { required: true, content: json(schemaOf(shape)) },
    responses: { [status]: answered, ...refusals },
  })
}

function operation(room: string, summary: string, more: Json): Json {
  return {
    tags: [room],
    summary,
    security: [{ token: [] }, { webhook: [] }],
    ...more,
  }
}

function schemaOf(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  return schema
}

/** Permanent codes, each with what would be right. */
function codesOf(description: string, codes: Readonly<Record<string, Advice>>): Json {
  const oneOf = Object.entries(codes).map(([code, { zh, en }]) => ({
    const: code,
    description: `${zh} ${en}`,
  }))
  return { description, oneOf }
}

const counted = { type: 'integer', minimum: 0 }
const outcomes = ['APPLIED', 'DUPLICATE', 'SUPERSEDED', 'QUARANTINED']
const sharedSchemas = {
  Receipt: {
    type: 'object',
    required: ['receiptId', 'receivedAt', 'status', 'counts', 'records'],
    properties: {
      receiptId: { type: 'string', format: 'uuid' },
      receivedAt: { type: 'string', format: 'date-time' },
      status: { enum: ['RECEIVED', 'PROCESSED'] },
      counts: { type: 'object', properties: Object.fromEntries(outcomes.map((name) => [name, counted])) },
      records: {
        type: 'array',
        items: {
          type: 'object',
          required: ['index', 'message', 'outcome'],
          properties: {
            index: counted,
            message: { type: 'string' },
            outcome: { enum: outcomes },
            code: { ...refTo('FaultCode'), description: 'Why it is in quarantine; stable' },
            pointer: { type: 'string', description: 'JSON pointer of the field in the record' },
            text: { type: 'string' },
            advice: refTo('Advice'),
            notes: { type: 'array', items: { type: 'string' } },
            quarantineId: { type: 'string', format: 'uuid' },
          },
        },
      },
    },
  },
  Advice: {
    type: 'object',
    description:
      'What would be right, in both languages; made with every answer, so that it may be bettered 更正建议',
    required: ['zh', 'en'],
    properties: { zh: { type: 'string' }, en: { type: 'string' } },
  },
  FaultCode: codesOf('Why a record or a body cannot be used 不能使用的原因', recordFaults),
  RefusalCode: codesOf('Why a request is refused 拒绝的原因', errorCodes),
  Refusal: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: refTo('RefusalCode'),
      message: { type: 'string' },
      advice: refTo('Advice'),
      fault: { ...refTo('FaultCode'), description: 'What is wrong with the body, where it is that' },
      pointer: { type: 'string', description: 'JSON pointer of the field in the body' },
      requestId: { type: 'string' },
    },
  },
}

const description = `What partners send to the hub, in their own formats or as plain JSON.

Every refusal has a stable code, a JSON pointer where it is about a field, and \`advice\`: what would be right, in Chinese and English.

Acknowledged means journaled: a receipt stays queryable, and every record in it is APPLIED, DUPLICATE, SUPERSEDED or QUARANTINED. A bad record fails nobody else. Order of arrival does not matter: the newest (time, sequence) of a key stands.

Who sends is known by a bearer token or by a signature of Standard Webhooks over "id.timestamp.body": HMAC-SHA256 (v1, secrets whsec_) or Ed25519 (v1a, public keys whpk_); several signatures in the header and several keys at the hub while they are changed. A webhook-id has at most 200 characters and no full stop and is the idempotency key; a webhook-timestamp is at most 300 s away.

429 is a spent quota, 503 a hub that has enough to do, both before a body is read; 503 STORE_UNAVAILABLE is a hub whose database is away or full. All say in Retry-After when to send the same again, under the same key: nothing was acknowledged, and what was taken all the same is answered by its receipt.`

/** The OpenAPI 3.1 document of some rooms' feeds, made from the shapes their records are validated with. */
export function describeFeeds(rooms: readonly DescribedRoom[]): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'One-Visit Hub: feeds 最多跑一次审批数据枢纽数据接入', version: '1', description },
    tags: rooms.map(({ room }) => ({ name: room })),
    paths: Object.fromEntries(
      rooms.flatMap((described) => [
        ...described.routes.map((route) => routePath(described.room, route)),
        ...besidePaths(described),
        ...Object.entries(commonPaths(described.room)),
      ]),
    ),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        webhook: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks, with webhook-id and webhook-timestamp',
        },
      },
      schemas: {
        ...sharedSchemas,
        ...Object.fromEntries(
          rooms.flatMap(({ room, routes }) =>
            messagesOf(routes).map(({ name, record }) => [`${room}.${name}`, schemaOf(record)]),
          ),
        ),
      },
    },
  }
}

function routePath(room: string, route: FeedRoute): [string, Json] {
  const { path, messages = [], reply, idempotencyKeyRequired = false } = route
  const summary = route.summary ?? `Records of ${messages.map(({ name }) => name).join(', ')}`
  const hasToken = path.endsWith(';token=:token')
  const operationOf = operation(room, summary, {
    parameters: [keyParameter(idempotencyKeyRequired), sequenceParameter],
    requestBody: bodyOf(room, route),
    responses:
      reply === undefined
        ? { '201': answer('Journaled and processed', refTo('Receipt')), ...refusals }
        : {
            default: {
              description: 'An answer of the format itself; the header Feed-Receipt has the receipt',
            },
          },
  })
  const open = openPath(path)
  return [
    `/feeds/${room}/${open.path}`,
    {
      ...(open.parameters.length > 0 && { parameters: open.parameters }),
      post: hasToken ? { ...operationOf, security: [] } : operationOf,
    },
  ]
}

function keyParameter(required: boolean): Json {
  return parameter(
    'Idempotency-Key',
    'header',
    'The same key and body answer the same receipt; another body 422; one being worked on 409. A signed message is known by its webhook-id instead.',
    { schema: { type: 'string', minLength: 1, maxLength: 200 }, 'x-required-unless-signed': required },
  )
}

function parameter(name: string, where: string, description: string, more: Json = {}): Json {
  return {
    name,
    in: where,
    description,
    schema: { type: 'string' },
    ...more,
  }
}

function bodyOf(room: string, { plain = false, mediaTypes, messages = [] }: FeedRoute): Json {
  const [first] = messages
  const record = first === undefined ? {} : refTo(`${room}.${first.name}`)
  const batch = plain
    ? {
        anyOf: [
          record,
          { type: 'array', items: record },
          {
            type: 'object',
            required: ['records'],
            properties: { records: { type: 'array', items: record } },
          },
        ],
      }
    : { description: `Carries ${messages.map(({ name }) => name).join(', ')}` }
  return {
    required: true,
    content: Object.fromEntries(
      mediaTypes.map((type) => [type, type.endsWith('ndjson') ? {} : { schema: batch }]),
    ),
  }
}

/** An address as OpenAPI writes it, with its parameters; `;token=:token` is one in matrix style. */
function openPath(path: string): { path: string; parameters: Json[] } {
  const names = [...path.replace(';token=:token', '').matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const hasToken = path.endsWith(';token=:token')
  return {
    path: path.replace(';token=:token', '{token}').replaceAll(/:(\w+)/g, '{$1}'),
    parameters: [
      ...names.map((name) => inPath(name, `The ${name}`)),
      ...(hasToken ? [{ ...inPath('token', 'Token of the sender'), style: 'matrix' }] : []),
    ],
  }
}

function inPath(name: string, description: string): Json {
  return parameter(name, 'path', description, { required: true })
}

function besidePaths({ room, besides = {} }: DescribedRoom): [string, Json][] {
  return Object.entries(besides).map(([address, { summary, method = 'post' }]) => {
    const { path, parameters } = openPath(address)
    const responses = { default: { description: 'An answer of the format itself' } }
    const requestBody = { required: true, content: json({ type: 'object' }) }
    return [
      `/feeds/${room}/${path}`,
      {
        ...(parameters.length > 0 && { parameters }),
        [method]:
          method === 'get'
            ? operation(room, summary, { responses })
            : { ...operation(room, summary, { requestBody, responses }), security: [] },
      },
    ]
  })
}

/** What every room answers beside its records. */
function commonPaths(room: string): Record<string, Json> {
  const id = [inPath('id', 'Number in quarantine')]
  const anything: Json = { type: 'object' }
  const prefix = `/feeds/${room}`
  return {
    [`${prefix}/receipts/{receiptId}`]: {
      parameters: [inPath('receiptId', 'Number of the receipt')],
      get: get(room, 'The receipt of a batch, to its sender', answer('The receipt', refTo('Receipt'))),
    },
    [`${prefix}/heartbeat`]: {
      post: post(
        room,
        'I am alive, and this is all I have sent. Sent as often as registered; after three missed ones what the sender vouches for is STALE, with confirmedAt saying since when. lastSequence finds lost batches; initialLoadCompleted makes absence a statement',
        heartbeatShape,
        answer('Whether a batch is missing', { type: 'object', properties: { gap: { type: 'boolean' } } }),
      ),
    },
    [`${prefix}/reconciliation`]: {
      post: post(
        room,
        'What I hold, to compare: counts, and digests of keys, by message and scope. Where both sides differ, what the sender vouches for is STALE until that message agrees as of the same instant or later; the scope is confirmed up to the oldest comparison of all the sender sent, and `missing` names what was never compared',
        reconciliationShape,
        answer('What the comparison found', anything),
      ),
    },
    [`${prefix}/quarantine`]: {
      get: get(
        room,
        'What of mine could not be used, a page, payloads masked',
        answer('At most 200 records, and the number to go on after', anything),
        [parameter('after', 'query', 'Number of the last record seen')],
      ),
    },
    [`${prefix}/quarantine/{id}`]: {
      parameters: id,
      get: get(room, 'One record with its code, JSON pointer and payload', answer('The record', anything)),
    },
    [`${prefix}/quarantine/{id}/resubmit`]: {
      parameters: id,
      post: post(room, 'The corrected record', resubmitShape, answer('Its receipt', refTo('Receipt'))),
    },
    [`${prefix}/quarantine/{id}/discard`]: {
      parameters: id,
      post: post(room, 'The record is dropped, with a reason', discardShape, answer('Done', anything)),
    },
  }
}

function get(room: string, summary: string, answered: Json, parameters: readonly Json[] = []): Json {
  return operation(room, summary, { parameters, responses: { '200': answered, ...refusals } })
}
