import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A hub that is started again and again. */
export interface DevHub {
  /** Ends the hub that runs and starts it anew; an edit that comes meanwhile is taken up by the same start or the next. */
  restart(file?: string): void
  /** Ends the hub in good order. */
  close(): Promise<void>
}

const program = fileURLToPath(new URL('dev-process.ts', import.meta.url))

/** How long a hub may take to end before it is killed, ms. */
const patienceMs = 10_000

/**
 * Keeps a hub running. A process that waits has the packages loaded already, which take most of a start: at an edit it loads
 * the sources while the hub that ran ends in good order, and begins when the data are free.
 */
export function createDevHub({
  args,
  say,
}: {
  args: readonly string[]
  say: (line: string) => void
}): DevHub {
  let spare = spawnProcess(args)
  let running: ChildProcess | undefined
  let isWanted = false
  let isClosed = false
  let isStarting = false

  const start = async (): Promise<void> => {
    if (isStarting) return
    isStarting = true
    while (isWanted && !isClosed) {
      isWanted = false
      const before = performance.now()
      const next = spare
      tell(next, 'load')
      if (running) await ended(running)
      running = next
      const isReady = await ready(next)
      const seconds = ((performance.now() - before) / 1000).toFixed(1)
      say(isReady ? `ready after ${seconds} s` : 'it did not start; it is tried again at the next edit')
      // Not before: it would take from the start the processor it needs.
      if (!isClosed) spare = spawnProcess(args)
    }
    isStarting = false
  }

  return {
    restart: (file) => {
      if (file !== undefined) say(`${file} was edited`)
      isWanted = true
      void start()
    },
    close: async () => {
      isClosed = true
      await Promise.all([ended(spare), running && ended(running)])
    },
  }
}

function spawnProcess(args: readonly string[]): ChildProcess {
  return fork(program, args, { execArgv: ['--import', 'tsx'] })
}

/** Begins a process that has loaded the sources; whether its hub became ready. */
function ready(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(false))
    child.once('message', () => resolve(true))
    tell(child, 'start')
    if (isGone(child)) resolve(false)
  })
}

/** Ends a process and waits until it is gone. */
async function ended(child: ChildProcess): Promise<void> {
  if (isGone(child)) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(timer)
}

function tell(child: ChildProcess, message: 'load' | 'start'): void {
  if (child.connected) child.send(message)
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
