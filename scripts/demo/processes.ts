import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** A program of this repository that runs beside the story. */
export interface Running {
  child: ChildProcess
  output: () => string
  stop(): Promise<void>
}

/** Starts a program and waits until its output says that it is ready. @throws Error with the output when it does not */
export async function start(
  script: string,
  args: readonly string[],
  { ready, env = {}, withinMs = 120_000 }: { ready: RegExp; env?: NodeJS.ProcessEnv; withinMs?: number },
): Promise<Running> {
  const { child, output } = launch(script, args, env)
  const deadline = Date.now() + withinMs
  while (!ready.test(output())) {
    if (hasEnded(child) || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`${script} did not become ready:\n${output().slice(-4_000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    child,
    output,
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await exited(child)
      clearTimeout(timer)
    },
  }
}

function launch(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
  return { child, output: () => text }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function exited(child: ChildProcess): Promise<number | null> {
  return hasEnded(child)
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve))
}

/** Runs a program to its end. @throws Error with the output when it failed */
export async function run(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { child, output } = launch(script, args, env)
  const code = await exited(child)
  if (code !== 0) throw new Error(`${script} ${args[0] ?? ''} ended with ${code}:\n${output().slice(-2_000)}`)
  return output()
}
