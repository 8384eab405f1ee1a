import { testKeys } from '@one-visit/kit/testing.ts'
import { describe, expect, it } from 'vitest'
import { readEnvelope, readEnvelopeOfReader1 } from './envelope.ts'
import { platformMessages } from './index.ts'

const message = platformMessages(testKeys().pseudonymKey).find(({ name }) => name === 'baseInfoVehicle')
if (message === undefined) throw new Error('There is no message of vehicles.')

const read = (body: string) => readEnvelope(Buffer.from(body), message).map(({ value }) => value)
const one = '{"CompanyId":"A","IPCType":"baseInfoVehicle","baseInfoVehicle":[{"VIN":"1"}]'

describe('a key of the envelope that comes twice', () => {
  it.each([
    ['records in two spellings', `${one},"baselnfoVehicle":[{"VIN":"2"}]}`, 'baselnfoVehicle'],
    ['records in one spelling', `${one},"baseInfoVehicle":[{"VIN":"2"}]}`, 'baseInfoVehicle'],
    ['records, one spelt with escapes', `${one},"\\u0062aseInfoVehicle":[]}`, 'baseInfoVehicle'],
    ['the company in two spellings', `${one},"Companyld":"B"}`, 'Companyld'],
    ['the company in one spelling', `${one},"CompanyId":"B"}`, 'CompanyId'],
  ])('is refused by name where it says different things: %s', (_, body, name) => {
    expect(() => read(body)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(name) }),
    )
  })

  it.each([
    ['the company', `${one},"companyid":"A"}`],
    ['the company, once as null', `${one},"companyid":null}`],
    ['records', `${one},"BaseInfoVehicle":[{"VIN":"1"}]}`],
    ['records in one spelling', `${one},"baseInfoVehicle":[{"VIN":"1"}]}`],
  ])('counts once where it says the same: %s', (_, body) => {
    expect(read(body)).toEqual([{ VIN: '1', CompanyId: 'A' }])
  })

  it('was the last one for the first reader, by which older bodies are read again', () => {
    const body = Buffer.from(`${one},"baselnfoVehicle":[{"VIN":"2"}],"Companyld":"B"}`)
    expect(readEnvelopeOfReader1(body, message).map(({ value }) => value)).toEqual([
      { VIN: '2', CompanyId: 'B' },
    ])
  })
})
