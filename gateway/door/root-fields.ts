import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** Names of the fields at the root of an operation, through fragments. */
export function rootFieldNames(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ReadonlySet<string> {
  return new Set(rootFields(document, operation).map(({ name }) => name.value))
}

/** The fields at the root of an operation in its order, through fragments; of those selections only that are asked for. */
export function rootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isAsked: (selection: SelectionNode) => boolean = () => true,
): readonly FieldNode[] {
  const fields: FieldNode[] = []
  const spread = new Set<string>()
  const read = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (!isAsked(selection)) continue
      if (selection.kind === Kind.FIELD) fields.push(selection)
      else if (selection.kind === Kind.INLINE_FRAGMENT) read(selection.selectionSet)
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
            read(definition.selectionSet)
      }
    }
  }
  read(operation.selectionSet)
  return fields
}
