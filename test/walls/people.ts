/** What people do in the world of the wall tests, and who may find it. */
import type { World } from '../world.ts'
import type { Keys } from './keys.ts'
import type { Markers } from './markers.ts'

/** The bureau sees every application, and an auditor reads all that is kept of it. */
export const overseers = ['bureau-clerk', 'auditor'] as const

/** Where people act, and where it is noted what belongs to whom. */
export interface Cases {
  readonly world: World
  readonly markers: Markers
  readonly keysOf: readonly [Keys, Keys]
}

/** Asks as somebody. @throws where anything is refused */
export async function ask<Data>(
  world: World,
  account: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await world.ask<Data>(account, query, variables)
  if (data === null || errors.length > 0) throw new Error(`${account}: ${JSON.stringify(errors)}`)
  return data
}
