/** The graph, as approvals asks it: through the gateway like anybody, as the hub's service, for a named case. */

import { type KeyObject, sign } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { insideTransaction } from '@one-visit/kit/database/frames.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import { withinTime } from '@one-visit/kit/work/within-time.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import type { AnswerFault, EvidenceAnswer } from '../judging/evidence.ts'

/** Sends one operation to the gateway. In one process a function call, in production HTTP; never throws for a refusal. */
export type Ask = (request: {
  query: string
  operationName?: string
  variables: Record<string, unknown>
  headers: Record<string, string>
}) => Promise<{ status: number; body: unknown }>

/** For which case, and on whose behalf. */
export interface Purpose {
  /** Caller of a clerk or applicant, or `machine:<why>`. */
  readonly actor: string
  readonly item: string
  readonly applicationId: string
}

/** An operation and the case it is asked for. */
export interface Question {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly purpose: Purpose
  /** How long the answer may take, ms. */
  readonly deadlineMs: number
}

/** The graph behind the gateway. */
export interface Gateway {
  run(question: Question): Promise<EvidenceAnswer>
}

/** Life of a service token, seconds: one operation and the difference of two clocks. */
const tokenSeconds = 60

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token that says: the hub itself, for this case, on behalf of this actor (JWT, EdDSA). */
function serviceToken(purpose: Purpose, key: KeyObject, now: Date): string {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const kind = purpose.actor.startsWith('machine:') ? 'machine' : 'person'
  const body = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode({
    iss: 'hub-approvals',
    sub: 'hub-approvals',
    aud: 'one-visit-hub',
    iat: issuedAt,
    exp: issuedAt + tokenSeconds,
    roles: ['HUB_EVIDENCE'],
    act: { sub: purpose.actor, kind },
    item: purpose.item,
    application: purpose.applicationId,
  })}`
  return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`
}

/**
 * Opens the graph. Asking while a database transaction is open is a fault of ours: a connection would wait for the
 * graph. Whatever else goes wrong is an answer of kind `failed`.
 */
export function openGateway(options: { ask: Ask; serviceKey: KeyObject; clock: Clock }): Gateway {
  return {
    run: async ({ query, variables, purpose, deadlineMs }) => {
      invariant(!insideTransaction(), 'the graph is never asked inside a transaction')
      if (deadlineMs <= 0) return { kind: 'failed', why: 'No time is left to ask.' }
      try {
        const answer = await withinTime({ ms: deadlineMs, late: tooLate }, () =>
          options.ask({
            query,
            variables,
            headers: {
              authorization: `Bearer ${serviceToken(purpose, options.serviceKey, options.clock())}`,
              'x-hub-application': purpose.applicationId,
              'x-hub-deadline-ms': String(Math.floor(deadlineMs)),
            },
          }),
        )
        return readAnswer(answer)
      } catch (error) {
        return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}

function tooLate(): Error {
  return new Error('The graph did not answer in time.')
}

function readAnswer({ status, body }: { status: number; body: unknown }): EvidenceAnswer {
  if (status !== 200 || !isObject(body) || !isObject(body.data)) {
    return { kind: 'failed', why: `The graph answered ${status} without data.` }
  }
  const completion = isObject(body.extensions) ? body.extensions.valueCompletion : undefined
  const faults = [body.errors, completion].flatMap((list) => (Array.isArray(list) ? list : []))
  return { kind: 'answered', data: body.data, errors: faults.map(faultOf) }
}

function faultOf(fault: unknown): AnswerFault {
  return isObject(fault) && Array.isArray(fault.path) ? { path: fault.path as (string | number)[] } : {}
}
