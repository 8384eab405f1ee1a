import DataLoader from 'dataloader'

/** The most keys one statement is asked for. */
const batchMax = 500

/** What a key may be made of. */
export type LoaderKey = string | readonly string[]

const textOf = (key: LoaderKey): string => (typeof key === 'string' ? key : JSON.stringify(key))

/**
 * A loader that answers each key with the one row that says it is for this key, whatever order rows come in.
 * Rows for keys nobody asked for are ignored; two rows for one key are a fault of the query.
 */
export function byKey<Key extends LoaderKey, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | undefined, string> {
  return new DataLoader<Key, Row | undefined, string>(
    async (keys) => {
      const rows = new Map<string, Row>()
      for (const row of await fetch(keys)) {
        const key = textOf(keyOf(row))
        if (rows.has(key)) throw new Error(`The query gave two rows for the key ${key}.`)
        rows.set(key, row)
      }
      return keys.map((key) => rows.get(textOf(key)))
    },
    { cacheKeyFn: textOf, maxBatchSize: batchMax },
  )
}

/** A loader that answers each key with all its rows, in the order of the query. */
export function groupByKey<Key extends LoaderKey, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[], string> {
  return new DataLoader<Key, readonly Row[], string>(
    async (keys) => {
      const groups = new Map<string, Row[]>(keys.map((key) => [textOf(key), []]))
      for (const row of await fetch(keys)) groups.get(textOf(keyOf(row)))?.push(row)
      return keys.map((key) => groups.get(textOf(key)) ?? [])
    },
    { cacheKeyFn: textOf, maxBatchSize: batchMax },
  )
}
