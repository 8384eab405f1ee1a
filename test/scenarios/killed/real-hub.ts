import { hubClient } from '@one-visit/scripts/demo/hub-client.ts'
import { freePort, type Running, start } from '@one-visit/scripts/demo/processes.ts'
import { readHubKeys } from '@one-visit/scripts/host/keys.ts'
import type { Hub } from '../../world.ts'

/** A hub in a process of its own, as `npm start` runs it. */
export interface RealHub extends Hub {
  running: Running
  /** Resolves when the process has ended, however it ended. */
  ended: Promise<unknown>
}

/** Starts a hub over a data directory, or over a server's database; it kills itself at a named crash point. */
export async function startRealHub(options: {
  dataDir: string
  databaseUrl: string | undefined
  policeUrl: string
  crashAt?: string
}): Promise<RealHub> {
  const port = await freePort()
  const args = ['--demo', '--port', String(port), '--data', options.dataDir]
  const running = await start('scripts/host/start.ts', args, {
    ready: /ready on/,
    env: {
      LOG_LEVEL: 'error',
      HUB_POLICE_URL: options.policeUrl,
      DATABASE_URL: options.databaseUrl ?? '',
      HUB_CRASH_AT: options.crashAt ?? '',
    },
  })
  const url = `http://127.0.0.1:${port}`
  const keys = readHubKeys(options.dataDir)
  const client = hubClient(url, `${url}/metrics`)
  const ended = new Promise((resolve) => running.child.once('exit', resolve))
  return {
    url,
    keys,
    running,
    ended,
    ask: async <Data>(account: string, query: string, variables?: Record<string, unknown>) => {
      const { data, errors } = await client.ask<Data>(account, query, variables)
      const told = errors.map(({ message, extensions }) => ({
        message,
        extensions: { code: extensions?.code ?? '' },
      }))
      return { status: 200, data, errors: told }
    },
    feed: async (path, partner, body) => {
      const answer = await fetch(`${url}/feeds/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.tokenOf(partner)}` },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    close: () => running.stop(),
  }
}
