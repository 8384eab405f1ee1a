import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventedResidentId, withVinCheckDigit } from '../identifiers.ts'
import { randomOf } from '../random.ts'
import { companyMessages, driverMessages, sendMessages, vehicleMessages } from './platform.ts'

const received: { path: string; authorization: string; body: string }[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString('utf8')
  received.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body })
  response.writeHead(201).end('{}')
})
let url: string
const at = new Date('2026-01-20T01:30:00Z')
const vehicles = [{ vin: 'LSVAA2BR9HN012345', plateNumber: '浙CD12345' }]

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feeds/platforms`
})
afterAll(() => void server.close())

describe('the platform simulator', () => {
  it('speaks the national interface: paths in lower case, an envelope, records under the name of the message', async () => {
    const messages = [
      ...companyMessages(
        { companyId: 'C', name: '虚构', uscc: '91330399MA2000246J', division: '330300' },
        at,
      ),
      ...vehicleMessages('C', vehicles, at),
    ]
    const answers = await sendMessages({ url, token: 't', companyId: 'C' }, messages)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(received.map(({ path }) => path.replace('/feeds/platforms/', ''))).toEqual([
      'baseinfo/company',
      'baseinfo/companystat',
      'baseinfo/companypay',
      'baseinfo/companyservice',
      'baseinfo/companypermit',
      'baseinfo/companyfare',
      'baseinfo/vehicle',
      'baseinfo/vehicleinsurance',
      'baseinfo/vehicletotalmile',
    ])
    expect(received[6]?.authorization).toBe('Bearer t')
    expect(JSON.parse(received[6]?.body ?? '')).toMatchObject({
      CompanyId: 'C',
      Source: '0',
      IPCType: 'baseInfoVehicle',
      baseInfoVehicle: [{ VIN: 'LSVAA2BR9HN012345', UpdateTime: 20260120093000, Flag: 1, State: 0 }],
    })
  })

  it('sends garbage, another vehicle or nothing when told to', async () => {
    const [message] = vehicleMessages('C', vehicles, at)
    if (message === undefined) throw new Error('no message')
    const send = (fault: 'garbage' | 'wrong-vehicle' | 'down') =>
      sendMessages({ url, token: 't', companyId: 'C', faults: new Set([fault]) }, [message])
    await send('garbage')
    expect(() => JSON.parse(received.at(-1)?.body ?? '')).toThrow()
    await sendMessages({ url, token: 't', companyId: 'C', faults: new Set(['wrong-vehicle']) }, [
      { ...message, records: [{ ...message.records[0], VIN: 'LGXC16DF6H0123456' }] },
    ])
    expect(received.at(-1)?.body).toContain('LSVAA2BR9HN012345')
    expect(await send('down')).toEqual([])
  })

  it('keeps a steady rate of records a second', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      vin: withVinCheckDigit(`LSVAA2BR0HN${String(index).padStart(6, '0')}`),
      plateNumber: '浙CD12345',
    }))
    const [message] = vehicleMessages('C', many, at)
    if (message === undefined) throw new Error('no message')
    const started = performance.now()
    const answers = await sendMessages({ url, token: 't', companyId: 'C', rate: 2_000 }, [message])
    // The fifth hundred is due 0.2 s after the first.
    expect(performance.now() - started).toBeGreaterThan(190)
    expect(answers).toHaveLength(5)
  })

  it('reports drivers by their driving licence', async () => {
    const licenceId = inventedResidentId(1)
    const messages = driverMessages('C', [{ name: '虚构', licenceId, phone: '13800000000' }], at)
    await sendMessages({ url, token: 't', companyId: 'C' }, messages)
    const sent = received.slice(-6)
    expect(sent.map(({ path }) => path.replace('/feeds/platforms/', ''))).toEqual([
      'baseinfo/driver',
      'baseinfo/drivereducate',
      'baseinfo/driverapp',
      'baseinfo/driverstat',
      'rated/driverpunish',
      'rated/driver',
    ])
    expect(JSON.parse(sent[0]?.body ?? '').baseInfoDriver[0]).toMatchObject({
      LicenseId: licenceId,
      DriverGender: '1',
      DriverBirthday: Number(licenceId.slice(6, 14)),
    })
  })

  it('gives punishment and credit neither Flag nor UpdateTime, and everything else both', () => {
    const company = { companyId: 'C', name: '虚构', uscc: '91330399MA2000246J', division: '330300' }
    const driver = { name: '虚构', licenceId: inventedResidentId(1), phone: '13800000000' }
    const messages = [
      ...companyMessages(company, at),
      ...vehicleMessages('C', vehicles, at),
      ...driverMessages('C', [driver], at),
    ]
    expect(messages).toHaveLength(15)
    for (const { ipcType, records } of messages)
      for (const record of records) {
        const common = ipcType.startsWith('rated') ? {} : { Flag: 1, UpdateTime: 20260120093000 }
        const { Flag, UpdateTime } = record
        expect({ ipcType, ...(Flag !== undefined && { Flag, UpdateTime }) }).toEqual({ ipcType, ...common })
      }
  })

  it('makes the same numbers from the same seed, and VINs with a right check digit', () => {
    const [one, other] = [randomOf(7), randomOf(7)]
    expect([one(), one()]).toEqual([other(), other()])
    expect(withVinCheckDigit('1M8GDM9A0KP042788')).toBe('1M8GDM9AXKP042788')
  })
})
