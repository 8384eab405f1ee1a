import { readFileSync } from 'node:fs'

/** The rooms, in the order of the tour. Each is a subgraph of the same name. */
export const roomNames = [
  'drivers',
  'vehicles',
  'operators',
  'inspections',
  'traffic-police',
  'platforms',
  'offices',
  'approvals',
] as const

/** Name of a room. */
export type RoomName = (typeof roomNames)[number]

/** What a decision asks of a field: the source it rests on and how old its confirmation may be (ISO 8601). */
export interface EvidenceRule {
  readonly source: string
  readonly maxAge: string
}

/** Schema coordinate, e.g. `Vehicle.usage`, to its evidence rule. */
export type EvidenceTable = Readonly<Record<string, EvidenceRule>>

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

/** SDL of a room: what all rooms share, then its own. The only reader of these files. */
export const readSchema = (room: RoomName): string => `${read('common.graphql')}\n${read(`${room}.graphql`)}`

/** The composed supergraph as committed. */
export const readSupergraph = (): string => read('supergraph.graphql')

/** What partners read of the feeds, as committed: OpenAPI 3.1. */
export const readFeedDescription = (): string => read('feeds.openapi.json')

/** The API schema as committed: what clients see. */
export const readApiSchema = (): string => read('api.graphql')

/** Evidence rules of the fields a room answers, each as its SDL states it. */
export function readEvidenceRules(room: RoomName): readonly EvidenceRule[] {
  const stated = read(`${room}.graphql`).matchAll(/@evidence\(\s*source: "([^"]+)",\s*maxAge: "([^"]+)"/g)
  return [...stated].map(([, source = '', maxAge = '']) => ({ source, maxAge }))
}

/** Evidence rules by schema coordinate, as committed. */
export const readEvidenceTable = (): EvidenceTable => JSON.parse(read('evidence.json')) as EvidenceTable
