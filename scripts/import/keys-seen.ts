import { createHash } from 'node:crypto'
import type { Database } from '@one-visit/kit/database/database.ts'
import { rowsOf } from '@one-visit/kit/database/database.ts'
import type { MergePlan } from '@one-visit/kit/feed/message.ts'
import type { VersionedRow } from '@one-visit/kit/feed/read/judge.ts'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Keys of live records that a file holds: eight bytes each, so that ten million fit beside everything else. */
export interface KeysSeen {
  add(row: VersionedRow): void
  /** How many different keys. */
  count(): number
  /** Live records of a source that stand, how many of them the file does not hold, and the first keys of those. */
  compare(
    db: Database,
    source: string,
    firstMax: number,
  ): Promise<{ standing: number; missing: number; first: string[] }>
}

const shortOf = (key: string): bigint => createHash('sha256').update(key).digest().readBigUInt64LE()

/** Rows asked for at a time. */
const pageRows = 10_000

/** An empty set of the keys of a plan. */
export function createKeysSeen(plan: MergePlan): KeysSeen {
  let keys = new BigUint64Array(1 << 12)
  let length = 0
  let isSorted = true
  const key: SQL = sql.join(
    plan.key.map((field) => sql`${columnOf(plan, field)}::text`),
    sql.raw(` || chr(9) || `),
  )

  const sort = (): void => {
    if (isSorted) return
    const sorted = keys.subarray(0, length).sort()
    let kept = 0
    for (let at = 0; at < length; at += 1)
      if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at] ?? 0n
    length = kept
    isSorted = true
  }
  const has = (wanted: bigint): boolean => {
    let [low, high] = [0, length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((keys[middle] ?? 0n) < wanted) low = middle + 1
      else high = middle
    }
    return low < length && keys[low] === wanted
  }

  return {
    add: (row) => {
      if (row.deleted) return
      if (length === keys.length) {
        const larger = new BigUint64Array(length * 2)
        larger.set(keys)
        keys = larger
      }
      const fields = row as unknown as Record<string, unknown>
      keys[length++] = shortOf(plan.key.map((field) => String(fields[field])).join('\t'))
      isSorted = false
    },
    count: () => {
      sort()
      return length
    },
    compare: async (db, source, firstMax) => {
      sort()
      const first: string[] = []
      let [standing, missing] = [0, 0]
      for (let after = ''; ; ) {
        const page = rowsOf<{ key: string }>(
          await db.orm.execute(sql`
            select ${key} as key from ${plan.table}
            where source = ${source} and not deleted and (${key}) collate "C" > ${after}
            order by (${key}) collate "C" limit ${pageRows}`),
        )
        for (const one of page)
          if (!has(shortOf(one.key))) {
            missing += 1
            if (first.length < firstMax) first.push(one.key)
          }
        standing += page.length
        const last = page.at(-1)
        if (last === undefined || page.length < pageRows) return { standing, missing, first }
        after = last.key
      }
    },
  }
}

function columnOf({ table }: MergePlan, field: string): PgColumn {
  const column = (getTableColumns(table) as Record<string, PgColumn>)[field]
  if (column === undefined) throw new Error(`the table has no column ${field}`)
  return column
}
