import { readFileSync } from 'node:fs'
import { ConfigError, readConfig } from '@one-visit/kit/config.ts'
import { z } from 'zod'
import type { RelayLayouts } from './ingest/index.ts'

/** Name of a relay, as its address ends with, to the .proto file that holds its numbering. */
const relays = z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), z.string().min(1))

/**
 * Reads the numberings of relays that have one of their own: HUB_PLATFORM_RELAYS is JSON, names to paths.
 * @throws ConfigError
 */
export function readRelayLayouts(env: Readonly<Record<string, string | undefined>>): RelayLayouts {
  const setting = z.string().default('{}').transform(parsed).pipe(relays)
  const { HUB_PLATFORM_RELAYS: paths } = readConfig({ HUB_PLATFORM_RELAYS: setting }, env)
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, fileOf(path)]))
}

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigError(`HUB_PLATFORM_RELAYS: ${path} cannot be read.`, { cause })
  }
}
