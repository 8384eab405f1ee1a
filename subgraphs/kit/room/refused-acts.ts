import { GraphQLID, type GraphQLInputType, getNullableType } from 'graphql'
import { z } from 'zod'

/** The most refused acts of one operation that a room is told of; the door of the hub lets in no more root fields. */
export const refusedActsMax = 10

/** The longest text that is taken for an identifier. */
const idCharactersMax = 200

const refusedActShape = z.object({
  /** Name of the field of Mutation. */
  field: z.string(),
  /** Its arguments of type ID, as they were given; no other. */
  ids: z.record(z.string(), z.string().max(idCharactersMax)),
})

/** An act that is not for the caller's role, refused before anything of it was done. */
export type RefusedAct = Readonly<z.infer<typeof refusedActShape>>

/** What a request to a room says beside its document, as `extensions`: what the gateway itself refused the caller. */
export const toldShape = z.object({ refusedActs: z.array(refusedActShape).max(refusedActsMax).optional() })

/** What the values of a field's arguments identify: those of type ID, but for what no record could hold. */
export function idsOf(
  args: Readonly<Record<string, { readonly type: GraphQLInputType }>>,
  values: Readonly<Record<string, unknown>>,
): RefusedAct['ids'] {
  const ids = Object.entries(args)
    .filter(([, { type }]) => getNullableType(type) === GraphQLID)
    .map(([name]) => [name, values[name]] as const)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(ids.filter(([, id]) => id.length <= idCharactersMax && !id.includes('\u0000')))
}
