import { isObject } from '@one-visit/schema/is-object.ts'
import type { GraphQLFormattedError, SelectionSetNode } from 'graphql'
import { type Representation, takeIdentity } from './entity-identity.ts'
import { codeOfFault, FetchFault } from './fault.ts'
import type { FetchDocument, RootField } from './fetch-document.ts'
import type { TransportResponse } from './transport.ts'

/** What came back for one fetch, fit to be merged. */
export interface FetchAnswer {
  readonly data: Record<string, unknown> | null
  readonly errors: GraphQLFormattedError[]
}

/** One fetch: what was asked, so that the answer can be held against it. */
export interface Fetch {
  readonly document: FetchDocument
  /** Entities asked about, in order; empty for a root fetch. */
  readonly representations: readonly Representation[]
  /** Key each type is asked by. */
  readonly keys: ReadonlyMap<string, SelectionSetNode>
  readonly possibleTypes: ReadonlyMap<string, ReadonlySet<string>>
  /** Query fields of one entity that several rooms answer, each with its own part. */
  readonly sharedRoots: ReadonlySet<string>
}

/** The most errors one fetch adds to an answer; the last one then stands for the rest. */
const errorsMax = 1_000

const jsonTypes: ReadonlySet<string> = new Set(['application/json', 'application/graphql-response+json'])

const malformed = (message: string): FetchFault => new FetchFault('malformed', message)

/**
 * The answer of a fetch that failed. Every field it would have brought has its own error: one at the entity would also
 * touch what other rooms said of it.
 */
export function failedFetch(fetch: Fetch, fault: FetchFault): FetchAnswer {
  return {
    data: null,
    errors:
      fetch.document.kind === 'root'
        ? fetch.document.rootFields.flatMap((root) =>
            rootPaths(fetch, root).map((path) => errorAt(fault, path)),
          )
        : capped(fetch.representations.flatMap((_, index) => entityErrors(fetch, index, fault))),
  }
}

/** Where a root field of the fetch is missing: in the parts this room alone would have brought, where others bring some. */
function rootPaths(fetch: Fetch, { name, responseKey, below }: RootField): string[][] {
  const own = below.filter((key) => key !== '__typename')
  const isShared = fetch.document.operation === 'query' && fetch.sharedRoots.has(name)
  return isShared && own.length > 0 ? own.map((key) => [responseKey, key]) : [[responseKey]]
}

function errorAt(fault: FetchFault, path: (string | number)[]): GraphQLFormattedError {
  return {
    message: fault.message,
    path,
    extensions: { code: codeOfFault(fault) },
  }
}

function capped(errors: GraphQLFormattedError[]): GraphQLFormattedError[] {
  const [first] = errors
  if (errors.length <= errorsMax || first === undefined) return errors
  const { path: _, ...everywhere } = first
  return [...errors.slice(0, errorsMax), everywhere]
}

function entityErrors(fetch: Fetch, index: number, fault: FetchFault): GraphQLFormattedError[] {
  const keys = wantedOf(fetch, String(fetch.representations[index]?.__typename))
  return keys.length === 0
    ? [errorAt(fault, ['_entities', index])]
    : keys.map((key) => errorAt(fault, ['_entities', index, key]))
}

/** Top response keys the plan wants of an entity of a type; those under an abstract type condition count too. */
function wantedOf(fetch: Fetch, type: string): readonly string[] {
  return [
    ...new Set(
      fetch.document.entities
        .filter(
          ({ typeCondition }) => typeCondition === type || fetch.possibleTypes.get(typeCondition)?.has(type),
        )
        .flatMap(({ responseKeys }) => responseKeys)
        .filter((key) => key !== '__typename'),
    ),
  ]
}

/**
 * Reads an HTTP answer as a GraphQL response, strictly: JSON by its content type, an object, with data or errors.
 * @throws FetchFault
 */
export function readResponse(answer: TransportResponse): { data: unknown; errors: unknown[] } {
  if (answer.status >= 300 && answer.status < 400) throw malformed('The source answered with a redirect.')
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!jsonTypes.has(type)) {
    if (answer.status >= 500) throw new FetchFault('unreachable', 'The source answered with a fault.')
    throw malformed('The source answered with another content type than JSON.')
  }
  let body: unknown
  try {
    body = JSON.parse(answer.body)
  } catch (cause) {
    throw new FetchFault('malformed', 'The source answered with JSON that cannot be read.', { cause })
  }
  if (!isObject(body)) throw malformed('The source answered with JSON that is no GraphQL response.')
  const errors = Array.isArray(body.errors) ? (body.errors as unknown[]) : []
  if (!isObject(body.data) && errors.length === 0) {
    if (answer.status >= 500) throw new FetchFault('unreachable', 'The source answered with a fault.')
    throw malformed('The source answered neither data nor errors.')
  }
  return { data: body.data, errors }
}

/** Extensions that would tell clients how the rooms are built, or that the server would act upon. */
const hiddenExtensions: ReadonlySet<string> = new Set([
  'stacktrace',
  'exception',
  'response',
  'serviceName',
  'service',
  'url',
  'http',
  'ftv1',
])

/**
 * Holds a room's response against what was asked.
 * @throws FetchFault when nothing of it can be used
 */
export function checkResponse(response: { data: unknown; errors: unknown[] }, fetch: Fetch): FetchAnswer {
  const errors = response.errors.flatMap((error) => placed(readError(error, fetch.document.prefix), fetch))
  if (!isObject(response.data)) return { data: null, errors: capped(errors) }
  if (fetch.document.kind === 'entities') {
    if (response.data._entities === null && errors.length > 0) return { data: null, errors: capped(errors) }
    checkEntities(response.data, fetch, errors)
  } else if (fetch.document.operation === 'query') checkSharedRoots(response.data, fetch, errors)
  return { data: response.data, errors: capped(errors) }
}

/** An error without a path, or at a root field as a whole, as one at every field the fetch would have brought. */
function placed(error: GraphQLFormattedError, fetch: Fetch): GraphQLFormattedError[] {
  const { path } = error
  if (fetch.document.kind === 'root') {
    if (path !== undefined && path.length > 1) return [error]
    const { rootFields } = fetch.document
    const named = rootFields.filter(({ responseKey }) => responseKey === path?.[0])
    return (named.length > 0 ? named : rootFields).flatMap((root) =>
      rootPaths(fetch, root).map((place) => ({ ...error, path: place })),
    )
  }
  const at = (index: number): GraphQLFormattedError[] =>
    entityErrors(fetch, index, malformed(error.message)).map(({ path: place }) => ({
      ...error,
      ...(place && { path: place }),
    }))
  const index = path?.[1]
  if (typeof index !== 'number') return fetch.representations.flatMap((_, each) => at(each))
  return path !== undefined && path.length > 2 ? [error] : at(index)
}

/** A room's error with nothing in it but message, path and harmless extensions. */
function readError(error: unknown, prefix: string): GraphQLFormattedError {
  if (!isObject(error))
    return { message: 'The source reported a fault.', extensions: { code: 'SOURCE_MALFORMED' } }
  const extensions = isObject(error.extensions) ? error.extensions : {}
  const path = isPathOf(error.path)
    ? error.path.map((part) =>
        typeof part === 'string' && part.startsWith(prefix) ? part.slice(prefix.length) : part,
      )
    : undefined
  return {
    message: typeof error.message === 'string' ? error.message : 'The source reported a fault.',
    ...(path && { path }),
    extensions: Object.fromEntries(
      Object.entries(extensions).filter(([name]) => !hiddenExtensions.has(name)),
    ),
  }
}

function isPathOf(path: unknown): path is (string | number)[] {
  return Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number')
}

/** Checks every entity against the question; one that is missing or another is null, with an error. */
function checkEntities(data: Record<string, unknown>, fetch: Fetch, errors: GraphQLFormattedError[]): void {
  const { _entities: entities } = data
  const { representations, document } = fetch
  if (!Array.isArray(entities) || entities.length !== representations.length)
    throw malformed('The source answered another number of entities than it was asked about.')
  const explained = new Set(errors.map(({ path }) => (path?.[0] === '_entities' ? path[1] : undefined)))
  for (const [index, asked] of representations.entries()) {
    const entity: unknown = entities[index]
    const type = String(asked.__typename)
    if (isObject(entity)) {
      const wrong = takeIdentity(entity, asked, {
        prefix: document.prefix,
        key: fetch.keys.get(type),
        possible: fetch.possibleTypes.get(type),
      })
      if (wrong === undefined) continue
      entities[index] = null
      errors.push(...entityErrors(fetch, index, malformed(wrong)))
      continue
    }
    entities[index] = null
    if (explained.has(index)) continue
    errors.push(...entityErrors(fetch, index, malformed(`no ${type} came back: null says nothing`)))
  }
}

/** A part that is missing of an object several rooms bring: null would take away what the others said of it. */
function checkSharedRoots(
  data: Record<string, unknown>,
  fetch: Fetch,
  errors: GraphQLFormattedError[],
): void {
  for (const root of fetch.document.rootFields) {
    const { name, responseKey } = root
    if (!fetch.sharedRoots.has(name) || isObject(data[responseKey])) continue
    delete data[responseKey]
    if (errors.some(({ path }) => path?.[0] === responseKey)) continue
    const fault = malformed(`no ${name} came back: null says nothing`)
    errors.push(...rootPaths(fetch, root).map((path) => errorAt(fault, path)))
  }
}
