/** Kills the process at a named point, for tests of what a crash leaves behind. Inert unless configured. */
export type CrashPoint = (name: string) => void

/**
 * A crash point that kills the process with SIGKILL at `name`, or at its n-th passing when written `name:n`.
 * Without a setting it does nothing.
 */
export function crashPointAt(setting: string | undefined): CrashPoint {
  if (setting === undefined) return () => undefined
  const [wanted, count = '1'] = setting.split(':')
  let left = Number(count)
  return (name) => {
    if (name !== wanted) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
