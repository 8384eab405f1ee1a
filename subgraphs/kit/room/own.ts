import { readsOfAll, scopesOf } from '@one-visit/schema/access.ts'
import type { GraphQLResolveInfo } from 'graphql'
import { HubError } from '../errors.ts'
import type { Principal } from './principal.ts'

/**
 * Whether a caller may be shown by a scope what belongs to an organisation. Undefined says that there is nothing: whoever
 * reads his own only is not told so of what could be another's.
 */
export function isReadable(
  { roles, organisation }: Principal,
  scope: string,
  owner: string | undefined,
): boolean {
  if (readsOfAll(roles, scope)) return true
  return scopesOf(roles).has(scope) && owner !== undefined && owner === organisation
}

/**
 * Passes for a caller who may be shown by a scope what belongs to an organisation.
 * @throws HubError FORBIDDEN, the same whether there is something of another's or nothing at all
 */
export function requireReadable(
  principal: Principal,
  scope: string,
  owner: string | undefined,
  { parentType, fieldName }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName'>,
): void {
  if (isReadable(principal, scope, owner)) return
  const coordinate = `${parentType.name}.${fieldName}`
  throw new HubError('FORBIDDEN', `The caller may not see ${coordinate}.`, { coordinate })
}
