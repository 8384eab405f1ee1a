import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql'

/** The access specifications: each is one directive of the same name. */
export const accessDirectives = ['authenticated', 'requiresScopes', 'policy'] as const

/** Name of an access specification. */
export type AccessDirective = (typeof accessDirectives)[number]

const specUrl = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d/

/**
 * Names under which a supergraph uses the access directives: their own, or what its `@link` renames them to.
 * A directive of that name counts even where no link is: better refused twice than not at all.
 */
export function accessLinks(document: DocumentNode): ReadonlyMap<string, AccessDirective> {
  const names = new Map<string, AccessDirective>(accessDirectives.map((name) => [name, name]))
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link' && directive.name.value !== 'core') continue
      const { url, feature, as, import: imports } = argumentsOf(directive)
      const spec = specUrl.exec(String(url ?? feature))?.[1] as AccessDirective | undefined
      if (spec === undefined) continue
      names.set(importedAs(imports, spec) ?? (typeof as === 'string' ? as : spec), spec)
    }
  }
  return names
}

function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  )
}

function importedAs(imports: unknown, spec: string): string | undefined {
  if (!Array.isArray(imports)) return undefined
  for (const entry of imports as (string | { name?: string; as?: string })[]) {
    if (entry === `@${spec}`) return spec
    if (typeof entry === 'object' && entry.name === `@${spec}`) return (entry.as ?? entry.name).slice(1)
  }
  return undefined
}

/** Whether a directive or scalar belongs to an access specification, e.g. `policy` or `policy__Policy`. */
export function isAccessOwned(name: string, names: ReadonlyMap<string, AccessDirective>): boolean {
  return names.has(name) || names.has(name.split('__')[0] ?? '')
}
