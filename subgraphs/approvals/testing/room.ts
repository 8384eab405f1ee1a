/** The approval step in a test: the real room over a real database, with the graph and the owning room played at the boundary. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { openLog, silentLog } from '@one-visit/kit/log.ts'
import { type Principal, principalHeader, signPrincipal } from '@one-visit/kit/room/principal.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { askRoom, fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { type Jobs, openJobs } from '@one-visit/kit/work/jobs.ts'
import { readWebhookSecret, signWebhook } from '@one-visit/kit/work/webhook.ts'
import { residentIdCheckCharacter } from '@one-visit/schema/identifiers.ts'
import { buildApp } from '../app.ts'
import type { SinkToVerify } from '../audit/verify-sink.ts'
import { countUnchained } from '../audit/writer.ts'
import type { Resolve } from '../callbacks/address.ts'
import { pseudonymous } from '../cases/known-as.ts'
import type { Ask } from '../graph/gateway.ts'
import { findApplication } from '../store/questions.ts'

export const vin = 'LSVAA4182E2123456'
export const station = '330399001'
export const division = '330399'
export const start = '2025-06-02T02:00:00.000Z'

export const clerk: Principal = {
  caller: 'clerk-1',
  roles: ['STATION_CLERK'],
  organisation: station,
  division,
}
export const secondClerk: Principal = { ...clerk, caller: 'clerk-2' }
export const otherClerk: Principal = { ...clerk, caller: 'clerk-9', organisation: '330399002' }
export const bureau: Principal = {
  caller: 'bureau-1',
  roles: ['BUREAU_CLERK'],
  organisation: 'bureau',
  division,
}
export const auditor: Principal = { caller: 'auditor-1', roles: ['AUDITOR'] }

type Envelope = Record<string, unknown>
type Evidence = Record<string, Record<string, unknown>>

/** What a record of a list says of itself. */
export const ofItself = { confirmedAt: '2025-06-02T01:00:00.000Z', contradicted: false }

/** Owner who is whoever applies; the room puts in the key. */
const ofApplicant: Owner = { ownerRef: 'APPLICANT', ownerUscc: null }

interface Owner {
  ownerRef: string | null
  ownerUscc: string | null
}

/** Resident ID number of who hands in for himself. */
const residentId = '330399199001010012'

/** Evidence on which every check of both items passes. */
export function goodEvidence(): Evidence {
  return {
    vehicle: {
      vin,
      permits: envelope('transport-register', vin, {
        status: 'CONFIRMED_ABSENT',
        records: [],
        complete: true,
      }),
      registration: envelope('transport-register', vin, { status: 'CONFIRMED_ABSENT', record: null }),
      usage: envelope('traffic-police', vin, {
        record: { current: 'RIDE_HAILING', previous: 'NON_COMMERCIAL', changeCompleted: true },
      }),
      policeStatus: envelope('traffic-police', vin, {
        record: {
          letters: [{ letter: 'A', effect: 'NONE' }],
          plateNumber: '浙CT1234',
          seats: 5,
          wheelbaseMm: 2700,
          grossMassKg: 5000,
          vehicleType: 'K33',
          registeredOn: '2024-05-01',
          scrapOn: null,
          scrapOnUnlimited: true,
        },
      }),
      safety: envelope('inspection-station', vin, {
        record: {
          verdict: 'PASS',
          grade: null,
          validUntil: '2026-06-01',
          annulled: false,
          odometerKm: 20_000,
          duringClosure: false,
        },
      }),
      comprehensive: envelope('inspection-station', vin, {
        record: {
          verdict: 'PASS',
          grade: 'GRADE_1',
          validUntil: '2026-06-01',
          annulled: false,
          duringClosure: false,
        },
      }),
      equipment: envelope('inspection-station', vin, { record: { positioning: true, alarm: true } }),
      platformRecord: envelope('platform', vin, {
        record: {
          plateNumber: '浙CT1234',
          inService: true,
          positioningBrand: 'b',
          positioningModel: 'm',
          serviceKind: 'RIDE_HAILING',
        },
      }),
      insurance: envelope('platform', vin, {
        records: [
          { kind: '交强险', validFrom: '2025-01-01', validUntil: '2025-12-31', ...ofItself },
          { kind: '承运人责任险', validFrom: '2025-01-01', validUntil: '2025-12-31', ...ofItself },
        ],
        complete: true,
      }),
      mileage: envelope('platform', vin, { record: { totalKm: 21_000 } }),
      owner: envelope('traffic-police', vin, { record: { name: '测试甲', ...ofApplicant } }),
    },
    platform: {
      companyId: 'PF1',
      permit: envelope('platform', `PF1/${division}`, {
        record: {
          inForce: true,
          validFrom: '2024-01-01',
          validUntil: '2027-01-01',
          validUntilUnlimited: false,
        },
      }),
    },
    operator: {
      uscc: operatorUscc,
      registration: envelope('transport-register', operatorUscc, { record: { name: '虚构货运有限公司' } }),
      licences: envelope('transport-register', operatorUscc, {
        records: [
          {
            scope: ['FREIGHT'],
            valid: true,
            validFrom: '2020-01-01',
            validUntil: null,
            validUntilUnlimited: true,
            ...ofItself,
          },
        ],
        complete: true,
      }),
    },
    office: { id: station },
  }
}

/** The same of another vehicle, as a test has it whose events are to wake nothing of others. */
export function goodEvidenceOf(other: string): Evidence {
  return JSON.parse(JSON.stringify(goodEvidence()).replaceAll(vin, other))
}

function envelope(source: string, subject: string, content: Envelope): Envelope {
  return {
    status: 'PRESENT',
    source: { id: source, name: source, authority: 'test' },
    subject,
    confirmedAt: ofItself.confirmedAt,
    observedAt: '2025-06-02T01:00:01.000Z',
    revision: 'r1',
    unreadSince: null,
    behind: null,
    ...content,
  }
}

/** A well-formed synthetic credit code. */
export const operatorUscc = '91330399MA0000007R'

/** An office as the played directory has it. */
export interface PlayedOffice {
  readonly kind: 'BUREAU' | 'COUNTY' | 'STATION' | 'COMPANY'
  readonly authority: string
  /** Delegations of every item; those of its kind, since 2020, when left out. Null where nobody can say. */
  readonly delegations?: readonly object[] | null
}

/** A delegation as the list of an office has it. */
export function delegationOf(powers: readonly string[], validFrom = '2020-01-01', validUntil?: string) {
  return { powers, validFrom, validUntil: validUntil ?? null, ...ofItself }
}

/** The authority of every office the test does not speak of. */
const bureauOffice: PlayedOffice = { kind: 'BUREAU', authority: 'bureau' }

function playAuthority(played: Played, { caseOffice, window, item }: Record<string, unknown>): Evidence {
  const officeOf = (id: string): PlayedOffice | undefined => {
    if (id in played.offices) return played.offices[id]
    return id === 'bureau' ? bureauOffice : { kind: 'STATION', authority: 'bureau' }
  }
  const authorityOf = (id: string): Envelope => {
    const office = officeOf(id)
    const authority = office && officeOf(office.authority)
    const record = authority && {
      office: { id: office.authority },
      name: `机关${office.authority}`,
      kind: authority.kind,
      windowKind: office.kind,
    }
    const status = record ? 'PRESENT' : 'CONFIRMED_ABSENT'
    return envelope('office-directory', id, { status, record: record ?? null })
  }
  const delegationsOf = (id: string): Envelope | null => {
    const kind = officeOf(id)?.kind
    const usual = [delegationOf(kind === 'COMPANY' ? ['ACCEPT', 'ISSUE'] : ['ACCEPT', 'DECIDE', 'ISSUE'])]
    const records = kind === undefined ? [] : (officeOf(id)?.delegations ?? usual)
    if (officeOf(id)?.delegations === null) return null
    const status = records.length > 0 ? 'PRESENT' : 'CONFIRMED_ABSENT'
    return envelope('office-directory', `${id}/${String(item)}`, { status, records, complete: true })
  }
  const own = String(window)
  return {
    case: { id: caseOffice, authority: authorityOf(String(caseOffice)) },
    window: { id: window, authority: authorityOf(own), delegations: delegationsOf(own) },
  }
}

/** What the played graph and the played owning room do next, and what they were asked. */
export interface Played {
  evidence: Evidence
  /** What it holds for one operation, where that is something else. */
  evidenceFor: Readonly<Record<string, Evidence>>
  /** What the directory says of offices beside the station and the bureau it belongs to: of one that is undefined, that there is none. */
  offices: Readonly<Record<string, PlayedOffice | undefined>>
  /** Errors of rooms, beside what the others answered. */
  errors: readonly object[]
  /** Whether the graph gives no answer at all. */
  silent: boolean
  /** Runs while the graph is asked: the place to change the world under a decision. */
  whileAsked: (() => Promise<void>) | undefined
  asked: { operation: string; headers: Record<string, string>; variables: Record<string, unknown> }[]
  /** Answer of the permits feed; throws to be out of reach. */
  feed: (body: string) => { status: number; body: unknown }
  posted: { url: string; body: string; headers: Record<string, string> }[]
}

/** The room over a database of its own, with a gateway, partners and a clock that the test plays. */
export interface TestRoom {
  readonly db: Database
  readonly room: Room
  readonly jobs: Jobs
  readonly played: Played
  readonly clock: ReturnType<typeof fixedClock>
  /** The pseudonym a caller is kept by. */
  nameOf(principal?: Principal): string
  graph(query: string, variables: Record<string, unknown>, principal?: Principal): ReturnType<typeof askRoom>
  event(
    event: Record<string, unknown>,
    options?: { id?: string; secret?: string },
  ): Promise<{ status: number; body: Record<string, unknown> }>
  /** Posts a message of events as it is, signed. */
  message(body: string | Buffer): Promise<{ status: number; body: Record<string, unknown> }>
  upload(
    body: Buffer,
    principal?: Principal,
    mediaType?: string,
  ): Promise<{ status: number; digest: string; code: string }>
  /** The file of paper evidence. */
  original(
    id: string,
    principal: Principal,
  ): Promise<{
    statusCode: number
    headers: Readonly<Record<string, unknown>>
    rawPayload: Buffer
  }>
  /** Waits until no job is left. */
  settle(): Promise<void>
  /** Waits until every act has its place in the audit chain. */
  chained(): Promise<void>
  /** The file of the audit's checkpoints, and the key they are checked by. */
  readonly sink: SinkToVerify
  /** The pseudonym of a person, as this room makes it. */
  refOf(residentId: string): string
  close(): Promise<void>
}

/** Receipt of a feed that took the one record of a message. */
export function receipt(outcome: string, code?: string) {
  return {
    status: 201,
    body: { receiptId: 'receipt-1', status: 'PROCESSED', records: [{ outcome, ...(code && { code }) }] },
  }
}

const newEventId = (): string => `evt_${randomBytes(6).toString('hex')}`

/**
 * Builds the room; the caller closes it. `crash` is called with the name of every crash point, `resolve` finds the hosts of
 * callbacks, `loopback` lets them lead to this machine.
 */
export async function testRoom(
  options: { crash?: (name: string) => void; resolve?: Resolve; loopback?: boolean } = {},
): Promise<TestRoom> {
  const db = await testDatabase()
  const keys = testKeys()
  const clock = fixedClock(start)
  const auditKeys = generateKeyPairSync('ed25519')
  const folder = mkdtempSync(join(tmpdir(), 'approvals-'))
  const auditSink = join(folder, 'checkpoints.ndjson')
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const played: Played = {
    evidence: goodEvidence(),
    evidenceFor: {},
    offices: {},
    errors: [],
    silent: false,
    whileAsked: undefined,
    asked: [],
    feed: () => receipt('APPLIED'),
    posted: [],
  }
  const applicantOf = async (id: string): Promise<Owner> => {
    const row = await db.read(ownWork, (tx) => findApplication(tx, id))
    return { ownerRef: row?.applicantRef ?? null, ownerUscc: row?.applicantUscc ?? null }
  }
  const ask: Ask = async ({ query, variables, headers }) => {
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? ''
    played.asked.push({ operation, headers, variables })
    if (played.silent) throw new Error('There is no route to the graph.')
    if (operation === 'RequestPoliceRecord') {
      return { status: 200, body: { data: { requestPoliceRecord: { id: 'p', started: true } } } }
    }
    if (operation === 'ActingAuthority')
      return { status: 200, body: { data: playAuthority(played, variables) } }
    const item = operation.startsWith('Frt01Evidence') ? 'FRT-01' : 'RHL-02'
    const evidence = structuredClone(played.evidenceFor[operation] ?? played.evidence)
    const officeId = String(variables.officeId)
    evidence.office = {
      delegation: envelope('office-directory', `${officeId}/${item}`, {
        record: { validFrom: '2020-01-01', validUntil: null },
      }),
      delegations: envelope('office-directory', `${officeId}/${item}`, {
        records: [delegationOf(['ACCEPT', 'DECIDE', 'ISSUE'])],
        complete: true,
      }),
      entry: envelope('office-directory', officeId, { record: { division } }),
      ...evidence.office,
      id: officeId,
    }
    const owner = evidence.vehicle?.owner as { record?: Owner } | null | undefined
    if (owner?.record?.ownerRef === ofApplicant.ownerRef)
      Object.assign(
        owner.record,
        item === 'FRT-01'
          ? { ownerRef: null, ownerUscc: operatorUscc }
          : await applicantOf(headers['x-hub-application'] ?? ''),
      )
    await played.whileAsked?.()
    return {
      status: 200,
      body: { data: evidence, ...(played.errors.length > 0 && { errors: played.errors }) },
    }
  }
  const post: Post = async (url, headers, body) => {
    played.posted.push({ url, body: String(body), headers: { ...headers } })
    const answer = played.feed(String(body))
    return { status: answer.status, headers: {}, body: JSON.stringify(answer.body) }
  }
  const room = await buildApp({
    db,
    clock,
    log: process.env.TEST_LOG ? openLog('test', 'warn') : silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    callbackLoopback: options.loopback ?? true,
    ...(options.resolve && { resolve: options.resolve }),
    pseudonymKey: keys.pseudonymKey,
    subscribers: [],
    post,
    crash: options.crash ?? (() => undefined),
    ask,
    serviceKey: generateKeyPairSync('ed25519').privateKey,
    certificateKey: generateKeyPairSync('ed25519').privateKey,
    auditKey: auditKeys.privateKey,
    auditSink,
    feeds: { vehicles: { url: 'http://vehicles/feeds/vehicles/permits', secret } },
    eventSecrets: [secret],
  })
  const jobs = await openJobs({ db, room: 'approvals', log: silentLog() })
  const send = async (body: string | Buffer, { id = newEventId(), by = secret } = {}) => {
    const signed = signWebhook({ id, body, at: clock() }, [{ kind: 'hmac', secret: readWebhookSecret(by) }])
    const answer = await room.app.inject({
      method: 'POST',
      url: '/events',
      headers: { 'content-type': 'application/json', ...signed },
      body,
    })
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
  }
  const knownAs = pseudonymous(keys.pseudonymKey)
  return {
    db,
    room,
    sink: { path: auditSink, keys: [auditKeys.publicKey] },
    jobs,
    played,
    clock,
    nameOf: (principal = clerk) => knownAs(principal).caller,
    graph: (query, variables, principal = clerk) =>
      askRoom(room, { query, variables, principal, keys, now: clock() }),
    event: (event, { id = newEventId(), secret: by = secret } = {}) =>
      send(JSON.stringify({ id, occurredAt: clock().toISOString(), data: {}, ...event }), { id, by }),
    message: (body) => send(body),
    upload: async (body, principal = clerk, mediaType = 'application/pdf') => {
      const token = signPrincipal(principal, keys.principal.privateKey, clock())
      const answer = await room.app.inject({
        method: 'POST',
        url: '/uploads',
        headers: { 'content-type': mediaType, [principalHeader]: token },
        body,
      })
      return { status: answer.statusCode, ...(answer.json() as { digest: string; code: string }) }
    },
    refOf: (residentId) => pseudonymOf(residentId, keys.pseudonymKey),
    original: (id, principal) =>
      room.app.inject({
        url: `/paper-evidence/${id}/file`,
        headers: { [principalHeader]: signPrincipal(principal, keys.principal.privateKey, clock()) },
      }),
    settle: () => jobs.idle(),
    chained: async () => {
      while ((await countUnchained(db)) > 0) await sleep(20)
    },
    close: async () => {
      await room.close()
      await jobs.stop()
      await db.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const applicationFields = `id number state version round itemVersion applicantName vehicle { vin } office { id }
  evaluation { verdict factsDigest snapshotDigest findings { code verdict source } }
  decisions { id outcome round decidedBy reason }
  certificate { id state number onPaper validFrom validUntil reviewReasons token
    flags { id field source oldValue newValue state } }
  paperEvidence { id check enteredBy confirmedBy }`

/** An application as these tests read it. */
export interface Seen {
  id: string
  number: string
  state: string
  version: number
  round: number
  itemVersion: number
  applicantName: string
  evaluation: {
    verdict: string
    factsDigest: string
    snapshotDigest: string
    findings: { code: string; verdict: string; source: string | null }[]
  }
  decisions: { id: string; outcome: string; round: number; decidedBy: string; reason: string | null }[]
  certificate: {
    id: string
    state: string
    number: string
    onPaper: boolean
    validFrom: string
    validUntil: string
    reviewReasons: string[]
    flags: { id: string; field: string; source: string; oldValue: string; newValue: string; state: string }[]
    token: string
  } | null
  paperEvidence: { id: string; check: string; enteredBy: string; confirmedBy: string | null }[]
}

/** How many applicants there have been; each is another synthetic person of division 330399. */
let applicants = 0

/** The resident ID number of a person nobody was before. */
export function nextResidentId(): string {
  applicants += 1
  const born = new Date(Date.UTC(1970, 0, 1 + (applicants % 9_000))).toISOString().slice(0, 10)
  const body = `330399${born.replaceAll('-', '')}${String(200 + Math.floor(applicants / 9_000)).padStart(3, '0')}`
  return `${body}${residentIdCheckCharacter(body)}`
}

const submit = `mutation($input: SubmitApplicationInput!, $key: String!) {
  submitApplication(input: $input, idempotencyKey: $key) { ${applicationFields} } }`

/** What an owner hands in at the station's window; always the same one unless the changes say otherwise. */
export function submission(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    item: 'RHL-02',
    officeId: station,
    applicant: { name: '测试甲', residentId, phone: '13800000000' },
    vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' },
    platformCompanyId: 'PF1',
    division,
    ...changes,
  }
}

/** Answer of the graph, with the code of its first error. */
export async function outcome<T>(
  answer: ReturnType<typeof askRoom>,
  field: string,
): Promise<{ value: T; code: string | undefined }> {
  const { data, errors } = await answer
  const code = errors?.[0]?.extensions.code
  if (
    code === 'INTERNAL_SERVER_ERROR' ||
    code === 'GRAPHQL_VALIDATION_FAILED' ||
    (code === undefined && !data)
  )
    throw new Error(JSON.stringify(errors))
  const value = (data as Record<string, T> | undefined | null)?.[field] as T
  return { value, code }
}

/** An owner who has handed in nothing before. */
export function newApplicant() {
  return { name: '测试甲', residentId: nextResidentId(), phone: '13800000000' }
}

/** Hands in an application; that of another owner each time, unless the input is given. */
export function submitAs(
  world: TestRoom,
  input = submission({ applicant: newApplicant() }),
  key = randomBytes(6).toString('hex'),
  as: Principal = clerk,
) {
  return outcome<Seen>(world.graph(submit, { input, key }, as), 'submitApplication')
}

/** An application as the clerk, or whoever is said, sees it; null where they may not. */
export function read(world: TestRoom, id: string, as: Principal = clerk) {
  return outcome<Seen | null>(
    world.graph(`query($id: ID!) { application(id: $id) { ${applicationFields} } }`, { id }, as),
    'application',
  )
}

/** Decides an application as it was seen. */
export function decideAs(
  world: TestRoom,
  seen: Seen,
  changes: Record<string, unknown> = {},
  as: Principal = clerk,
) {
  return outcome<{
    status: string
    application: Seen
    decision: { id: string; refusalGround: string | null; refusalCheck: string | null } | null
  }>(
    world.graph(
      `mutation($id: ID!, $version: Int!, $digest: String!, $key: String!, $outcome: DecisionOutcome!, $reason: String, $refusal: RefusalInput) {
        decide(applicationId: $id, expectedVersion: $version, factsDigest: $digest, idempotencyKey: $key, outcome: $outcome, reason: $reason, refusal: $refusal) {
          status application { ${applicationFields} } decision { id refusalGround refusalCheck } } }`,
      {
        id: seen.id,
        version: seen.version,
        digest: seen.evaluation.factsDigest,
        key: randomBytes(6).toString('hex'),
        outcome: 'APPROVE',
        ...changes,
      },
      as,
    ),
    'decide',
  )
}
