import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@one-visit/kit/config.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { findAuditPublicKey, readHubKeys } from '../host/keys.ts'
import { auditArgs, readAuditArgs } from './audit-args.ts'

const folder = mkdtempSync(join(tmpdir(), 'audit-args-'))
afterAll(() => rmSync(folder, { recursive: true }))

const textOf = (key: ReturnType<typeof findAuditPublicKey>) =>
  key?.export({ format: 'der', type: 'spki' }).toString('base64')

describe('whom an audit believes', () => {
  it('is nobody where there are no keys, which is refused once there is a sink', () => {
    const sink = join(folder, 'copy.ndjson')
    expect(readAuditArgs(auditArgs({ dataDir: folder, sink, env: {} }))).toEqual({ path: sink, keys: [] })
    writeFileSync(sink, '')
    expect(() => auditArgs({ dataDir: folder, sink, env: {} })).toThrow(ConfigError)
  })

  it('is the key of the data directory, which one from before the audit had a key gets without losing another', () => {
    readHubKeys(folder)
    const file = join(folder, 'keys.json')
    const { audit: _, ...before } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify(before))
    expect(findAuditPublicKey(folder)).toBeUndefined()
    readHubKeys(folder)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(before)
    const believed = readAuditArgs(auditArgs({ dataDir: folder, sink: undefined, env: {} }))
    expect(believed?.keys.map(textOf)).toEqual([textOf(findAuditPublicKey(folder))])
  })

  it('is who the auditor says, in the place of the data directory', () => {
    const keys = [generateKeyPairSync('ed25519').publicKey, generateKeyPairSync('ed25519').publicKey]
    const env = { HUB_AUDIT_PUBLIC_KEYS: keys.map(textOf).join(', ') }
    const believed = readAuditArgs(auditArgs({ dataDir: folder, sink: 'a', env }))
    expect(believed?.keys.map(textOf)).toEqual(keys.map(textOf))
    const bad = { HUB_AUDIT_PUBLIC_KEYS: 'nonsense' }
    expect(() => auditArgs({ dataDir: folder, sink: 'a', env: bad })).toThrow(/SPKI DER in base64/)
  })
})
