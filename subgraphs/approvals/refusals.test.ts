import { readFileSync } from 'node:fs'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { type ActFaultCode, actFaults } from '@one-visit/schema/act-faults.ts'
import { errorCodes, isErrorCode } from '@one-visit/schema/error-codes.ts'
import { findFaultAdvice } from '@one-visit/schema/record-faults.ts'
import { buildSchema, type GraphQLNamedType, getNamedType, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  askToEnd,
  askToGrant,
  askToSubmit,
  grant,
  grantAs,
  otherPlatform,
  personOf,
  platform,
  refusalOf,
} from './testing/mandates.ts'
import {
  bureau,
  clerk,
  goodEvidence,
  newApplicant,
  nextResidentId,
  operatorUscc,
  otherClerk,
  outcome,
  read,
  type Seen,
  secondClerk,
  start,
  station,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from './testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  world.played.evidence = goodEvidence()
  world.played.offices = {}
  world.played.silent = false
})

type Answer = ReturnType<TestRoom['graph']>

const digest = 'a'.repeat(64)
const pdf = (text: string) => Buffer.from(`%PDF-1.4 ${text}`)
const fileOf = async (text: string, as = clerk) => (await world.upload(pdf(text), as)).digest
const own = (changes: Record<string, unknown> = {}) => submission({ applicant: newApplicant(), ...changes })
const handedIn = async (): Promise<Seen> => (await submitAs(world)).value
const person = () => personOf(world, nextResidentId())

/** What every call of a mutation on an application names, with the changes of a test. */
function call(name: string, types: string, selection: string) {
  const passed = [...types.matchAll(/\$(\w+)/g)].map(([, each]) => `${each}: $${each}`).join(', ')
  return (variables: Record<string, unknown>, as: Principal = clerk): Answer =>
    world.graph(`mutation(${types}) { ${name}(${passed}) ${selection} }`, variables, as)
}

const decide = call(
  'decide',
  '$applicationId: ID!, $expectedVersion: Int!, $factsDigest: String!, $idempotencyKey: String!, $outcome: DecisionOutcome!, $reason: String, $refusal: RefusalInput',
  '{ status }',
)
const decideSeen = (seen: Seen, changes: Record<string, unknown> = {}, as = clerk) =>
  decide(
    {
      applicationId: seen.id,
      expectedVersion: seen.version,
      factsDigest: seen.evaluation.factsDigest,
      idempotencyKey: crypto.randomUUID(),
      outcome: 'APPROVE',
      ...changes,
    },
    as,
  )
const refuse = (seen: Seen, refusal?: object) =>
  decideSeen(seen, { outcome: 'REFUSE', reason: '不符', refusal })
const withdraw = call(
  'withdrawApplication',
  '$applicationId: ID!, $expectedVersion: Int!, $reason: String',
  '{ id }',
)
const withdrawn = async (): Promise<Seen> => {
  const seen = await handedIn()
  expect(await refusalOf(withdraw({ applicationId: seen.id, expectedVersion: seen.version }))).toBeUndefined()
  return seen
}
const refresh = call('refreshEvidence', '$applicationId: ID!', '{ id }')
const addPaper = call(
  'addPaperEvidence',
  '$applicationId: ID!, $expectedVersion: Int!, $check: String!, $fileDigest: String!, $reason: String!, $statesDay: Date',
  '{ id }',
)
const addTo = (seen: Seen, changes: Record<string, unknown> = {}) =>
  addPaper({
    applicationId: seen.id,
    expectedVersion: seen.version,
    check: 'USAGE_RIDE_HAILING',
    fileDigest: digest,
    reason: '公安接口中断',
    ...changes,
  })
const confirm = call('confirmPaperEvidence', '$id: ID!', '{ id }')
const review = call('reviewCertificateFlag', '$id: ID!, $reason: String!', '{ id }')
const register = call('registerCallback', '$input: RegisterCallbackInput!', '{ callback { id } }')
const hook = { url: 'http://127.0.0.1:9/hook', types: ['APPLICATION_STATE_CHANGED'] }
const disable = call('disableCallback', '$id: ID!', '{ id }')
const rotate = call('rotateCallbackSecret', '$id: ID!', '{ secret }')
const resend = call('resendDelivery', '$id: ID!', '{ id }')

/** An application on which a source says nothing of these fields of the vehicle. */
async function waitingFor(...fields: string[]): Promise<Seen> {
  const evidence = goodEvidence()
  for (const field of fields) if (evidence.vehicle) evidence.vehicle[field] = null
  world.played.evidence = evidence
  return handedIn()
}

async function enteredPaper(): Promise<{ id: string; seen: Seen; fileDigest: string }> {
  const seen = await waitingFor('usage')
  const fileDigest = await fileOf('usage')
  const { value } = await outcome<{ id: string }>(addTo(seen, { fileDigest }), 'addPaperEvidence')
  return { id: value.id, seen, fileDigest }
}

async function registered(as: Principal): Promise<string> {
  const { value } = await outcome<{ callback: { id: string } }>(
    register({ input: hook }, as),
    'registerCallback',
  )
  return value.callback.id
}

async function deliveryUnderWay(): Promise<string> {
  const callbackId = await registered(platform)
  await handedIn()
  await world.settle()
  const { value } = await outcome<{ edges: { node: { id: string } }[] }>(
    world.graph(
      'query($id: ID!) { callbackDeliveries(callbackId: $id) { edges { node { id } } } }',
      { id: callbackId },
      platform,
    ),
    'callbackDeliveries',
  )
  return value.edges[0]?.node.id ?? ''
}

async function reviewedFlag(): Promise<string> {
  const seen = await handedIn()
  await decideSeen(seen)
  await world.settle()
  const evidence = goodEvidence()
  Object.assign(evidence.vehicle?.usage as object, { record: { current: 'NON_COMMERCIAL' } })
  world.played.evidence = evidence
  await world.event({ type: 'police.record.pulled', subject: { vin } })
  await world.settle()
  const flag = (await read(world, seen.id)).value?.certificate?.flags[0]
  const reviewed = await refusalOf(review({ id: flag?.id, reason: '已核实' }))
  expect(reviewed).toBeUndefined()
  return flag?.id ?? ''
}

const paper = { evidence: 'CONTRACT', fileDigest: digest, grantedBy: { uscc: operatorUscc } }

type Trial = readonly [fault: string, field: string, act: () => Answer | Promise<Answer>]

const submitting: readonly Trial[] = [
  ['ITEM_UNKNOWN', 'input.item', () => askToSubmit(world, clerk, own({ item: 'XXX-99' }))],
  [
    'APPLICANT_FORM',
    'input.applicant',
    () => askToSubmit(world, clerk, own({ applicant: { name: '测', phone: '13800000000' } })),
  ],
  [
    'APPLICANT_FORM',
    'input.applicant',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), uscc: operatorUscc } })),
  ],
  [
    'PHONE_FORM',
    'input.applicant.phone',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), phone: 'none' } })),
  ],
  [
    'FIELD_TOO_SHORT',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: ' ' } })),
  ],
  [
    'FIELD_TOO_LONG',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: '测'.repeat(101) } })),
  ],
  [
    'CONTROL_CHARACTER',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: '测\u0007试' } })),
  ],
  [
    'CONTROL_CHARACTER',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: '测\u200b试' } })),
  ],
  [
    'PRIVATE_USE_CHARACTER',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: '测\ue863' } })),
  ],
  [
    'PERSONAL_NUMBER',
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: nextResidentId() } })),
  ],
  [
    'USCC_CHECK',
    'input.operatorUscc',
    () => askToSubmit(world, clerk, own({ operatorUscc: '91330399MA0000007A' })),
  ],
  ['OFFICE_FORM', 'input.officeId', () => askToSubmit(world, bureau, own({ officeId: 'a b' }))],
  [
    'COMPANY_FORM',
    'input.platformCompanyId',
    () => askToSubmit(world, clerk, own({ platformCompanyId: 'a b' })),
  ],
  [
    'CODE_UNKNOWN',
    'input.vehicle.plateKind',
    () =>
      askToSubmit(
        world,
        clerk,
        own({ vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '98' } }),
      ),
  ],
  [
    'PLATE_KIND_COLOUR',
    'input.vehicle.plateKind',
    () =>
      askToSubmit(
        world,
        clerk,
        own({ vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLACK', plateKind: '02' } }),
      ),
  ],
  ['SUBJECT_MISSING', 'input.vehicle', () => askToSubmit(world, clerk, own({ vehicle: undefined }))],
  ['FIELD_TOO_SHORT', 'idempotencyKey', () => askToSubmit(world, clerk, own(), ' ')],
  [
    'APPLICATION_OPEN',
    'input',
    async () => {
      const input = own()
      await submitAs(world, input)
      return askToSubmit(world, clerk, input)
    },
  ],
  ['MANDATE_NEEDED', 'input.mandateId', () => askToSubmit(world, platform, own())],
  ['MANDATE_UNKNOWN', 'input.mandateId', () => askToSubmit(world, platform, own({ mandateId: 'none' }))],
  [
    'PLATFORM_NOT_OWN',
    'input.platformCompanyId',
    () => askToSubmit(world, otherPlatform, own({ mandateId: 'none' })),
  ],
  ...(
    [
      ['MANDATE_OTHER_ITEM', { items: ['FRT-01'] }],
      ['MANDATE_NOT_IN_FORCE', { validFrom: '2025-06-03' }],
    ] as const
  ).map(
    ([fault, changes]): Trial => [
      fault,
      'input.mandateId',
      async () => {
        const residentId = nextResidentId()
        const { value } = await grantAs(world, personOf(world, residentId), grant(changes))
        const applicant = { name: '测试甲', residentId, phone: '13800000000' }
        return askToSubmit(world, platform, own({ applicant, mandateId: value.id }))
      },
    ],
  ),
]

const deciding: readonly Trial[] = [
  ['REASON_MISSING', 'reason', async () => decideSeen(await handedIn(), { outcome: 'REFUSE' })],
  ['REFUSAL_CHECK', 'refusal', async () => refuse(await handedIn())],
  [
    'REFUSAL_CHECK',
    'refusal.check',
    async () => refuse(await handedIn(), { ground: 'CHECK_FAILS', check: 'AGE_BELOW' }),
  ],
  [
    'REFUSAL_CHECK_BESIDE',
    'refusal.check',
    async () => refuse(await handedIn(), { ground: 'OTHER_LAW', check: 'AGE_BELOW' }),
  ],
  ['VERSION_CHANGED', 'expectedVersion', async () => decideSeen(await handedIn(), { expectedVersion: 99 })],
  ['APPLICATION_CLOSED', 'applicationId', async () => decideSeen(await withdrawn())],
  [
    'NOT_ITS_AUTHORITY',
    'applicationId',
    async () => decideSeen(await handedIn(), {}, { ...clerk, authority: 'county' }),
  ],
  [
    'NO_AUTHORITY',
    'applicationId',
    async () => {
      const seen = await handedIn()
      world.played.offices = { [station]: undefined }
      return decideSeen(seen)
    },
  ],
  [
    'NO_POWER_TO_DECIDE',
    'applicationId',
    async () => {
      const seen = await handedIn()
      world.played.offices = { [station]: { kind: 'STATION', authority: 'bureau', delegations: [] } }
      return decideSeen(seen)
    },
  ],
  [
    'AUTHORITY_UNKNOWN',
    'applicationId',
    async () => {
      const seen = await handedIn()
      world.played.offices = { [station]: { kind: 'STATION', authority: 'bureau', delegations: null } }
      return decideSeen(seen)
    },
  ],
  // What is closed says that no repeat helps, wherever it is met.
  ['APPLICATION_CLOSED', 'applicationId', async () => refresh({ applicationId: (await withdrawn()).id })],
  [
    'APPLICATION_CLOSED',
    'applicationId',
    async () => {
      const seen = await withdrawn()
      return withdraw({ applicationId: seen.id, expectedVersion: seen.version + 1 })
    },
  ],
  [
    'VERSION_CHANGED',
    'expectedVersion',
    async () => withdraw({ applicationId: (await handedIn()).id, expectedVersion: 99 }),
  ],
]

const onPaper: readonly Trial[] = [
  ['DIGEST_FORM', 'fileDigest', async () => addTo(await waitingFor('usage'), { fileDigest: 'x' })],
  ['FILE_NOT_UPLOADED', 'fileDigest', async () => addTo(await waitingFor('usage'))],
  ['PAPER_NOT_TAKEN', 'check', async () => addTo(await waitingFor('usage'), { check: 'NO_PERMIT_IN_FORCE' })],
  ['PAPER_NOT_NEEDED', 'check', async () => addTo(await waitingFor('usage'), { check: 'SEATS_AT_MOST' })],
  [
    'PAPER_DAY_MISSING',
    'statesDay',
    async () => addTo(await waitingFor('policeStatus'), { check: 'AGE_BELOW' }),
  ],
  [
    'PAPER_DAY_IMPLAUSIBLE',
    'statesDay',
    async () => addTo(await waitingFor('policeStatus'), { check: 'AGE_BELOW', statesDay: '2030-01-01' }),
  ],
  [
    'PAPER_DAY_NOT_STATED',
    'statesDay',
    async () => addTo(await waitingFor('usage'), { statesDay: '2024-05-01' }),
  ],
  ['FIELD_TOO_SHORT', 'reason', async () => addTo(await waitingFor('usage'), { reason: ' ' })],
  [
    'PAPER_CONTRADICTED',
    'check',
    async () => {
      const evidence = goodEvidence()
      Object.assign(evidence.vehicle?.usage as object, { status: 'CONFLICTING' })
      world.played.evidence = evidence
      return addTo(await handedIn(), { fileDigest: await fileOf('card') })
    },
  ],
  [
    'PAPER_ENTERED',
    'check',
    async () => {
      const { id, seen, fileDigest } = await enteredPaper()
      // Confirmed, and not evaluated since: the graph answers who may act, and not the evidence.
      world.played.whileAsked = () => Promise.reject(new Error('There is no route to the graph.'))
      await confirm({ id }, secondClerk)
      world.played.whileAsked = undefined
      const { value } = await read(world, seen.id)
      return addTo(value ?? seen, { fileDigest })
    },
  ],
  [
    'PAPER_REPLACED',
    'id',
    async () => {
      const { id, seen, fileDigest } = await enteredPaper()
      const { value } = await read(world, seen.id)
      expect(await refusalOf(addTo(value ?? seen, { fileDigest }))).toBeUndefined()
      return confirm({ id }, secondClerk)
    },
  ],
  ['PAPER_OF_OWN', 'id', async () => confirm({ id: (await enteredPaper()).id })],
  [
    'PAPER_CONFIRMED',
    'id',
    async () => {
      const { id } = await enteredPaper()
      await confirm({ id }, secondClerk)
      return confirm({ id }, { ...clerk, caller: 'clerk-3' })
    },
  ],
  ['FLAG_CLOSED', 'id', async () => review({ id: await reviewedFlag(), reason: '再次核实' })],
]

const mandating: readonly Trial[] = [
  ['PARTY_FORM', 'input.grantedTo', () => askToGrant(world, person(), grant({ grantedTo: {} }))],
  [
    'COMPANY_FORM',
    'input.grantedTo.companyId',
    () => askToGrant(world, person(), grant({ grantedTo: { companyId: 'a b' } })),
  ],
  ['MANDATE_NOT_GRANTORS', 'input.grantedBy', () => askToGrant(world, platform, grant(paper))],
  [
    'GRANTOR_MISSING',
    'input.grantedBy',
    () => askToGrant(world, clerk, grant({ ...paper, grantedBy: undefined })),
  ],
  ['GRANTEE_IS_GRANTOR', 'input.grantedTo', () => askToGrant(world, platform, grant())],
  ['MANDATE_ITEMS', 'input.items', () => askToGrant(world, person(), grant({ items: [] }))],
  ['ITEM_UNKNOWN', 'input.items', () => askToGrant(world, person(), grant({ items: ['XXX-99'] }))],
  ['DATE_ORDER', 'input.validUntil', () => askToGrant(world, person(), grant({ validUntil: '2024-12-31' }))],
  [
    'MANDATE_OVER',
    'input.validUntil',
    () => askToGrant(world, person(), grant({ validUntil: '2025-06-01' })),
  ],
  ['MANDATE_CONSENT', 'input.evidence', () => askToGrant(world, person(), grant({ evidence: 'CONTRACT' }))],
  ['MANDATE_CONSENT', 'input.fileDigest', () => askToGrant(world, person(), grant({ fileDigest: digest }))],
  [
    'MANDATE_PAPER',
    'input.evidence',
    () => askToGrant(world, clerk, grant({ ...paper, evidence: 'CONSENT' })),
  ],
  ['DIGEST_FORM', 'input.fileDigest', () => askToGrant(world, clerk, grant({ ...paper, fileDigest: 'x' }))],
  ['FILE_NOT_UPLOADED', 'input.fileDigest', () => askToGrant(world, clerk, grant(paper))],
  [
    'REGISTRAR_OFFICE',
    'input.evidence',
    async () => {
      const { organisation: _, ...nowhere } = bureau
      return askToGrant(world, nowhere, grant({ ...paper, fileDigest: await fileOf('form', nowhere) }))
    },
  ],
  ...(
    [
      ['LAST_DAY_PAST', '2025-06-01'],
      ['LAST_DAY_LATER', '2026-01-01'],
    ] as const
  ).map(
    ([fault, lastDay]): Trial => [
      fault,
      'lastDay',
      async () => {
        const login = person()
        return askToEnd(world, login, (await grantAs(world, login)).value.id, { lastDay })
      },
    ],
  ),
  [
    'REASON_MISSING',
    'reason',
    async () => askToEnd(world, bureau, (await grantAs(world, person())).value.id),
  ],
]

const ten: Principal = { caller: 'platform-10', roles: ['PLATFORM'], organisation: 'PF10' }

const toldBack: readonly Trial[] = [
  ['CALLBACK_TYPES', 'input.types', () => register({ input: { ...hook, types: [] } }, platform)],
  [
    'CALLBACK_URL',
    'input.url',
    () => register({ input: { ...hook, url: 'http://partner.example/' } }, platform),
  ],
  [
    'CALLBACK_URL',
    'input.url',
    () => register({ input: { ...hook, url: 'https://nowhere.invalid/' } }, platform),
  ],
  [
    'CALLBACK_PARTNER',
    'authorization',
    () => register({ input: hook }, { caller: 'platform-0', roles: ['PLATFORM'] }),
  ],
  [
    'CALLBACKS_TOO_MANY',
    'input',
    async () => {
      for (let count = 0; count < 10; count += 1) await registered(ten)
      return register({ input: hook }, ten)
    },
  ],
  ...[disable, rotate].map(
    (act): Trial => [
      'CALLBACK_DISABLED',
      'id',
      async () => {
        const id = await registered(otherPlatform)
        await disable({ id }, otherPlatform)
        return act({ id }, otherPlatform)
      },
    ],
  ),
  ['DELIVERY_UNDER_WAY', 'id', async () => resend({ id: await deliveryUnderWay() }, platform)],
]

const nobodys = '00000000-0000-4000-8000-000000000000'
const notThere: readonly Trial[] = [
  ['NOT_FOUND', 'applicationId', async () => decideSeen(await handedIn(), { applicationId: nobodys })],
  ['NOT_FOUND', 'applicationId', () => refresh({ applicationId: nobodys })],
  ['NOT_FOUND', 'applicationId', () => withdraw({ applicationId: nobodys, expectedVersion: 1 })],
  ['NOT_FOUND', 'applicationId', async () => addTo(await handedIn(), { applicationId: nobodys })],
  ['NOT_FOUND', 'id', () => confirm({ id: nobodys })],
  ['NOT_FOUND', 'id', () => review({ id: nobodys, reason: 'x' })],
  ['NOT_FOUND', 'id', () => askToEnd(world, otherClerk, nobodys, { reason: 'x' })],
  ['NOT_FOUND', 'id', () => disable({ id: nobodys }, platform)],
  [
    'IDEMPOTENCY_KEY_REUSED',
    'idempotencyKey',
    async () => {
      await submitAs(world, own(), 'a key')
      return askToSubmit(world, clerk, own(), 'a key')
    },
  ],
  [
    'IDEMPOTENCY_KEY_REUSED',
    'idempotencyKey',
    async () => {
      const login = person()
      await grantAs(world, login, grant(), 'a key')
      return askToGrant(world, login, grant({ items: ['FRT-01'] }), 'a key')
    },
  ],
  [
    'IDEMPOTENCY_KEY_REUSED',
    'idempotencyKey',
    async () => {
      await decideSeen(await handedIn(), { idempotencyKey: 'a key' })
      return decideSeen(await handedIn(), { idempotencyKey: 'a key' })
    },
  ],
]

/** A number as people write it, and where it may be written though nothing asks for it. */
const inParts = '330399 19900307-0019'
const holding: readonly (readonly [field: string, act: () => Answer | Promise<Answer>])[] = [
  [
    'input.applicant.name',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), name: `测试甲 ${inParts}` } })),
  ],
  [
    'input.applicant.phone',
    () => askToSubmit(world, clerk, own({ applicant: { ...newApplicant(), phone: '330399(19900307)0019' } })),
  ],
  ['input.officeId', () => askToSubmit(world, bureau, own({ officeId: '330399-19900307-0019' }))],
  [
    'input.platformCompanyId',
    () => askToSubmit(world, clerk, own({ platformCompanyId: 'ID330399199003070019' })),
  ],
  ['idempotencyKey', () => askToSubmit(world, clerk, own(), `key ${inParts}`)],
  ['reason', async () => decideSeen(await handedIn(), { outcome: 'REFUSE', reason: `不符\n${inParts}` })],
  ['reason', async () => addTo(await waitingFor('usage'), { reason: inParts })],
  ['reason', () => withdraw({ applicationId: crypto.randomUUID(), expectedVersion: 1, reason: inParts })],
  ['reason', () => review({ id: crypto.randomUUID(), reason: inParts })],
  ['reason', () => askToEnd(world, clerk, crypto.randomUUID(), { reason: inParts })],
  [
    'input.grantedTo.companyId',
    () => askToGrant(world, person(), grant({ grantedTo: { companyId: '330399_19900307_0019' } })),
  ],
  [
    'input.grantedTo.uscc',
    () => askToGrant(world, person(), grant({ grantedTo: { uscc: '330399199003070019' } })),
  ],
  [
    'input.url',
    () => register({ input: { ...hook, url: 'http://127.0.0.1:9/330399/19900307/0019' } }, platform),
  ],
]

const trials = [
  ...submitting,
  ...deciding,
  ...onPaper,
  ...mandating,
  ...toldBack,
  ...holding.map(([field, act]): Trial => ['PERSONAL_NUMBER', field, act]),
]

describe('a refusal of an act', () => {
  it.each(trials)('names why and where, and what would be right: %s at %s', async (fault, field, act) => {
    const refusal = await refusalOf(Promise.resolve(act()))
    expect(refusal).toMatchObject({ fault, field, advice: findFaultAdvice(fault) })
    expect(Object.values<unknown>(errorCodes)).not.toContainEqual(refusal?.advice)
  })

  it.each(notThere)(
    'says by its code alone what would be right where that is always the same: %s at %s',
    async (code, field, act) => {
      expect(await refusalOf(Promise.resolve(act()))).toMatchObject({
        code,
        field,
        advice: isErrorCode(code) && errorCodes[code],
      })
    },
  )

  it('names an argument of the schema', () => {
    const sdl = readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8')
    const mutation = buildSchema(sdl, { assumeValidSDL: true }).getMutationType()
    const paths = new Set(
      Object.values(mutation?.getFields() ?? {}).flatMap(({ args }) =>
        args.flatMap(({ name, type }) => pathsOf(name, getNamedType(type))),
      ),
    )
    const named = [...trials, ...notThere].map(([, field]) => field)
    // Who asks is no argument.
    expect(named.filter((field) => field !== 'authorization' && !paths.has(field))).toEqual([])
  })

  it('is provoked here for every code there is', () => {
    const provoked = new Set(trials.map(([fault]) => fault))
    // Originals are uploaded and read over HTTP.
    const elsewhere: ActFaultCode = 'OFFICERS_ONLY'
    expect(Object.keys(actFaults).filter((fault) => !provoked.has(fault))).toEqual([elsewhere])
  })
})

/** Paths of an argument and of every field inside of it. */
function pathsOf(path: string, type: GraphQLNamedType): string[] {
  if (!isInputObjectType(type)) return [path]
  const inside = Object.values(type.getFields())
  return [path, ...inside.flatMap((field) => pathsOf(`${path}.${field.name}`, getNamedType(field.type)))]
}
