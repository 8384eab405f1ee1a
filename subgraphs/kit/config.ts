import { z } from 'zod'

/** Settings that cannot be used; the message names every one of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads settings from environment variables, once, at the entry of a program.
 * An empty variable counts as not set.
 * @throws ConfigError naming all faults at once
 */
export const readConfig = <Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<z.ZodObject<Shape>>> => {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) =>
      env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]],
    ),
  )
  const read = z.object(shape).safeParse(given)
  if (read.success) return Object.freeze(read.data)
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`these settings cannot be used:\n${faults.join('\n')}`)
}
