import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { fixedClock } from '@one-visit/kit/testing.ts'
import { exportJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, serve } from '../testing.ts'
import { createAuthenticate, externalIssuer, hubAudience, nobody, serviceIssuer } from './authenticate.ts'
import { type EmbeddedIssuer, openEmbeddedIssuer } from './issuer.ts'

const clock = fixedClock('2026-03-01T08:00:00Z')
const now = Math.floor(clock().getTime() / 1000)
const service = generateKeyPairSync('ed25519')
const clerk = account('BUREAU_CLERK', { organisation: 'bureau', division: '330300' })
let issuer: EmbeddedIssuer

beforeAll(async () => {
  issuer = await openEmbeddedIssuer({
    environment: 'development',
    origin: 'http://hub.test',
    accounts: [clerk],
    clock,
  })
})
const check = () => createAuthenticate({ issuer, serviceKey: service.publicKey, clock })

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const serviceClaims = {
  iss: serviceIssuer,
  sub: serviceIssuer,
  aud: hubAudience,
  iat: now,
  exp: now + 60,
  roles: ['HUB_EVIDENCE'],
  act: { sub: 'clerk-1', kind: 'person' },
  item: 'RHL-02',
  application: 'a-1',
}

function serviceToken(
  claims: object = serviceClaims,
  key: KeyObject = service.privateKey,
  alg = 'EdDSA',
): string {
  const body = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`
  return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`
}

const refused = { code: 'UNAUTHENTICATED' }

describe('an access token', () => {
  it('says who calls, for whom and as what', async () => {
    expect(await check()(`Bearer ${await issuer.issue(clerk)}`)).toEqual({
      principal: { caller: clerk.id, roles: ['BUREAU_CLERK'], organisation: 'bureau', division: '330300' },
      applicationId: undefined,
      isInner: false,
    })
  })
  it('says whose officer a clerk is', async () => {
    const officer = account('STATION_CLERK', { organisation: '330303001', authority: 'wenzhou-bureau' })
    expect((await check()(`Bearer ${await issuer.issue(officer)}`)).principal).toMatchObject({
      organisation: '330303001',
      authority: 'wenzhou-bureau',
    })
  })
  it('is not needed to be nobody', async () => {
    expect(await check()(undefined)).toBe(nobody)
  })
  it.each([
    'Bearer',
    'Bearer x',
    'Basic eDp5',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer ..',
    `Bearer ${'a'.repeat(9_000)}.b.c`,
  ])('of no form is refused and not taken for nobody: %s', async (header) => {
    await expect(check()(header)).rejects.toMatchObject(refused)
  })
  it('is refused when a byte of it was changed', async () => {
    const [header = '', , signature = ''] = (await issuer.issue(clerk)).split('.')
    const claims = {
      iss: 'http://hub.test',
      aud: hubAudience,
      sub: 'x',
      roles: ['AUDITOR'],
      exp: now + 3_600,
    }
    await expect(check()(`Bearer ${header}.${encode(claims)}.${signature}`)).rejects.toMatchObject(refused)
  })
  it('is refused when it has expired, also after it was accepted', async () => {
    const authenticate = check()
    const header = `Bearer ${await issuer.issue(clerk)}`
    await authenticate(header)
    clock.set('2026-03-01T09:00:06Z')
    await expect(authenticate(header)).rejects.toMatchObject(refused)
    await expect(check()(header)).rejects.toMatchObject(refused)
    clock.set('2026-03-01T08:00:00Z')
  })
  it('is refused unsigned, and signed with the public key as a secret', async () => {
    const claims = { iss: 'http://hub.test', aud: hubAudience, sub: 'x', exp: now + 60 }
    await expect(check()(`Bearer ${encode({ alg: 'none' })}.${encode(claims)}.AA`)).rejects.toMatchObject(
      refused,
    )
    const body = `${encode({ alg: 'HS256' })}.${encode(claims)}`
    const mac = createHmac('sha256', service.publicKey.export({ format: 'pem', type: 'spki' })).update(body)
    await expect(check()(`Bearer ${body}.${mac.digest('base64url')}`)).rejects.toMatchObject(refused)
  })
  it('carries neither the role of the hub itself nor an unknown one', async () => {
    const token = await issuer.issue({
      ...clerk,
      roles: ['HUB_EVIDENCE', 'CITIZEN', 'constructor' as 'CITIZEN'],
    })
    expect((await check()(`Bearer ${token}`)).principal.roles).toEqual(['CITIZEN'])
  })
  it('names nobody only by having none', async () => {
    const token = await issuer.issue({ ...clerk, id: 'anonymous' })
    await expect(check()(`Bearer ${token}`)).rejects.toMatchObject(refused)
  })
})

describe('a service token', () => {
  it('is the hub itself, for a case, on behalf of an actor', async () => {
    expect(await check()(`Bearer ${serviceToken()}`)).toEqual({
      principal: { caller: serviceIssuer, roles: ['HUB_EVIDENCE'], itemCode: 'RHL-02', actor: 'clerk-1' },
      applicationId: 'a-1',
      isInner: true,
    })
  })
  it.each([
    ['signed with another key', serviceToken(serviceClaims, generateKeyPairSync('ed25519').privateKey)],
    ['of another audience', serviceToken({ ...serviceClaims, aud: 'x' })],
    ['expired', serviceToken({ ...serviceClaims, iat: now - 120, exp: now - 60 })],
    ['that lives too long', serviceToken({ ...serviceClaims, exp: now + 3_600 })],
    ['without an end', serviceToken({ ...serviceClaims, exp: undefined })],
    ['without an actor', serviceToken({ ...serviceClaims, act: undefined })],
    ['without an item', serviceToken({ ...serviceClaims, item: undefined })],
    ['of another subject', serviceToken({ ...serviceClaims, sub: 'x' })],
    ['that calls its algorithm something else', serviceToken(serviceClaims, service.privateKey, 'HS256')],
  ])('%s is refused', async (_, token) => {
    await expect(check()(`Bearer ${token}`)).rejects.toMatchObject(refused)
  })
  it('is refused where no service is known', async () => {
    const authenticate = createAuthenticate({ issuer, serviceKey: undefined, clock })
    await expect(authenticate(`Bearer ${serviceToken()}`)).rejects.toMatchObject(refused)
  })
})

describe('an issuer outside', () => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let provider: Awaited<ReturnType<typeof serve>>
  let asked = 0
  beforeAll(async () => {
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
    provider = await serve((_, reply) => {
      asked += 1
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
    })
  })
  afterAll(() => provider.close())
  const outside = (jwksUrl: string, algorithms?: ['EdDSA']) =>
    createAuthenticate({
      issuer: externalIssuer({
        issuer: 'https://id.example',
        audience: hubAudience,
        jwksUrl,
        ...(algorithms && { algorithms }),
      }),
      serviceKey: undefined,
      clock,
    })
  const token = (issuerName = 'https://id.example', audience = hubAudience) =>
    new SignJWT({ roles: ['CITIZEN'], ref: 'v1:abc' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuerName)
      .setAudience(audience)
      .setSubject('c')
      .setExpirationTime(now + 60)
      .sign(keys.privateKey)

  it('is believed by the keys it publishes, which are fetched once', async () => {
    const authenticate = outside(provider.url)
    expect((await authenticate(`Bearer ${await token()}`)).principal).toEqual({
      caller: 'c',
      roles: ['CITIZEN'],
      subjectRef: 'v1:abc',
    })
    await authenticate(`Bearer ${await token()}`)
    expect(asked).toBe(1)
  })
  it('is not believed for another issuer, another audience or an algorithm that is not pinned', async () => {
    const authenticate = outside(provider.url)
    for (const wrong of [await token('https://other.example'), await token(undefined, 'other')])
      await expect(authenticate(`Bearer ${wrong}`)).rejects.toMatchObject(refused)
    await expect(outside(provider.url, ['EdDSA'])(`Bearer ${await token()}`)).rejects.toMatchObject(refused)
  })
  it('out of reach is not the caller’s fault', async () => {
    const authenticate = outside('http://127.0.0.1:9/jwks.json')
    await expect(authenticate(`Bearer ${await token()}`)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    })
  })
})
