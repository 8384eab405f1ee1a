import { createHash } from 'node:crypto'
import { HubError } from '@one-visit/kit/errors.ts'
import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'

/** The most an operation may ask for, whoever asks. */
export interface Limits {
  /** Bytes of the document's text, UTF-8. */
  readonly text: number
  /** Characters of a name and of a number written into the document. */
  readonly name: number
  /** Characters of a text written into the document; a longer one is given by variable. */
  readonly string: number
  /** Fields below one another; introspection is not counted. */
  readonly depth: number
  readonly aliases: number
  readonly rootFields: number
  readonly tokens: number
  readonly directives: number
  /** Fields after every fragment is put where it is spread. */
  readonly fields: number
  /** Entries of a page and of a list given as argument. */
  readonly page: number
}

/** What the door of the hub lets in; the table in gateway/README.md has the same figures. */
export const hubLimits: Limits = {
  text: 64 * 1024,
  name: 128,
  string: 8_192,
  depth: 10,
  aliases: 15,
  rootFields: 10,
  tokens: 2_000,
  directives: 50,
  fields: 2_000,
  page: 200,
}

/** What a selection amounts to once its fragments are written out; computed once per fragment, however often spread. */
interface Size {
  depth: number
  aliases: number
  fields: number
  directives: number
  /** Fields at the top of the selection. */
  top: number
}

const nothing: Size = { depth: 0, aliases: 0, fields: 0, directives: 0, top: 0 }

/** Larger than any limit and far from overflow: fragments of fragments double with each step. */
const countMax = 1e9
const plus = (a: number, b: number): number => Math.min(a + b, countMax)

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type'

/** What a document is for: it acts if any of its operations does. */
export type OperationKind = 'query' | 'mutation'

/** Holds documents against the limits; answers what they are for. */
export type FormCheck = (source: string) => OperationKind

/**
 * Refuses a document that asks too much, by its form alone; nothing of the schema is needed and nothing is planned.
 * A document that does not parse passes: the server says what is wrong with it.
 * @throws HubError QUERY_TOO_LARGE
 */
export function checkForm(source: string, limits: Limits): OperationKind {
  const bytes = Buffer.byteLength(source)
  if (bytes > limits.text) throw tooLarge('text', limits.text, bytes)
  let document: DocumentNode
  try {
    document = parse(source, { noLocation: true, maxTokens: limits.tokens })
  } catch (error) {
    if (error instanceof Error && error.message.includes('Parsing aborted'))
      throw tooLarge('tokens', limits.tokens, undefined)
    return 'query'
  }
  checkLengths(document, limits)
  const sizeOf = sizer(document)
  let kind: OperationKind = 'query'
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    if (definition.operation === 'mutation') kind = 'mutation'
    const size = sizeOf(definition)
    const counts = [
      ['depth', size.depth],
      ['aliases', size.aliases],
      ['rootFields', size.top],
      ['directives', size.directives],
      ['fields', size.fields],
    ] as const
    for (const [limit, is] of counts) if (is > limits[limit]) throw tooLarge(limit, limits[limit], is)
  }
  return kind
}

/** Refuses names, numbers and texts that no schema and no client needs, and that would be kept with the document. */
function checkLengths(document: DocumentNode, limits: Limits): void {
  const hold =
    (limit: 'name' | 'string') =>
    ({ value }: ASTNode & { value: string }): void => {
      if (value.length > limits[limit]) throw tooLarge(limit, limits[limit], value.length)
    }
  visit(document, {
    Name: hold('name'),
    IntValue: hold('name'),
    FloatValue: hold('name'),
    StringValue: hold('string'),
  })
}

function tooLarge(limit: keyof Limits, most: number, is: number | undefined): HubError {
  return new HubError(
    'QUERY_TOO_LARGE',
    is === undefined || is >= countMax
      ? `The limit of ${limit} is ${most}; the operation has more.`
      : `The limit of ${limit} is ${most}; the operation has ${is}.`,
    { limit, most },
  )
}

function sizer(document: DocumentNode): (operation: OperationDefinitionNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const known = new Map<string, Size>()

  const sizeOfFragment = (name: string): Size => {
    const before = known.get(name)
    if (before !== undefined) return before
    // A cycle ends here with nothing: validation, which comes next, refuses it.
    known.set(name, nothing)
    const fragment = fragments.get(name)
    const size =
      fragment === undefined
        ? nothing
        : beside(sizeOf(fragment.selectionSet), { ...nothing, directives: fragment.directives?.length ?? 0 })
    known.set(name, size)
    return size
  }

  const sizeOf = (selectionSet: SelectionSetNode): Size => {
    let size = nothing
    for (const selection of selectionSet.selections) {
      const directives = { ...nothing, directives: selection.directives?.length ?? 0 }
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        size = beside(size, beside(directives, sizeOfFragment(selection.name.value)))
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        size = beside(size, beside(directives, sizeOf(selection.selectionSet)))
      else {
        const inner = selection.selectionSet ? sizeOf(selection.selectionSet) : nothing
        size = beside(size, {
          depth: isIntrospection(selection.name.value) ? 1 : inner.depth + 1,
          aliases: plus(inner.aliases, selection.alias === undefined ? 0 : 1),
          fields: plus(inner.fields, 1),
          directives: plus(inner.directives, directives.directives),
          top: 1,
        })
      }
    }
    return size
  }

  return (operation) =>
    beside(sizeOf(operation.selectionSet), { ...nothing, directives: operation.directives?.length ?? 0 })
}

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: plus(a.aliases, b.aliases),
    fields: plus(a.fields, b.fields),
    directives: plus(a.directives, b.directives),
    top: plus(a.top, b.top),
  }
}

/** Remembered verdicts, each of 32 bytes whatever the document's length. */
const rememberedMax = 1_000

/** A form check that reads each document once. */
export function createFormCheck(limits: Limits): FormCheck {
  const fine = new LRUCache<string, OperationKind>({ max: rememberedMax })
  return (source) => {
    // What is too long is not worth a hash either.
    const key = source.length > limits.text ? undefined : hashOf(source)
    const before = key === undefined ? undefined : fine.get(key)
    if (before !== undefined) return before
    const kind = checkForm(source, limits)
    if (key !== undefined) fine.set(key, kind)
    return kind
  }
}

function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('base64')
}
