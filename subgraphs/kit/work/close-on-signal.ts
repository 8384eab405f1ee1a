/** What a program does before it ends. */
export interface Ending {
  /** How many requests are still to be finished. */
  requests(): number
  close(): Promise<void>
}

/** What of a process the signals need; a test brings its own. */
export interface SignalledProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown
  exit(code: number): void
}

/** A signal that comes again within this time is the same one, ms. */
const sameSignalMs = 1_000

/** How long a program may take to end in good order before it is ended as it stands, ms. */
const patienceMs = 9_000

/**
 * Ends the process in good order at SIGTERM or SIGINT: once `close` is through with code 0, or with code 1 and its fault on
 * stderr, and with code 1 where that takes too long. Whoever signals again does not want to wait: the process ends at once, with code 1.
 *
 * By hand and not with close-with-grace: under npm one Ctrl-C arrives two times, from the terminal and passed on, and that library
 * takes the second for somebody who does not want to wait.
 */
export function closeOnSignal({ requests, close }: Ending, host: SignalledProcess = process): void {
  let firstAt: number | undefined
  const fail = (why: unknown): void => {
    console.error(why)
    host.exit(1)
  }
  const onSignal = (): void => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > sameSignalMs) fail('stopped at once')
      return
    }
    firstAt = performance.now()
    console.log(`stopping: ${requests()} requests to finish`)
    setTimeout(
      () => fail(`stopped as it stood: it did not end within ${patienceMs / 1_000} s`),
      patienceMs,
    ).unref()
    close().then(() => {
      console.log('stopped')
      host.exit(0)
    }, fail)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) host.on(signal, onSignal)
}
