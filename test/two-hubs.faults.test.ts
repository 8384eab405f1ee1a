import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, run } from '@one-visit/scripts/demo/processes.ts'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'two-hubs-'))
const running = new Set<ChildProcess>()

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Starts the hub as `npm start` does; resolves when it is ready or has ended. */
async function startHub() {
  const port = await freePort()
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/host/start.ts', '--no-sample', '--port', String(port), '--data', dataDir],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  running.add(child)
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const isReady = new Promise<'ready'>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (/ready on/.test(output)) resolve('ready')
      })
  })
  const outcome = await Promise.race([isReady, ended])
  return { child, ended, outcome, output: () => output, url: `http://127.0.0.1:${port}` }
}

const isUse = /in use by process \d+|is being opened by another process/

describe('two hubs on one data directory', () => {
  let url = ''

  it('started at the same instant: one serves, the other says why not and ends', async () => {
    const both = await Promise.all([startHub(), startHub()])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual([1, 'ready'])
    const loser = both.find(({ outcome }) => outcome !== 'ready')
    expect(loser?.output()).toMatch(isUse)
    url = both.find(({ outcome }) => outcome === 'ready')?.url ?? ''
  })

  it('the one that serves shows in its metrics what each room has in quarantine', async () => {
    const output = await run(
      'scripts/tools/partner.ts',
      ['register', 'platforms', 'XCX00009', '--name', 'X'],
      {
        DATABASE_URL: '',
        HUB_DATA_DIR: dataDir,
      },
    )
    const authorization = `Bearer ${/token +(\S+)/.exec(output)?.[1]}`
    const mileage = { CompanyId: 'XCX00009', VehicleNo: '浙CFZ0002', TotalMile: 'far', Flag: 1 }
    const send = async (): Promise<number> => {
      const message = 'baseInfoVehicleTotalMile'
      const answer = await fetch(`${url}/feeds/platforms/baseinfo/vehicletotalmile`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ CompanyId: 'XCX00009', Source: '0', IPCType: message, [message]: [mileage] }),
      })
      return answer.status
    }
    // A room looks at its list of senders every five seconds.
    await expect.poll(send, { timeout: 20_000, interval: 500 }).toBe(201)
    const metrics = (await (await fetch(`${url}/metrics`)).text()).split('\n')
    const labels = '{room="platforms",source="XCX00009"}'
    expect(metrics).toContain(`feed_quarantine_open${labels} 1`)
    expect(metrics).toContain(`feed_subjects_unread${labels} 1`)
    expect(metrics.filter((line) => line === '# TYPE feed_quarantine_open gauge')).toHaveLength(1)
  })

  it('started after the first: the second ends at once', async () => {
    const second = await startHub()
    expect(second.outcome).toBe(1)
    expect(second.output()).toMatch(isUse)
  })

  it('started at the same instant after the owner was killed: one of them takes over', async () => {
    for (const child of running) child.kill('SIGKILL')
    const both = await Promise.all([startHub(), startHub(), startHub()])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual([1, 1, 'ready'])
  })
})
