import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  readWebhookPublicKey,
  readWebhookSecret,
  signWebhook,
  verifyWebhook,
  type WebhookKey,
} from './webhook.ts'

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`
const hmac = (fill: number): WebhookKey => ({ kind: 'hmac', secret: readWebhookSecret(secretOf(fill)) })
const pair = generateKeyPairSync('ed25519')
const now = new Date('2026-01-02T00:00:00Z')
const body = Buffer.from('{"a":1}')
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

describe('a signed message', () => {
  it('is accepted by a key of either kind, whichever of its signatures it made', () => {
    const keys = [hmac(1), hmac(2)]
    const headers = signWebhook({ id: 'msg_1', body, at: now }, [hmac(9), hmac(2)])
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2)
    expect(verifyWebhook(headers, body, keys, now)).toBe('msg_1')
    const asymmetric = signWebhook({ id: 'msg_2', body, at: now }, [
      { kind: 'ed25519', key: pair.privateKey },
      hmac(9),
    ])
    expect(verifyWebhook(asymmetric, body, [{ kind: 'ed25519', key: pair.publicKey }], now)).toBe('msg_2')
  })
  it('is not accepted under the name of the other scheme', () => {
    const headers = signWebhook({ id: 'msg_3', body, at: now }, [hmac(1)])
    const renamed = { ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v1a,') }
    expect(() => verifyWebhook(renamed, body, [hmac(1)], now)).toThrow('No signature')
  })
  it.each([
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('read %i s after it was signed is accepted: %s', (seconds, accepted) => {
    const headers = signWebhook({ id: 'msg_4', body, at: now }, [hmac(1)])
    const verify = () => verifyWebhook(headers, body, [hmac(1)], later(seconds))
    if (accepted) expect(verify()).toBe('msg_4')
    else expect(verify).toThrow('300 s')
  })
  it.each([
    ['an id with a full stop, which would move the boundary to the time', 'msg.5'],
    ['an id without end', 'm'.repeat(201)],
  ])('is refused with %s', (_, id) => {
    const headers = signWebhook({ id, body, at: now }, [hmac(1)])
    expect(() => verifyWebhook(headers, body, [hmac(1)], now)).toThrow('webhook-id')
  })
})

describe('keys of partners', () => {
  it.each(['', 'whsec_', 'whsec_AAAA', `whsec_${Buffer.alloc(65).toString('base64')}`])(
    'are no secret of 24 to 64 bytes: %s',
    (text) => expect(() => readWebhookSecret(text)).toThrow('24 to 64 bytes'),
  )
  it('are read as whpk_ and as SPKI DER', () => {
    const der = pair.publicKey.export({ format: 'der', type: 'spki' })
    for (const text of [`whpk_${der.subarray(-32).toString('base64')}`, der.toString('base64')])
      expect(readWebhookPublicKey(text).equals(pair.publicKey), text).toBe(true)
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    for (const text of ['whpk_AAAA', rsa.export({ format: 'der', type: 'spki' }).toString('base64')])
      expect(() => readWebhookPublicKey(text)).toThrow('Ed25519')
  })
})
