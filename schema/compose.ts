import { composeServices } from '@apollo/composition'
import { type ConstDirectiveNode, Kind, parse, printSchema } from 'graphql'
import type { EvidenceRule, EvidenceTable } from './load.ts'

/** A subgraph as composition sees it. */
export interface SubgraphText {
  readonly name: string
  readonly sdl: string
}

/** A remark of composition that is not an error. */
export interface CompositionHint {
  readonly level: 'WARN' | 'INFO' | 'DEBUG'
  readonly code: string
  readonly message: string
  /** Schema coordinate the hint is about, where it names one. */
  readonly coordinate: string
}

/** What composition gives. */
export interface Composed {
  /** Supergraph SDL with access and evidence directives in it. */
  readonly supergraph: string
  /** API schema: what clients see. */
  readonly api: string
  readonly evidence: EvidenceTable
  readonly hints: readonly CompositionHint[]
}

/** Composition was refused; `faults` says why, one line each. */
class CompositionError extends Error {
  override readonly name = 'CompositionError'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`the subgraphs do not compose:\n${faults.join('\n')}`)
    this.faults = faults
  }
}

/** Where a subgraph is said to be; the gateway maps names to transports and never calls this. */
const placeholderUrl = (name: string): string => `http://${name}.hub.internal/graphql`

/**
 * Composes subgraphs into supergraph, API schema and evidence table.
 * @throws CompositionError
 */
export function compose(subgraphs: readonly SubgraphText[]): Composed {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: placeholderUrl(name) })),
  )
  if (result.errors !== undefined) throw new CompositionError(result.errors.map((error) => error.message))
  return {
    supergraph: `${result.supergraphSdl.trim()}\n`,
    api: `${printSchema(result.schema.toAPISchema().toGraphQLJSSchema()).trim()}\n`,
    evidence: evidenceTableOf(result.supergraphSdl),
    hints: result.hints.map((hint) => ({
      level: hint.definition.level.name as CompositionHint['level'],
      code: hint.definition.code,
      message: hint.message,
      coordinate: hint.coordinate ?? '',
    })),
  }
}

/** Evidence rules found in a supergraph, in the order of its types and fields. */
function evidenceTableOf(supergraph: string): EvidenceTable {
  const table: Record<string, EvidenceRule> = {}
  for (const definition of parse(supergraph).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'evidence')
      if (directive !== undefined) table[`${definition.name.value}.${field.name.value}`] = ruleOf(directive)
    }
  }
  return table
}

function ruleOf(directive: ConstDirectiveNode): EvidenceRule {
  const argument = (name: string): string => {
    const value = directive.arguments?.find((node) => node.name.value === name)?.value
    if (value?.kind !== Kind.STRING) throw new Error(`@evidence needs a string for ${name}`)
    return value.value
  }
  return { source: argument('source'), maxAge: argument('maxAge') }
}

/** Files composition writes, by name inside schema/. */
export function composedFiles(composed: Composed): Readonly<Record<string, string>> {
  return {
    'supergraph.graphql': composed.supergraph,
    'api.graphql': composed.api,
    'evidence.json': `${JSON.stringify(composed.evidence, null, 2)}\n`,
  }
}
