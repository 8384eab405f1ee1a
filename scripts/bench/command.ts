import { exits, WrongCommand } from '../command.ts'

/** Exit codes of the benchmarks. */
export const benchExits = {
  [exits.done]: 'it was measured; the last line of the output is JSON',
  [exits.failed]: 'it could not be measured',
  [exits.wrongCommand]: 'a wrong command: nothing was done',
} as const

/** The number an option says. @throws WrongCommand for anything but a whole number above 0 */
export function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new WrongCommand(`--${option} is a whole number above 0, not ${text}.`)
  return Number(text)
}

/**
 * The databases an option names; where it names none, the embedded one and, where there is one, the server's.
 * @throws WrongCommand for another than those two, and for the server's without DATABASE_URL
 */
export function readDatabases(
  option: string,
  text: string | undefined,
  databaseUrl: string | undefined,
): ('pglite' | 'postgres')[] {
  if (text === undefined) return databaseUrl ? ['postgres', 'pglite'] : ['pglite']
  return text.split(',').map((name) => {
    if (name !== 'pglite' && name !== 'postgres')
      throw new WrongCommand(`--${option} is pglite or postgres, not ${name}.`)
    if (name === 'postgres' && !databaseUrl)
      throw new WrongCommand(`--${option} postgres needs DATABASE_URL, the server to measure on.`)
    return name
  })
}
