import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

const station = '330303001'
const root = fileURLToPath(new URL('../../..', import.meta.url))
let world: World
let url: string

beforeAll(async () => {
  world = await buildWorld()
  url = world.gateway.app.listeningOrigin
})
afterAll(() => world?.close())

describe('npm run simulate station', () => {
  it('ends with 1 where something was refused, unless faults were asked for', async () => {
    const run = (...more: readonly string[]) =>
      new Promise<{ code: number; output: string }>((resolve) => {
        const secret = world.keys.secretOf(station)
        execFile(
          process.execPath,
          [
            ...[
              '--import',
              'tsx',
              'scripts/simulators/simulate.ts',
              'station',
              '--hub',
              `${url}/feeds/inspections`,
            ],
            ...['--secret', secret, '--seed', '6', '--results-only', ...more],
          ],
          { cwd: root },
          (error, output) => resolve({ code: error === null ? 0 : Number(error.code), output }),
        )
      })
    const [good, future, planned] = await Promise.all([
      run(),
      run('--at', '2999-01-01T00:00:00Z'),
      run('--faults', 'clock-skewed'),
    ])
    expect(good).toMatchObject({ code: 0, output: expect.stringContaining('2 messages sent, 0 refused') })
    expect(future).toMatchObject({ code: 1, output: expect.stringContaining('INSPECTION_IN_FUTURE') })
    expect(planned).toMatchObject({ code: 0, output: expect.stringContaining('2 messages sent, 2 refused') })
  })
})
