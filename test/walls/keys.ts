/** What can be asked about by a key: keys of each kind that belong to a side. */
export type Keys = Record<string, string[]>

/** Notes a key of a kind. */
export function note(keys: Keys, kind: string, key: string): void {
  keys[kind] = [...(keys[kind] ?? []), key]
}
