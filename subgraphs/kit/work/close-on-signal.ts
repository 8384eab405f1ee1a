/** What of a process the signals need; a test brings its own. */
export interface SignalledProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown
  exit(code: number): void
}

/** A signal that comes again within this time is the same one, ms. */
const sameSignalMs = 1_000

/**
 * Ends the process in good order at SIGTERM or SIGINT: once `close` is through with code 0, or with code 1 and its fault on
 * stderr. Whoever signals again does not want to wait: the process ends at once, with code 1.
 *
 * By hand and not with close-with-grace: under npm and tsx one Ctrl-C arrives two times, from the terminal and passed
 * on, and that library takes the second for somebody who does not want to wait.
 */
export function closeOnSignal(close: () => Promise<void>, host: SignalledProcess = process): void {
  let firstAt: number | undefined
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      close().then(
        () => host.exit(0),
        (error: unknown) => {
          console.error(error)
          host.exit(1)
        },
      )
    } else if (performance.now() - firstAt > sameSignalMs) host.exit(1)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) host.on(signal, onSignal)
}
