import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../demo/processes.ts'
import { type HubProcess, killGroup, startByNpm } from './fixtures/hub-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'stop-'))
const dataDir = join(folder, 'data')
let sockets: Socket[] = []
let hub: HubProcess
let port: number
let timers: NodeJS.Timeout[] = []

beforeEach(async () => {
  port = await freePort()
  hub = startByNpm(['--demo', '--no-sample', '--port', String(port), '--data', dataDir])
})
afterEach(() => {
  for (const timer of timers) clearInterval(timer)
  for (const socket of sockets) socket.destroy()
  ;[timers, sockets] = [[], []]
  killGroup(hub)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A connection to the hub that has sent something. */
async function send(text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(text)
  return socket
}

/** Five bodies of which a byte comes each second, a connection kept alive, and one that says nothing. */
async function holdOn(): Promise<void> {
  const slow = ['/graphql', '/graphql', '/oauth/token', '/feeds/platforms/x', '/feeds/vehicles/x']
  for (const path of slow) {
    const type = path === '/oauth/token' ? 'application/x-www-form-urlencoded' : 'application/json'
    const socket = await send(
      `POST ${path} HTTP/1.1\r\nhost: hub\r\ncontent-type: ${type}\r\ncontent-length: 5000\r\n\r\n`,
    )
    timers.push(setInterval(() => socket.write('x'), 1_000))
  }
  const idle = await send('GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n')
  await new Promise((resolve) => idle.once('data', resolve))
  await send('')
}

interface HubProcessIds {
  readonly npm: number
  readonly node: number
}

/** The processes of the hub's group: npm and the node it became, and no shell that would keep a signal from it. */
function idsOf({ child: { pid: npm = 0 } }: HubProcess): HubProcessIds {
  const below = groupOf(npm).filter((pid) => pid !== npm && /start\.ts/.test(commandOf(pid)))
  expect(below.map((pid) => commandOf(pid).split(' ')[0])).toEqual(['node'])
  return { npm, node: below[0] ?? 0 }
}

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')

/** Numbers of the processes of a group, oldest first. */
function groupOf(leader: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOfGroup(name, leader))
    .map(Number)
    .sort((a, b) => a - b)
}

function isOfGroup(pid: string, leader: number): boolean {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    return Number(rest.split(' ')[2]) === leader
  } catch {
    return false
  }
}

/** Whether somebody listens on the hub's port. */
function isListening(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1')
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
    sockets.push(probe)
  })
}

async function expectGone(): Promise<void> {
  expect(groupOf(hub.child.pid ?? 0)).toEqual([])
  expect(existsSync(join(dataDir, 'owner.pid'))).toBe(false)
  expect(await isListening()).toBe(false)
}

describe('npm start that is told to end by SIGTERM', () => {
  it.each<[to: string, target: (ids: HubProcessIds) => number]>([
    ['npm itself', ({ npm }) => npm],
    ['its process group', ({ npm }) => -npm],
    ['the node it became', ({ node }) => node],
  ])('to %s ends within 10 s, whatever its clients do, and leaves nothing', async (_, target) => {
    await hub.said(/ready on/)
    await holdOn()
    const to = target(idsOf(hub))
    const before = performance.now()
    process.kill(to, 'SIGTERM')
    expect(await hub.ended).toBe(0)
    const took = performance.now() - before
    console.log(`ended ${(took / 1_000).toFixed(1)} s after SIGTERM to ${_}`)
    expect(took).toBeLessThan(10_000)
    expect(hub.output()).toMatch(/^stopping: 5 requests to finish\nstopped$/m)
    await expectGone()
  })

  it('ends at once where nobody waits for anything', async () => {
    await hub.said(/ready on/)
    const before = performance.now()
    process.kill(idsOf(hub).npm, 'SIGTERM')
    expect(await hub.ended).toBe(0)
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(hub.output()).toMatch(/^stopping: 0 requests to finish\nstopped$/m)
    await expectGone()
  })

  it('ends at once where it is told again', async () => {
    await hub.said(/ready on/)
    await holdOn()
    const { npm } = idsOf(hub)
    process.kill(npm, 'SIGTERM')
    await hub.said(/stopping: 5 requests/)
    await sleep(1_500)
    const before = performance.now()
    process.kill(npm, 'SIGTERM')
    expect(await hub.ended).toBe(1)
    // Well before the 5 s that requests get.
    expect(performance.now() - before).toBeLessThan(3_000)
    expect(hub.output()).not.toMatch(/^stopped$/m)
    await expectGone()
  })

  it('ends at once where it is just starting', async () => {
    await hub.said(/ s {2}rooms/)
    process.kill(idsOf(hub).npm, 'SIGTERM')
    expect(await hub.ended).toBe(0)
    await expectGone()
  })

  it('answers what has begun, and no more than that', async () => {
    await hub.said(/ready on/)
    const text = JSON.stringify({ query: '{ serviceItems { code } }' })
    const head = `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`
    const begun = await send(`${head}${text}`)
    const answer = new Promise<string>((resolve) => {
      let said = ''
      begun.on('data', (chunk: Buffer) => {
        said += chunk
      })
      begun.once('close', () => resolve(said))
    })
    await sleep(2)
    const before = performance.now()
    process.kill(idsOf(hub).npm, 'SIGTERM')
    expect(await answer).toMatch(/"code":"RHL-02"|OVERLOADED/)
    expect(await hub.ended).toBe(0)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
