import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataLock, lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import { sendMessages, vehicleMessages } from '@one-visit/scripts/simulators/platform/platform.ts'
import { signedBy } from '@one-visit/scripts/simulators/signature.ts'
import { runTool } from '@one-visit/scripts/tools/run-tool.ts'
import { serveTools } from '@one-visit/scripts/tools/tools.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tools-'))
const car = carOf(1)
let world: World
let lock: DataLock

beforeAll(async () => {
  world = await buildWorld()
  lock = await lockDataDir(dataDir)
  serveTools(lock, world.db, world.keys)
})
afterAll(async () => {
  await lock.release()
  await world.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A tool beside a hub that runs: the owner of the data does the work. */
async function tool(name: string, ...args: string[]): Promise<{ exit: number; lines: string[] }> {
  const lines: string[] = []
  const exit = await runTool({ name, args, keys: () => world.keys }, { dataDir }, (line) => lines.push(line))
  return { exit, lines }
}

const tokenIn = (lines: readonly string[]): string => /token\s+(\S+)/.exec(lines.join('\n'))?.[1] ?? ''

describe('npm run partner', () => {
  const push = async (token: string): Promise<number | undefined> => {
    const url = `${world.url}/feeds/platforms`
    const messages = vehicleMessages('XCX00009', [{ vin: car.vin, plateNumber: car.plate }], new Date())
    const [answer] = await sendMessages({ url, token, companyId: 'XCX00009' }, messages)
    return answer?.status
  }
  /** One after the other: the same batch twice at the same moment is IN_FLIGHT. */
  const pushAll = async (tokens: readonly string[]): Promise<(number | undefined)[]> => {
    const answers: (number | undefined)[] = []
    for (const token of tokens) answers.push(await push(token))
    return answers
  }
  /** A room looks at its list of senders every five seconds. */
  const soon = (...tokens: string[]) => expect.poll(() => pushAll(tokens), { timeout: 8_000, interval: 500 })
  let token = ''

  it('registers a partner, whose token is good within seconds', async () => {
    const { exit, lines } = await tool(
      'partner',
      'register',
      'platforms',
      'XCX00009',
      '--name',
      '新出行 平台',
    )
    expect(exit).toBe(0)
    token = tokenIn(lines)
    await soon(token, `${token}x`).toEqual([201, 401])
    expect((await tool('partner', 'list', 'platforms')).lines).toContain(
      'XCX00009  新出行 平台  sends for XCX00009',
    )
  })
  it('gives new credentials and takes the partner’s key beside the old ones, and drops the old when told to', async () => {
    const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
    const text = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    /** 404 to a sender that is known, for a receipt that is not there; 401 to all others. */
    const askSigned = async (): Promise<number> => {
      const headers = signedBy([{ kind: 'ed25519', key }], { id: randomUUID(), body: '', at: new Date() })
      return (await fetch(`${world.url}/feeds/platforms/receipts/none`, { headers })).status
    }
    const second = tokenIn((await tool('partner', 'renew', 'platforms', 'XCX00009', '--key', text)).lines)
    await soon(token, second).toEqual([201, 201])
    expect(await askSigned()).toBe(404)
    const third = tokenIn((await tool('partner', 'renew', 'platforms', 'XCX00009', '--drop-old')).lines)
    await soon(token, second, third).toEqual([401, 401, 201])
    expect(await askSigned()).toBe(401)
    token = third
  })
  it('declares a partner out with a reason that is kept, until it is registered again', async () => {
    const id = ['platforms', 'XCX00009']
    const listed = async () => (await tool('partner', 'list', 'platforms')).lines.join('\n')
    expect((await tool('partner', 'retire', ...id, '--because', '合同到期')).exit).toBe(0)
    await soon(token).toEqual([401])
    expect(await listed()).toMatch(/^XCX00009 {2}新出行 平台 {2}declared out at \d{4}-.*Z: 合同到期$/m)
    expect(await tool('partner', 'renew', ...id)).toMatchObject({
      exit: 1,
      lines: ['XCX00009 was declared out: it comes back by being registered again.'],
    })
    expect(await tool('partner', 'retire', ...id, '--because', '又一次')).toMatchObject({
      exit: 1,
      lines: ['XCX00009 was declared out before.'],
    })

    const back = await tool('partner', 'register', ...id, '--name', '新出行')
    expect(back.lines[0]).toMatch(/vouches for nothing until it declares its initial load again$/)
    await soon(token, tokenIn(back.lines)).toEqual([401, 201])
    expect(await listed()).toContain('XCX00009  新出行  sends for XCX00009')
    const kept = sql`select retirements from platforms.feed_sources where id = 'XCX00009'`
    expect(rowsOf(await world.db.orm.execute(kept))).toEqual([
      {
        retirements: [
          {
            by: 'tool:partner',
            because: '合同到期',
            retiredAt: expect.any(String),
            returnedAt: expect.any(String),
          },
        ],
      },
    ])
  })
  it.each(['retire', 'renew'])('says who is not registered to %s', async (act) => {
    const { exit, lines } = await tool('partner', act, 'platforms', 'NOBODY', '--because', 'x')
    expect([exit, lines]).toEqual([2, ['NOBODY is not registered with this room: list says who is.']])
  })
  it.each([
    [1, ['register', 'platforms', 'XCX00009', '--name', 'x']],
    [1, ['register', 'platforms', 'XCX00010', '--name', 'x', '--key', 'whpk_short']],
    [1, ['register', 'platforms', 'XCX00010']],
    [1, ['register', 'platforms', 'XCX00010', '--name', 'x', '--quota', 'much']],
    [2, ['retire', 'platforms', 'XCX00009']],
    [2, ['retire', 'platforms', 'XCX00009', '--because', ' ']],
    [1, ['retire', 'platforms', 'XCX00009', '--because', 'x'.repeat(2_001)]],
    [2, ['register', 'nowhere', 'XCX00010', '--name', 'x']],
    [2, ['register', 'platforms', 'a b']],
    [2, ['forget', 'platforms', 'XCX00009']],
    [2, ['list', 'platforms', '--verbose']],
  ])('ends with %i for %j', async (code, args) => {
    const { exit, lines } = await tool('partner', ...args)
    expect([exit, lines.length > 0]).toEqual([code, true])
  })
})

describe('npm run audit', () => {
  it('walks the chain of everything that was done', async () => {
    await applyFor(world, car)
    const { exit, lines } = await tool('audit')
    expect(exit).toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(/^\d rows, each as it was written; digest of the last [0-9a-f]{64}$/),
      'the checkpoints were not looked at: nobody said where the sink is',
      '1 cases held against the chain',
      expect.stringMatching(/^\d rows are not chained yet$/),
    ])
  })
})
