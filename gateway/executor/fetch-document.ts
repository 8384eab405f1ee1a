import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'

/** A selection of `_entities` under one type condition. */
interface EntitySelection {
  readonly typeCondition: string
  readonly responseKeys: readonly string[]
}

/** A root field of a fetch. */
export interface RootField {
  readonly name: string
  /** The key its answer comes under. */
  readonly responseKey: string
  /** Response keys the plan wants directly below it. */
  readonly below: readonly string[]
}

/** One document a plan sends to a room, read. */
export interface FetchDocument {
  readonly kind: 'root' | 'entities'
  readonly operation: 'query' | 'mutation' | 'subscription'
  readonly rootFields: readonly RootField[]
  readonly entities: readonly EntitySelection[]
  /** Begins no name of the document. */
  readonly prefix: string
  /**
   * The document with each entity's type name and key fields asked for beside what the plan wants, under aliases that
   * begin with the prefix. `keys` holds the key selection by type.
   */
  withIdentity(keys: ReadonlyMap<string, SelectionSetNode>): string
}

const responseKeyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** Reads one document that a plan sends to a room. @throws when it holds no operation, which no plan does */
function readFetchDocument(source: string): FetchDocument {
  const document = parse(source, { noLocation: true })
  const fragments = fragmentsOf(document)
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  if (operation === undefined) throw new Error('The plan holds a fetch without an operation.')
  const fields = topKeys(operation.selectionSet, fragments)
  const entities = fields.find(({ name }) => name.value === '_entities')
  const prefix = freePrefix(source)
  const written = new Map<string, string>()

  const write = (keys: ReadonlyMap<string, SelectionSetNode>): string => {
    if (entities?.selectionSet === undefined) return source
    const asked: SelectionNode[] = [aliased(prefix, typename)]
    for (const [type, key] of keys) asked.push(identityOf(prefix, type, key))
    const extended: FieldNode = {
      ...entities,
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: [...asked, ...entities.selectionSet.selections],
      },
    }
    const rewritten: OperationDefinitionNode = {
      ...operation,
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: operation.selectionSet.selections.map((selection) =>
          selection === entities ? extended : selection,
        ),
      },
    }
    return print({
      ...document,
      definitions: document.definitions.map((definition) =>
        definition === operation ? rewritten : definition,
      ),
    })
  }

  return {
    kind: entities === undefined ? 'root' : 'entities',
    operation: operation.operation,
    rootFields: fields.map((field) => ({
      name: field.name.value,
      responseKey: responseKeyOf(field),
      below:
        field.selectionSet === undefined
          ? []
          : [...new Set(topKeys(field.selectionSet, fragments).map(responseKeyOf))],
    })),
    entities: entities === undefined ? [] : entitySelections(entities, fragments),
    prefix,
    withIdentity: (keys) => {
      const signature = [...keys].map(([type, key]) => `${type} ${print(key)}`).join()
      const before = written.get(signature)
      if (before !== undefined) return before
      const text = write(keys)
      written.set(signature, text)
      return text
    },
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  )
}

/** Response keys at the top of a selection, through fragments. */
function topKeys(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return selectionSet.selections.flatMap((selection: SelectionNode): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return topKeys(selection.selectionSet, fragments)
    const fragment = fragments.get(selection.name.value)
    return fragment === undefined ? [] : topKeys(fragment.selectionSet, fragments)
  })
}

function freePrefix(source: string): string {
  let prefix = '_hub_'
  while (source.includes(prefix)) prefix = `${prefix}_`
  return prefix
}

function aliased(prefix: string, field: SelectionNode): SelectionNode {
  return field.kind === Kind.FIELD
    ? { ...field, alias: { kind: Kind.NAME, value: `${prefix}${field.name.value}` } }
    : field
}

function identityOf(prefix: string, type: string, key: SelectionSetNode): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: key.selections.map((field) => aliased(prefix, field)),
    },
  }
}

/** The selections of `_entities` by type condition; a named fragment counts as the selection it stands for. */
function entitySelections(
  entities: FieldNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): EntitySelection[] {
  return (entities.selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return []
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    const condition = fragment?.typeCondition?.name.value
    if (fragment === undefined || condition === undefined) return []
    const keys = topKeys(fragment.selectionSet, fragments).map(responseKeyOf)
    return [{ typeCondition: condition, responseKeys: [...new Set(keys)] }]
  })
}

/** The most that remembered documents may take, bytes. */
const rememberedBytesMax = 32 * 1024 * 1024
/** What reading a character of a document takes of the heap beside its text, bytes, on the high side. */
const characterBytes = 128

/** A reader that reads each document once. */
export function createFetchDocumentReader(): (source: string) => FetchDocument {
  const remembered = new LRUCache<string, FetchDocument>({
    maxSize: rememberedBytesMax,
    sizeCalculation: (_, source) => source.length * characterBytes,
  })
  return (source) => {
    const before = remembered.get(source)
    if (before !== undefined) return before
    const read = readFetchDocument(source)
    remembered.set(source, read)
    return read
  }
}
