import { readFileSync } from 'node:fs'
import { holdToMapping, type MappedMessage } from '@one-visit/kit/feed/fixtures/hold-to-mapping.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { describe, expect, it } from 'vitest'
import { identityObserved } from './identity.ts'
import { permitMessage } from './permit.ts'
import { registrationMessage } from './registration.ts'

const vin = 'LSVAA2BR9HN012345'
const receivedAt = new Date('2026-01-20T02:00:00Z')
const from = (id: string): { source: FeedSource; receivedAt: Date } => ({
  source: { id, name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] },
  receivedAt,
})
const hub = from('hub-approvals')
const register = from('transport-register')
const [line = ''] = readFileSync(new URL('./fixtures/registrations.ndjson', import.meta.url), 'utf8').split(
  '\n',
)
const registration = JSON.parse(line)
const permit = {
  recordId: 'p-1',
  updatedAt: '2026-01-15T08:00:00+08:00',
  vin,
  number: '浙交运管温字330302000001号',
  kind: 'RIDE_HAILING',
  state: 'VALID',
  validFrom: '2026-01-15',
  validUntil: '2029-01-14',
  authority: '温州市道路运输管理局',
}
const sighting = {
  subject: { vin },
  data: { plateNumber: '浙CD12345', validFrom: '2026-01-15T00:00:00Z', source: 'traffic-police' },
}

const samples: readonly [string, MappedMessage][] = [
  [
    'a registration',
    { message: registrationMessage, good: registration, context: register, subject: `VIN ${vin}` },
  ],
  ['a permit', { message: permitMessage, good: permit, context: register, subject: `VIN ${vin}` }],
  [
    'a permit with its state',
    {
      message: permitMessage,
      good: {
        ...permit,
        state: 'SUSPENDED',
        certificateId: 'c-1',
        stateSince: '2026-01-18',
        stateReason: '违规',
        stateReasonEn: 'offence',
      },
      context: register,
      subject: `VIN ${vin}`,
    },
  ],
  [
    'a permit of the hub',
    {
      message: permitMessage,
      good: { ...permit, certificateId: 'c-1' },
      context: hub,
      subject: `VIN ${vin}`,
    },
  ],
  ['a sighting', { message: identityObserved, good: sighting, context: hub, subject: `VIN ${vin}` }],
]

describe.each(samples)('%s', (_, sample) => {
  holdToMapping(sample)
})

describe('a record whose VIN cannot be read', () => {
  const subjectsOf = (value: object) =>
    registrationMessage.identify?.(value, register).subjects.map(({ kind, value: text }) => `${kind} ${text}`)

  it('is about the vehicle that bears its plate, or about one whose letters were digits', () => {
    expect(subjectsOf({ ...registration, vin: 'LSVAA2BR9HN01' })).toEqual([
      `PLATE ${registration.plateNumber}`,
    ])
    expect(subjectsOf({ ...registration, vin: 'LSVAA2BR9HNO12345' })).toEqual([`VIN ${vin}`])
    expect(subjectsOf({ ...registration, vin: '', plateNumber: '?' })).toEqual([])
  })
})

describe('a plate that was seen', () => {
  it('was not on a day nobody can have meant; the mapping before took any', () => {
    const seen = (validFrom: string, version = identityObserved.mappingVersion) => {
      const mapping = mappingOf(identityObserved, version)
      if (mapping === undefined) throw new Error('There is no such mapping.')
      return readRecord({ ...sighting, data: { ...sighting.data, validFrom } }, mapping, hub).row
    }
    for (const day of ['1900-01-01', '1970-01-01'])
      expect(() => seen(`${day}T00:00:00Z`)).toThrow(
        expect.objectContaining({ code: 'DATE_IMPLAUSIBLE', pointer: '/data/validFrom' }),
      )
    expect(seen('1970-01-01T00:00:00Z', 1)).toMatchObject({ sourceAt: new Date('1970-01-01T00:00:00Z') })
  })
})

describe('the mappings of before', () => {
  const rowOf = (
    message: typeof permitMessage | typeof registrationMessage,
    value: object,
    version: number,
  ) => {
    const mapping = mappingOf(message, version)
    if (mapping === undefined) throw new Error(`There is no mapping ${version}.`)
    return readRecord(value, mapping, register).row
  }

  it("give no end for one without limit and for one that is missing, today's tell them apart", () => {
    const { validUntil: _, ...endless } = permit
    for (const value of [
      endless,
      { ...permit, validUntil: '2099-12-31' },
      { ...permit, validUntil: '9999-12-31' },
    ])
      expect(rowOf(permitMessage, value, 1)).toMatchObject({ validUntil: null, mappingVersion: 1 })
    expect(rowOf(permitMessage, endless, 2)).toMatchObject({ validUntil: null })
    expect(rowOf(permitMessage, { ...permit, validUntil: '2099-12-31' }, 2)).toMatchObject({
      validUntil: '9999-12-31',
    })
  })

  it('take the keys and days they took', () => {
    const mangled = { ...permit, recordId: '3.30302E+17' }
    expect(rowOf(permitMessage, mangled, 1)).toMatchObject({ permitId: 'register:3.30302E+17' })
    expect(() => rowOf(permitMessage, mangled, 2)).toThrow('a spreadsheet made a number of recordId')
    for (const registeredOn of ['1900-01-01', '1970-01-01', '2026-01-21']) {
      expect(rowOf(registrationMessage, { ...registration, registeredOn }, 1)).toMatchObject({ registeredOn })
      expect(() => rowOf(registrationMessage, { ...registration, registeredOn }, 2)).toThrow(registeredOn)
    }
  })

  it('give the rows of today but for their version, where neither was needed', () => {
    const stateless = { stateSince: null, stateReason: null, stateReasonEn: null }
    for (const [message, value, versions, later] of [
      [permitMessage, permit, [1, 2, 3, 4], stateless],
      [registrationMessage, registration, [1, 2], {}],
    ] as const) {
      const read = versions.map((version) => {
        const { mappingVersion, digest, ...row } = rowOf(message, value, version)
        expect(mappingVersion).toBe(version)
        return { digest, row: { ...later, ...row } }
      })
      for (const { row } of read) expect(row).toEqual(read[0]?.row)
      expect(new Set(read.map(({ digest }) => digest)).size).toBe(versions.length)
    }
  })

  it('refuse what the register could not say yet', () => {
    const named = { ...permit, certificateId: 'c-1' }
    for (const version of [1, 2]) {
      expect(() => rowOf(permitMessage, named, version)).toThrow('only the hub')
      expect(() => rowOf(permitMessage, { ...permit, stateSince: '2026-01-18' }, version)).toThrow()
    }
    expect(rowOf(permitMessage, { ...named, stateSince: '2026-01-18', stateReason: ' ' }, 3)).toMatchObject({
      permitId: 'register:p-1',
      certificateId: 'c-1',
      stateSince: '2026-01-18',
      stateReason: null,
    })
  })

  it('keep the certificate the register names as it spelt it', () => {
    const named = { ...permit, certificateId: ' C-１ ' }
    expect(rowOf(permitMessage, named, 3)).toMatchObject({ certificateId: ' C-１ ' })
    expect(rowOf(permitMessage, named, 4)).toMatchObject({ certificateId: 'c-1' })
  })
})

it('a registration is read of the day in Shanghai, whatever form it has', () => {
  const dayOf = (registeredOn: string) =>
    readRecord({ ...registration, registeredOn }, registrationMessage, register).row as {
      registeredOn?: unknown
    }
  for (const text of ['20181130', '2018/11/30', '2018-11-29T16:00:00.000+0000', '2018-11-30 00:00:00.0'])
    expect(dayOf(text).registeredOn).toBe('2018-11-30')
})
