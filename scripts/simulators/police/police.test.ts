import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { type PoliceSimulatorOptions, startPoliceSimulator } from './police.ts'
import { pushedChanges, pushedLicences, seededDrivers, seededVehicles } from './register.ts'
import { answerForms, gbkBytes, readAnswerForms } from './wire.ts'

const at = new Date('2026-01-20T02:00:00Z')
const fleet = seededVehicles(3, 1, at)
const drivers = seededDrivers(3, 1, at)
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

async function start(options: Partial<PoliceSimulatorOptions> = {}) {
  const simulator = await startPoliceSimulator({ port: 0, fleet, drivers, ...options })
  closing.push(simulator.close)
  const ask = async (jkid: string, condition: Record<string, string>, more = ''): Promise<Buffer> => {
    const values = Object.entries(condition).map(
      ([name, value]) => `&lt;${name}&gt;${encodeURIComponent(value)}&lt;/${name}&gt;`,
    )
    const response = await fetch(`http://127.0.0.1:${simulator.port}/`, {
      method: 'POST',
      body: `<Envelope><Body><queryObjectOut><jkxlh>K</jkxlh><jkid>${jkid}</jkid>${more}<UTF8XmlDoc>${values.join('')}</UTF8XmlDoc></queryObjectOut></Body></Envelope>`,
    })
    return Buffer.from(await response.arrayBuffer())
  }
  return { ...simulator, ask }
}

const [car] = fleet
const plate = { hpzl: '52', hphm: car?.hphm ?? '' }
const rows = (answer: Buffer): number => Number(/rownum&gt;(\d+)/.exec(answer.toString())?.[1])

describe('the police simulator', () => {
  it('knows the same vehicles and drivers and tells the same stories from the same seed', () => {
    expect(seededVehicles(20, 7, at)).toEqual(seededVehicles(20, 7, at))
    expect(seededVehicles(20, 8, at)).not.toEqual(seededVehicles(20, 7, at))
    expect(seededDrivers(20, 7, at)).toEqual(seededDrivers(20, 7, at))
    expect(pushedChanges(fleet, 7, at)).toEqual(pushedChanges(fleet, 7, at))
    const told = pushedChanges(seededVehicles(60, 7, at), 7, at)
    expect(new Set(told.map(({ status, toUse }) => `${status} ${toUse}`))).toEqual(
      new Set(['ACCEPTED T', 'DONE T', 'WITHDRAWN T', 'ACCEPTED U', 'DONE U']),
    )
    expect(seededDrivers(60, 7, at).every(({ sfzmhm }) => sfzmhm?.startsWith('330399'))).toBe(true)
  })

  it('finds by the keys of each interface, and by no others', async () => {
    const { ask } = await start()
    const answers: [string, Record<string, string>, number][] = [
      ['01C21', plate, 1],
      ['01C21', { dabh: car?.dabh ?? '' }, 1],
      ['01C49', { ...plate, sf: '浙' }, 1],
      ['01C49', { ...plate, sf: '沪' }, 0],
      ['18C49', { ...plate, clsbdh: car?.clsbdh?.slice(-4) ?? '', jyjgbh: '330303001' }, 1],
      ['18C49', { ...plate, clsbdh: 'XXXX', jyjgbh: '330303001' }, 0],
      ['02C06', { sfzmhm: drivers[0]?.sfzmhm ?? '' }, 1],
      ['02C06', { sfzmhm: '330399199003070019' }, 0],
    ]
    for (const [jkid, condition, count] of answers)
      expect([jkid, condition, rows(await ask(jkid, condition))]).toEqual([jkid, condition, count])
    expect((await ask('01CE0', plate)).toString()).toContain('$E')
  })

  it('refuses another licence key, and callers that do not say who they are', async () => {
    const keyed = await start({ licenceKey: 'other' })
    expect((await keyed.ask('01C21', plate)).toString()).toContain('$E')
    const strict = await start({ newAccess: true })
    expect((await strict.ask('01C21', plate)).toString()).toContain('$E')
    const identity = ['cjsqbh', 'dwjgdm', 'dwmc', 'yhbz', 'yhxm', 'zdbs'].map(
      (name) => `<${name}>x</${name}>`,
    )
    expect(rows(await strict.ask('01C21', plate, identity.join('')))).toBe(1)
  })

  it('writes GBK bytes under a UTF-8 header when told to', async () => {
    const { ask } = await start({ answers: ['gbk'] })
    const answer = await ask('02C06', { sfzmhm: drivers[0]?.sfzmhm ?? '' })
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(answer)).toThrow()
    expect(answer.toString('latin1')).toContain('encoding="UTF-8"')
    expect(new TextDecoder('gbk').decode(answer)).toContain('虚构 一')
    expect(new TextDecoder('gbk').decode(gbkBytes('温州市x'))).toBe('温州市x')
  })

  it('chooses among the forms of answers the same way from the same seed', async () => {
    const seen = async (): Promise<string[]> => {
      const { ask } = await start({ answers: answerForms, seed: 5 })
      const answers: string[] = []
      for (let time = 0; time < 12; time += 1) answers.push((await ask('01C21', plate)).toString('base64'))
      return answers
    }
    const first = await seen()
    expect(await seen()).toEqual(first)
    expect(new Set(first).size).toBeGreaterThan(3)
    expect(() => readAnswerForms('latin')).toThrow(/unknown answer form/)
  })

  it('pushes changes and licences to the feed each belongs to', async () => {
    const received: [string | undefined, string][] = []
    const hub = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      received.push([request.url, body])
      response.writeHead(201).end('{}')
    })
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    closing.push(async () => void hub.close())
    const url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/feeds/traffic-police/usage-changes`
    const { port } = await start({ hub: { url, token: 't' } })
    const licences = JSON.stringify(pushedLicences(drivers, at))
    for (const [feed, body] of [
      ['usage-changes', '[]'],
      ['driving-licences', licences],
    ] as const)
      await fetch(`http://127.0.0.1:${port}/simulator/${feed}`, { method: 'POST', body })
    expect(received).toEqual([
      ['/feeds/traffic-police/usage-changes', '[]'],
      ['/feeds/traffic-police/driving-licences', licences],
    ])
  })
})
