import { findDuplicateKeys } from '@one-visit/kit/duplicate-keys.ts'
import { errorCodes, isErrorCode, isRefusal } from '@one-visit/schema/error-codes.ts'
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

/** The most errors one fetch adds to an answer, and the most they take, bytes of JSON; the last one then stands for the rest. */
const errorsMax = 1_000
const errorBytesMax = 64 * 1024

/** Characters of a message, and bytes of what stands beside it, that a room may tell. */
const messageMax = 300
const extensionBytesMax = 4_096

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
  let bytes = 0
  const fits = errors.findIndex((error, index) => {
    bytes += index < errorsMax ? Buffer.byteLength(JSON.stringify(error)) : errorBytesMax
    return bytes > errorBytesMax
  })
  if (fits < 0 || first === undefined) return errors
  // Without a path it touches everything, as all that is left out may.
  return [...errors.slice(0, fits), { message: first.message, extensions: { code: first.extensions?.code } }]
}

function entityErrors(fetch: Fetch, index: number, fault: FetchFault): GraphQLFormattedError[] {
  return entityPaths(fetch, index).map((path) => errorAt(fault, path))
}

/** Where an entity is missing: in every field the plan wants of it. */
function entityPaths(fetch: Fetch, index: number): Path[] {
  const keys = wantedOf(fetch, String(fetch.representations[index]?.__typename))
  return keys.length === 0 ? [['_entities', index]] : keys.map((key) => ['_entities', index, key])
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
 * Reads an HTTP answer as a GraphQL response, strictly: JSON by its content type, each key once, an object, with data or
 * errors; of a status that is not 2xx errors alone.
 * @throws FetchFault
 */
export function readResponse(answer: TransportResponse): { data: unknown; errors: unknown[] } {
  if (answer.status >= 300 && answer.status < 400) throw malformed('The source answered with a redirect.')
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity')
    throw malformed('The source answered in an encoding it was not asked for.')
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!jsonTypes.has(type)) {
    if (answer.status >= 500) throw new FetchFault('unreachable', 'The source answered with a fault.')
    throw malformed('The source answered with another content type than JSON.')
  }
  const { data, errors } = readBody(answer.body)
  const isGood = answer.status >= 200 && answer.status < 300
  if (!isGood && (errors.length === 0 || isObject(data))) {
    if (answer.status >= 500) throw new FetchFault('unreachable', 'The source answered with a fault.')
    throw malformed('The source answered data with a status that says there are none.')
  }
  if (!isObject(data) && errors.length === 0) throw malformed('The source answered neither data nor errors.')
  return { data, errors }
}

function readBody(text: string): { data: unknown; errors: unknown[] } {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new FetchFault('malformed', 'The source answered with JSON that cannot be read.', { cause })
  }
  if (!isObject(body)) throw malformed('The source answered with JSON that is no GraphQL response.')
  const { data, errors = [], extensions } = body
  if (errors !== null && !Array.isArray(errors))
    throw malformed('The source answered errors that are no list.')
  if (isObject(extensions) && extensions.valueCompletion !== undefined)
    throw malformed('The source answered data of which it took a part away.')
  if (findDuplicateKeys(text).length > 0)
    throw malformed('The source answered with JSON that has a key twice.')
  return { data, errors: (errors ?? []) as unknown[] }
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
  const { data } = response
  const told = response.errors.map((error) => readError(error, fetch.document.prefix))
  const places = told.map(({ path }) => placeOf(path as Path | undefined, fetch, data))
  const errors = told.flatMap((error, index) =>
    (places[index]?.paths ?? []).map((path) => ({ ...error, path: [...path] })),
  )
  if (!isObject(data) || places.some(({ takes }) => takes === 'everything'))
    return { data: null, errors: capped(errors) }
  for (const { takes } of places) takeAway(data, takes)
  if (fetch.document.kind === 'entities') {
    if (data._entities === null && errors.length > 0) return { data: null, errors: capped(errors) }
    checkEntities(data, fetch, errors)
  } else if (fetch.document.operation === 'query') checkSharedRoots(data, fetch, errors)
  return { data, errors: capped(errors) }
}

/** Of what an error touches as a whole nothing is believed. */
function takeAway(data: Record<string, unknown>, takes: Place['takes']): void {
  if (takes === undefined || takes === 'everything') return
  if ('root' in takes) data[takes.root] = null
  else if (Array.isArray(data._entities)) data._entities[takes.entity] = null
}

type Path = (string | number)[]

/** What an error touches, by the paths it is told at, and what of the data it takes away: nothing where its own path is enough. */
interface Place {
  readonly paths: readonly Path[]
  readonly takes?: { readonly root: string } | { readonly entity: number } | 'everything'
}

/**
 * Where an error belongs: without a path, or with one that leads nowhere, to all the fetch would have brought; where the path
 * ends at a root field or an entity, or leads nowhere from there, to all of that.
 */
function placeOf(path: Path | undefined, fetch: Fetch, data: unknown): Place {
  const { document, representations } = fetch
  const [first, index] = path ?? []
  if (document.kind === 'root') {
    const root = document.rootFields.find(({ responseKey }) => responseKey === first)
    if (path === undefined || root === undefined)
      return { paths: document.rootFields.flatMap((each) => rootPaths(fetch, each)), takes: 'everything' }
    return path.length > 1 && leadsInto(data, path)
      ? { paths: [path] }
      : { paths: rootPaths(fetch, root), takes: { root: root.responseKey } }
  }
  if (path === undefined || first !== '_entities' || typeof index !== 'number' || !(index in representations))
    return { paths: representations.flatMap((_, each) => entityPaths(fetch, each)), takes: 'everything' }
  return path.length > 2 && leadsInto(data, path)
    ? { paths: [path] }
    : { paths: entityPaths(fetch, index), takes: { entity: index } }
}

/** Whether a path leads to something of an answer, or to where something is null. */
function leadsInto(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data
  for (const part of path) {
    if (value === null || value === undefined) return true
    const isThere = Array.isArray(value)
      ? typeof part === 'number' && part in value
      : isObject(value) && Object.hasOwn(value, part)
    if (!isThere) return false
    value = (value as Record<string | number, unknown>)[part]
  }
  return true
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
    message: messageOf(error.message, extensions.code),
    ...(path && { path }),
    extensions: extensionsOf(extensions),
  }
}

/**
 * What a client is told of a room's error. Of a refusal the room's own words, which are ours; of any other code what the code says:
 * there the words may be those of a library or a system behind the room.
 */
function messageOf(message: unknown, code: unknown): string {
  if (!isErrorCode(code) || typeof message !== 'string') return 'The source reported a fault.'
  return isRefusal(code) ? message.slice(0, messageMax) : errorCodes[code].en
}

/** What a room says of an error beside its message, but for what tells how it is built; of too much the code alone. */
function extensionsOf(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const told = Object.fromEntries(Object.entries(extensions).filter(([name]) => !hiddenExtensions.has(name)))
  return Buffer.byteLength(JSON.stringify(told)) > extensionBytesMax ? { code: told.code } : told
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
