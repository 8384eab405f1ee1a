import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readDoor, readGatewayConfig, readIssuer } from './config.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const env = {
  PORT: '4000',
  HUB_ROOMS: '{"vehicles":"http://vehicles:4001"}',
  HUB_PRINCIPAL_PRIVATE_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  HUB_SERVICE_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  OIDC_ISSUER: 'https://id.example',
  OIDC_JWKS_URL: 'https://id.example/jwks.json',
}

describe('the settings of a gateway', () => {
  it('are read with the safe choice where nothing is said', () => {
    expect(readGatewayConfig(env)).toMatchObject({
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      OIDC_ALGORITHMS: ['EdDSA', 'ES256', 'RS256'],
      HUB_ROOMS: { vehicles: 'http://vehicles:4001' },
    })
  })
  it('are refused with all their faults at once', () => {
    const wrong = {
      PORT: 'x',
      HUB_ROOMS: '{"a":"ftp://b"}',
      HUB_PRINCIPAL_PRIVATE_KEY: 'AAAA',
      OIDC_ALGORITHMS: 'HS256',
    }
    const read = () => readGatewayConfig(wrong)
    for (const name of [...Object.keys(wrong), 'HUB_SERVICE_PUBLIC_KEY', 'OIDC_ISSUER', 'OIDC_JWKS_URL'])
      expect(read).toThrow(name)
  })
})

describe('the issuer of the one-process mode', () => {
  it('is the embedded one where no setting speaks of another', () => {
    expect(readIssuer({ OIDC_AUDIENCE: 'x', OIDC_ISSUER: '' })).toBeUndefined()
  })
  it('is the one the settings name, whole or not at all', () => {
    expect(readIssuer(env)).toMatchObject({ issuer: 'https://id.example', audience: 'one-visit-hub' })
    expect(() => readIssuer({ OIDC_JWKS_URL: 'https://id.example/jwks.json' })).toThrow('OIDC_ISSUER')
  })
})

describe('the origins whose pages may ask', () => {
  it('are read each in full', () => {
    const read = readDoor({ HUB_CORS_ORIGINS: 'https://desk.example.cn, http://10.0.0.5:8080' })
    expect(read.corsOrigins).toEqual(['https://desk.example.cn', 'http://10.0.0.5:8080'])
    expect(readDoor({}).corsOrigins).toEqual([])
  })
  it.each([
    '*',
    'https://*.example.cn',
    'null',
    'desk.example.cn',
    'https://desk.example.cn/',
    'https://desk.example.cn/page',
    'https://Desk.example.cn',
    'https://a.example https://b.example',
    'ftp://desk.example.cn',
    'https://user@desk.example.cn',
  ])('are refused by name where one is %s', (text) => {
    expect(() => readDoor({ HUB_CORS_ORIGINS: `https://ok.example,${text}` })).toThrow(/HUB_CORS_ORIGINS/)
  })
})
