/** Mandates in a test of the room: parties, and what they call. */
import { randomBytes } from 'node:crypto'
import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { asc, eq, like, or } from 'drizzle-orm'
import { audit } from '../store/tables/audit.ts'
import { operatorUscc, outcome, type TestRoom } from './room.ts'

export const platform: Principal = { caller: 'platform-1', roles: ['PLATFORM'], organisation: 'PF1' }
export const otherPlatform: Principal = { caller: 'platform-2', roles: ['PLATFORM'], organisation: 'PF2' }
export const company: Principal = {
  caller: 'company-1',
  roles: ['COMPANY_AGENT'],
  organisation: operatorUscc,
}

/** A person in his or her own login. */
export const personOf = (world: TestRoom, residentId: string): Principal => ({
  caller: `citizen-${residentId.slice(-6)}`,
  roles: ['CITIZEN'],
  subjectRef: world.refOf(residentId),
})

/** What a refusal says; undefined for an answer without one. */
export async function refusalOf(
  answer: ReturnType<TestRoom['graph']>,
): Promise<Record<string, unknown> | undefined> {
  const { errors } = await answer
  return errors?.[0] && { message: errors[0].message, ...errors[0].extensions }
}

/** A mandate as these tests read it. */
export interface SeenMandate {
  id: string
  kind: string
  grantedBy: string
  grantedTo: string
  items: string[]
  validFrom: string
  validUntil: string
  inForce: boolean
  evidence: string
  fileDigest: string | null
  endedAt: string | null
  endReason: string | null
}

const fields =
  'id kind grantedBy grantedTo items validFrom validUntil inForce evidence fileDigest endedAt endReason'

/** A mandate for the platform of these tests, for all of 2025. */
export function grant(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'AGENCY',
    grantedTo: { companyId: 'PF1' },
    items: ['RHL-02'],
    validFrom: '2025-01-01',
    validUntil: '2025-12-31',
    ...changes,
  }
}

/** Asks for a mandate to be granted. */
export function askToGrant(
  world: TestRoom,
  as: Principal,
  input = grant(),
  key = randomBytes(6).toString('hex'),
) {
  const query = `mutation($input: GrantMandateInput!, $key: String!) {
    grantMandate(input: $input, idempotencyKey: $key) { ${fields} } }`
  return world.graph(query, { input, key }, as)
}

/** Grants a mandate. */
export function grantAs(world: TestRoom, as: Principal, input = grant(), key?: string) {
  return outcome<SeenMandate>(askToGrant(world, as, input, key), 'grantMandate')
}

/** Asks for a mandate to be ended. */
export function askToEnd(
  world: TestRoom,
  as: Principal,
  id: string,
  more: { lastDay?: string; reason?: string } = {},
) {
  const query = `mutation($id: ID!, $lastDay: Date, $reason: String) {
    endMandate(id: $id, lastDay: $lastDay, reason: $reason) { ${fields} } }`
  return world.graph(query, { id, ...more }, as)
}

/** Ends a mandate. */
export function endAs(
  world: TestRoom,
  as: Principal,
  id: string,
  more: { lastDay?: string; reason?: string } = {},
) {
  return outcome<SeenMandate>(askToEnd(world, as, id, more), 'endMandate')
}

/** Asks for an application to be taken in. */
export function askToSubmit(
  world: TestRoom,
  as: Principal,
  input: Record<string, unknown>,
  key = randomBytes(6).toString('hex'),
) {
  const query = `mutation($input: SubmitApplicationInput!, $key: String!) {
    submitApplication(input: $input, idempotencyKey: $key) {
      id number state version mandate { id kind grantedBy grantedTo validFrom validUntil } } }`
  return world.graph(query, { input, key }, as)
}

/** Identifiers of the mandates somebody is shown. */
export async function mandatesOf(world: TestRoom, as: Principal): Promise<string[]> {
  const { value } = await outcome<{ edges: { node: { id: string } }[] }>(
    world.graph('{ myMandates(first: 200) { edges { node { id } } } }', {}, as),
    'myMandates',
  )
  return value.edges.map(({ node }) => node.id)
}

/** Acts on mandates, and what was denied, as they were written down, oldest first. */
export async function mandateActs(
  world: TestRoom,
): Promise<{ actor: string; detail: Record<string, unknown> }[]> {
  const rows = await world.db.read(ownWork, (tx) =>
    tx
      .select()
      .from(audit)
      .where(or(like(audit.action, 'MANDATE_%'), eq(audit.action, 'DENIED')))
      .orderBy(asc(audit.id)),
  )
  return rows.map(({ actor, action, detail }) => ({ actor, detail: { action, ...JSON.parse(detail) } }))
}
