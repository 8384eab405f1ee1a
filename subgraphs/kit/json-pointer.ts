/** A name as part of a JSON pointer. */
export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The JSON pointer of a place, from the names that lead to it. */
export const pointerTo = (path: readonly string[]): string =>
  path.map((name) => `/${escapePointer(name)}`).join('')
