import { z } from 'zod'

/** Settings that cannot be used; the message names every one of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const heading = 'These settings cannot be used:\n'

/**
 * Reads settings from environment variables, once, at the entry of a program.
 * An empty variable counts as not set.
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
  if (read.success) return Object.freeze(read.data)
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`${heading}${faults.join('\n')}`)
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
      faults.push(error.message.replace(heading, ''))
      return [name, undefined]
    }
  })
  if (faults.length > 0) throw new ConfigError(`${heading}${faults.join('\n')}`)
  return Object.fromEntries(read)
}
