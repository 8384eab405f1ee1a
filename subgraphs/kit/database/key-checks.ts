/**
 * Whether the keys a program was given are those its data were sealed, signed and told apart with. A room keeps a check value of
 * each, which tells nothing of the key: a code (HMAC) of a fixed text, or the digest of a public half.
 */
import { createHash, createHmac, createPublicKey, type KeyObject } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { ConfigError } from '../config.ts'
import { type Database, rowsOf } from './database.ts'
import { schemaOf } from './schema-of.ts'

/** A key that data depend on. */
export interface DataKey {
  /** What its check value is kept under, with the version where a key of another version may follow it. */
  readonly name: string
  /** What the operator knows it by, e.g. HUB_JOURNAL_KEY. */
  readonly known: string
  readonly key: KeyObject
  /** The keys that may have stood in its place; where it is left out, none may. */
  readonly former?: readonly KeyObject[] | undefined
  /** Whether it reads what is there already; asked where no check value is kept yet. */
  readonly reads?: ((db: Database) => Promise<boolean>) | undefined
}

/** The keys one room's data depend on. */
export interface RoomKeys {
  readonly room: string
  readonly keys: readonly DataKey[]
}

const fixedText = 'one-visit hub: the check value of a key'

/** Whether check values are kept for any of some rooms: none in a new database, and in one from before there were any. */
export async function hasKeyChecks(db: Database, rooms: readonly string[]): Promise<boolean> {
  const kept = await Promise.all(rooms.map((room) => readChecks(db, room)))
  return kept.some((checks) => checks.size > 0)
}

/**
 * Holds keys against what is kept of them, and writes nothing.
 * @throws ConfigError naming every key that does not fit
 */
export async function requireKeys(db: Database, rooms: readonly RoomKeys[]): Promise<void> {
  const unfit = new Set<string>()
  for (const { room, keys } of rooms) {
    const checks = await readChecks(db, room)
    for (const key of keys) if (!(await isFit(db, key, checks.get(key.name)))) unfit.add(key.known)
  }
  if (unfit.size > 0) throw new ConfigError(unfitText([...unfit]))
}

/**
 * Holds keys against what is kept of them, and keeps the check values that are missing. The tables must be up to date.
 * @throws ConfigError naming every key that does not fit
 */
export async function keepKeys(db: Database, rooms: readonly RoomKeys[]): Promise<void> {
  await requireKeys(db, rooms)
  for (const { room } of rooms)
    if (!(await hasTable(db, room)))
      throw new ConfigError(`The tables of ${room} are not up to date: npm run migrate brings them so.`)
  for (const { room, keys } of rooms)
    await db.transaction(async (tx) => {
      for (const { name, key, former } of keys) {
        const conflict = former === undefined ? sql`nothing` : sql`update set value = excluded.value`
        await tx.execute(
          sql`insert into ${tableOf(room)} (name, value) values (${name}, ${checkOf(key)}) on conflict (name) do ${conflict}`,
        )
      }
    })
  // Another process may have been first, with other keys.
  await requireKeys(db, rooms)
}

/** The check values a room keeps, by name. */
async function readChecks(db: Database, room: string): Promise<ReadonlyMap<string, string>> {
  if (!(await hasTable(db, room))) return new Map()
  const rows = await db.transaction((tx) => tx.execute(sql`select name, value from ${tableOf(room)}`))
  return new Map(rowsOf<{ name: string; value: string }>(rows).map(({ name, value }) => [name, value]))
}

async function hasTable(db: Database, room: string): Promise<boolean> {
  const found = await db.orm.execute(
    sql`select to_regclass(${`${schemaOf(room)}.key_checks`}) is not null as there`,
  )
  return rowsOf<{ there: boolean }>(found)[0]?.there === true
}

async function isFit(
  db: Database,
  { key, former = [], reads }: DataKey,
  kept: string | undefined,
): Promise<boolean> {
  if (kept === undefined) return reads === undefined || (await reads(db))
  return [key, ...former].some((each) => checkOf(each) === kept)
}

function checkOf(key: KeyObject): string {
  if (key.type === 'secret') return createHmac('sha256', key).update(fixedText).digest('base64url')
  const open = key.type === 'public' ? key : createPublicKey(key)
  return createHash('sha256')
    .update(open.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
}

const tableOf = (room: string) => sql`${sql.identifier(schemaOf(room))}.key_checks`

function unfitText(unfit: readonly string[]): string {
  return `These keys are not those the data of this database were made with:\n${unfit
    .map((known) => `  ${known}`)
    .join(
      '\n',
    )}\nPut the keys back that belong to it, from their backup, or name the database they belong to. Nothing was changed.`
}
