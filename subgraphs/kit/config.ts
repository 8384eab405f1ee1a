import { z } from 'zod'
import { unknownSettings } from './known-settings.ts'

/** Settings that cannot be used; the message names every one of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const heading = 'These settings cannot be used:\n'

/**
 * Reads settings from environment variables, once, at the entry of a program.
 * An empty variable counts as not set. One with a prefix of the hub that no program of it knows is a fault.
 * @throws ConfigError naming all faults at once
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) =>
      env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]],
    ),
  )
  const read = z.object(shape).safeParse(given)
  const unknown = unknownSettings(env)
  if (read.success && unknown.length === 0) return Object.freeze(read.data)
  const wrong = read.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []
  throw new ConfigError(`${heading}${[...wrong, ...unknown].map((fault) => `  ${fault}`).join('\n')}`)
}

/**
 * Reads the settings of several parts of one program.
 * @throws ConfigError naming the faults of all parts at once
 */
export function readTogether<Parts extends Record<string, () => unknown>>(
  parts: Parts,
): { [Name in keyof Parts]: ReturnType<Parts[Name]> } {
  const faults: string[] = []
  const read = Object.entries(parts).map(([name, readPart]) => {
    try {
      return [name, readPart()]
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      faults.push(...error.message.replace(heading, '').split('\n'))
      return [name, undefined]
    }
  })
  if (faults.length > 0) throw new ConfigError(`${heading}${[...new Set(faults)].join('\n')}`)
  return Object.fromEntries(read)
}
