import { getDirectives, MapperKind, mapSchema } from '@graphql-tools/utils'
import { type Policy, policies, scopesOf } from '@one-visit/schema/access.ts'
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql'
import { HubError } from '../errors.ts'
import type { Principal } from './principal.ts'
import { idsOf, type RefusedAct } from './refused-acts.ts'
import { requireStorable, takesText } from './storable-arguments.ts'

/** What a field or type asks of the caller; every part that is there must be met. */
export interface AccessRule {
  authenticated: boolean
  /** Any of these lists, all scopes of it. */
  scopes: readonly (readonly string[])[] | undefined
  /** Any of these lists, all policies of it. */
  policies: readonly (readonly string[])[] | undefined
}

/** What an anonymous caller is called. */
export const anonymous = 'anonymous'

/**
 * Whether a caller meets a rule.
 * @throws HubError UNAUTHENTICATED when nobody asks, FORBIDDEN when the wrong one asks
 */
export function requireAccess(rule: AccessRule, caller: Principal, coordinate: string): void {
  if (caller.caller === anonymous)
    throw new HubError('UNAUTHENTICATED', `${coordinate} is answered to known callers only.`, { coordinate })
  const scopes = scopesOf(caller.roles)
  const scopesMet = rule.scopes === undefined || anyAll(rule.scopes, (scope) => scopes.has(scope))
  const policiesMet =
    rule.policies === undefined ||
    anyAll(rule.policies, (name) => Object.hasOwn(policies, name) && policies[name as Policy](caller))
  if (!scopesMet || !policiesMet)
    throw new HubError('FORBIDDEN', `The caller may not see ${coordinate}.`, { coordinate })
}

function anyAll(lists: readonly (readonly string[])[], holds: (name: string) => boolean): boolean {
  return lists.some((list) => list.every(holds))
}

type Directives = { name: string; args?: Record<string, unknown> }[]

/** Told which acts, fields of Mutation, a caller was refused because of the role; the refusal then goes on as it was. */
export type OnRefusedActs<Context> = (acts: readonly RefusedAct[], context: Context) => Promise<void>

/**
 * Wraps every field whose arguments hold text, so that it answers only where that can be stored, and every field that an access directive guards, on the field or on the type it returns or belongs to, so that
 * it answers only callers who meet the rule. It is the resolver that is wrapped: whatever road a query takes to the
 * field (interface, union, fragment, alias, `_entities`), it passes here.
 */
export function guardSchema<Context extends { principal: Principal }>(
  schema: GraphQLSchema,
  onRefusedActs?: OnRefusedActs<Context>,
): GraphQLSchema {
  const ofType = new Map<string, AccessRule>()
  for (const type of Object.values(schema.getTypeMap())) {
    const rule = ruleOf(getDirectives(schema, type) as Directives)
    if (rule !== undefined) ofType.set(type.name, rule)
  }
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, Context>, fieldName, typeName) => {
      const own = ruleOf(getDirectives(schema, field) as Directives)
      const rules = [own, ofType.get(typeName)].filter((rule) => rule !== undefined)
      const inputs = field.args ?? {}
      const hasText = takesText(inputs)
      if (rules.length === 0 && !hasText) return undefined
      const { resolve = defaultFieldResolver } = field
      const coordinate = `${typeName}.${fieldName}`
      return {
        ...field,
        resolve: (parent, args, context, info) => {
          const refusal = refusalOf(rules, context.principal, coordinate)
          if (refusal === undefined) {
            if (hasText) requireStorable(inputs, args)
            return resolve(parent, args, context, info)
          }
          if (typeName !== 'Mutation' || refusal.code !== 'FORBIDDEN' || onRefusedActs === undefined)
            throw refusal
          const act = { field: fieldName, ids: idsOf(inputs, args) }
          return onRefusedActs([act], context).then(() => Promise.reject(refusal))
        },
      }
    },
  })
}

function refusalOf(
  rules: readonly AccessRule[],
  caller: Principal,
  coordinate: string,
): HubError | undefined {
  try {
    for (const rule of rules) requireAccess(rule, caller, coordinate)
    return undefined
  } catch (error) {
    if (error instanceof HubError) return error
    throw error
  }
}

function ruleOf(directives: Directives): AccessRule | undefined {
  const find = (name: string) =>
    directives.find((directive) => directive.name.replace(/^federation__/, '') === name)
  const authenticated = find('authenticated') !== undefined
  const scopes = find('requiresScopes')?.args?.scopes as string[][] | undefined
  const names = find('policy')?.args?.policies as string[][] | undefined
  return authenticated || scopes !== undefined || names !== undefined
    ? { authenticated, scopes, policies: names }
    : undefined
}
