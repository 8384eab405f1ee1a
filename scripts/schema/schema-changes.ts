import { readFileSync } from 'node:fs'
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema } from 'graphql'

const read = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')

/** Every change of the API schema since it was last released. */
export function changesSinceRelease(): Promise<Change[]> {
  return diff(buildSchema(read('api.released.graphql')), buildSchema(read('api.graphql')))
}

/** The changes that would break a client. */
export async function breakingChanges(): Promise<Change[]> {
  return (await changesSinceRelease()).filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  )
}
