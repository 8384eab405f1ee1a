/** The resolver map of the room. */
import type { Resolvers } from '../generated/resolvers.ts'
import { callbackMutations, callbackQueries, callbackTypeResolvers } from './callbacks.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'
import { mandateMutations, mandateQueries, mandateTypeResolvers } from './mandates.ts'
import { mutationResolvers } from './mutation.ts'
import { queryResolvers } from './query.ts'
import { typeResolvers } from './types.ts'

/** Makes the resolvers of every type of the room. */
export function createResolvers(options: ResolverOptions): Resolvers<ApprovalsContext> {
  return {
    ...typeResolvers(),
    ...callbackTypeResolvers,
    ...mandateTypeResolvers,
    Query: { ...queryResolvers(options), ...callbackQueries(), ...mandateQueries() },
    Mutation: { ...mutationResolvers(options), ...callbackMutations(options), ...mandateMutations(options) },
  }
}
