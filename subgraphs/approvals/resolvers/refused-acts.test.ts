import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { readSchema } from '@one-visit/schema/load.ts'
import { asc, eq } from 'drizzle-orm'
import { buildASTSchema, type GraphQLField, getNamedType, isCompositeType, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { audit } from '../store/tables/audit.ts'
import { askToGrant, grant } from '../testing/mandates.ts'
import {
  auditor,
  decideAs,
  goodEvidence,
  newApplicant,
  read,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())

/** Who has no act here. */
const stranger: Principal = { caller: 'administrator-1', roles: ['ADMINISTRATOR'], organisation: 'hall-1' }
const nobodys = '00000000-0000-4000-8000-000000000000'
const words = '一些个人的话'
const digest = 'a'.repeat(64)

const mutations = Object.values(
  buildASTSchema(parse(readSchema('approvals')), { assumeValidSDL: true })
    .getMutationType()
    ?.getFields() ?? {},
)

/** Values of arguments by name; an input by the field it is of. */
const values: Readonly<Record<string, unknown>> = {
  expectedVersion: 1,
  factsDigest: digest,
  fileDigest: digest,
  idempotencyKey: words,
  outcome: 'REFUSE',
  reason: words,
  check: words,
  submitApplication: submission({ applicant: newApplicant() }),
  grantMandate: grant(),
  registerCallback: { url: 'https://partner.example/told', types: ['APPLICATION_STATE_CHANGED'] },
}

/** Tries an act by its name, about what an identifier is of. */
function attempt({ name, args, type }: GraphQLField<unknown, unknown>, id: string, as = stranger) {
  const given = args.filter(
    (arg) => arg.name in values || arg.name === 'input' || /^(id|applicationId)$/.test(arg.name),
  )
  const typed = given.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')
  const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const variables = given.map((arg) => [arg.name, values[arg.name === 'input' ? name : arg.name] ?? id])
  const below = isCompositeType(getNamedType(type)) ? '{ __typename }' : ''
  return world.graph(`mutation(${typed}) { ${name}(${passed}) ${below} }`, Object.fromEntries(variables), as)
}

const named = (name: string) => {
  const field = mutations.find((each) => each.name === name)
  if (field === undefined) throw new Error(`There is no ${name}.`)
  return field
}

interface Denied {
  actor: string
  applicationId: string | null
  detail: Record<string, unknown>
}

/** What was denied while something was done. */
async function deniedBy(work: () => Promise<unknown>): Promise<Denied[]> {
  const before = (await denialsIn(world.db)).length
  await work()
  return (await denialsIn(world.db)).slice(before)
}

async function denialsIn(db: Database): Promise<Denied[]> {
  const rows = await db.read(ownWork, (tx) =>
    tx.select().from(audit).where(eq(audit.action, 'DENIED')).orderBy(asc(audit.id)),
  )
  return rows.map(({ actor, applicationId, detail }) => ({
    actor,
    applicationId,
    detail: JSON.parse(detail),
  }))
}

const row = (act: string, more: object = {}, applicationId: string | null = null): Denied => ({
  actor: world.nameOf(stranger),
  applicationId,
  detail: {
    act,
    code: 'FORBIDDEN',
    reason: 'ROLE',
    organisation: 'hall-1',
    ...(applicationId !== null && { subject: expect.any(String) }),
    ...more,
  },
})

describe('an act that is not for the role', () => {
  it('is written down whichever it is, by ids and codes alone', async () => {
    const { value: seen } = await submitAs(world)
    const other = crypto.randomUUID()
    const written: Record<string, unknown> = {}
    for (const field of mutations) {
      const id = field.args.some(({ name }) => name === 'applicationId') ? seen.id : other
      written[field.name] = await deniedBy(async () => {
        const { errors } = await attempt(field, id)
        expect(errors, field.name).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
      })
    }
    expect(written).toEqual({
      submitApplication: [row('SUBMIT')],
      refreshEvidence: [row('REFRESH', {}, seen.id)],
      decide: [row('DECIDE', {}, seen.id)],
      withdrawApplication: [row('WITHDRAW', {}, seen.id)],
      addPaperEvidence: [row('ENTER_PAPER', {}, seen.id)],
      confirmPaperEvidence: [row('CONFIRM_PAPER')],
      reviewCertificateFlag: [row('REVIEW_FLAG')],
      grantMandate: [row('GRANT_MANDATE')],
      endMandate: [row('END_MANDATE', { mandateId: other })],
      registerCallback: [row('CHANGE_CALLBACK')],
      rotateCallbackSecret: [row('CHANGE_CALLBACK', { callbackId: other })],
      disableCallback: [row('CHANGE_CALLBACK', { callbackId: other })],
      resendDelivery: [row('RESEND_DELIVERY', { deliveryId: other })],
    })
    expect((await read(world, seen.id)).value).toMatchObject({ state: seen.state, version: seen.version })
    expect(JSON.stringify(await denialsIn(world.db))).not.toContain(words)
  })

  it.each([
    ['is not there', nobodys],
    ['has no identifier of ours', words],
  ])('is written down without an application that %s', async (_, id) => {
    expect(await deniedBy(() => attempt(named('decide'), id))).toEqual([row('DECIDE')])
  })

  it('names the application that paper and flags are of', async () => {
    const { value: seen } = await submitAs(world)
    await decideAs(world, seen)
    await world.settle()
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, { record: { current: 'NON_COMMERCIAL' } })
    world.played.evidence = evidence
    await world.event({ type: 'police.record.pulled', subject: { vin } })
    await world.settle()
    const flag = (await read(world, seen.id)).value?.certificate?.flags[0]
    if (evidence.vehicle) evidence.vehicle.usage = null
    const { value: waiting } = await submitAs(world)
    const fileDigest = (await world.upload(Buffer.from('%PDF-1.4 usage'))).digest
    const { data } = await world.graph(
      `mutation($id: ID!, $version: Int!, $fileDigest: String!) {
        addPaperEvidence(applicationId: $id, expectedVersion: $version, check: "USAGE_RIDE_HAILING",
          fileDigest: $fileDigest, reason: "公安接口中断") { id } }`,
      { id: waiting.id, version: waiting.version, fileDigest },
    )
    const paper = (data as { addPaperEvidence: { id: string } }).addPaperEvidence
    world.played.evidence = goodEvidence()
    expect(
      await deniedBy(async () => {
        await attempt(named('reviewCertificateFlag'), flag?.id ?? '')
        await attempt(named('confirmPaperEvidence'), paper.id)
      }),
    ).toEqual([row('REVIEW_FLAG', {}, seen.id), row('CONFIRM_PAPER', {}, waiting.id)])
  })

  it('is found by the auditor, in a chain without fault', async () => {
    const { value: seen } = await submitAs(world)
    await attempt(named('withdrawApplication'), seen.id, { ...auditor, caller: 'auditor-2' })
    await world.chained()
    const { data } = await world.graph(
      'query($id: ID!) { auditTrail(applicationId: $id) { actor action denialReason } }',
      { id: seen.id },
      auditor,
    )
    expect((data as { auditTrail: object[] }).auditTrail.at(-1)).toEqual({
      actor: world.nameOf({ ...auditor, caller: 'auditor-2' }),
      action: 'DENIED',
      denialReason: 'ROLE',
    })
    const lines: string[] = []
    for await (const line of verifyAudit(world.db, world.sink)) lines.push(line)
    expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([])
  })

  it('is of nobody where nobody is known, and leaves what one may not see as it is', async () => {
    const { value: seen } = await submitAs(world)
    const unknown: Principal = { caller: 'anonymous', roles: [] }
    expect(
      await deniedBy(async () => {
        await attempt(named('decide'), seen.id, unknown)
        await world.graph('{ mandates: myMandates { edges { node { id } } } }', {}, stranger)
        await askToGrant(world, stranger)
      }),
    ).toEqual([row('GRANT_MANDATE')])
  })
})
