import { createSecretKey, type KeyObject } from 'node:crypto'
import { ConfigError } from '@one-visit/kit/config.ts'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import {
  type DataKey,
  hasKeyChecks,
  keepKeys,
  type RoomKeys,
  requireKeys,
} from '@one-visit/kit/database/key-checks.ts'
import { roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { schemaOf } from '@one-visit/kit/database/schema-of.ts'
import { unseal } from '@one-visit/kit/feed/kept/seal.ts'
import { sql } from 'drizzle-orm'
import { type HubKeys, hasHubKeys, readHubKeys } from './keys.ts'
import { fedRooms } from './room-names.ts'

/** Where the keys of a hub are, and the audit's keys before the one at hand. */
export interface KeysAt {
  readonly dataDir: string
  readonly formerAuditKeys?: readonly KeyObject[] | undefined
}

/**
 * The keys of a data directory for a database whose tables may yet be brought up to date; new ones for a new database. Nothing is
 * written where they do not fit.
 * @throws ConfigError naming every key that does not fit, or that they are missing
 */
export async function fittingKeys(db: Database, at: KeysAt): Promise<HubKeys> {
  const rooms = roomMigrations().map(({ room }) => room)
  if (!hasHubKeys(at.dataDir) && ((await hasKeyChecks(db, rooms)) || (await findSealed(db)) !== undefined))
    throw new ConfigError(
      `There is no keys.json in ${at.dataDir}, and the data of this database were sealed with one.\n  Put it back from its backup, or name the data directory it is in (--data).`,
    )
  const keys = readHubKeys(at.dataDir)
  await requireKeys(db, roomKeysOf(keys, at))
  return keys
}

/** Keeps the check values of the hub's keys, once its tables are up to date. @throws ConfigError naming every key that does not fit */
export function keepHubKeys(db: Database, keys: HubKeys, at: KeysAt): Promise<void> {
  return keepKeys(db, roomKeysOf(keys, at))
}

/**
 * What the rooms' data depend on. Not the keys that sign for minutes, for the rooms or for demo people: nothing that is kept was made
 * with them.
 */
function roomKeysOf(keys: HubKeys, { dataDir, formerAuditKeys = [] }: KeysAt): RoomKeys[] {
  const known = (name: string, use: string): string => `${name} in ${dataDir}/keys.json (${use})`
  const shared: DataKey[] = [
    {
      name: 'journal',
      known: known('journal', 'seals what partners sent'),
      key: keys.journal,
      reads: (db) => opensSealed(db, keys.journal),
    },
    {
      name: `pseudonym v${keys.pseudonym.version}`,
      known: known('pseudonym', 'makes the references of persons'),
      key: keys.pseudonym.key,
    },
  ]
  const own: DataKey[] = [
    { name: 'certificate', known: known('certificate', 'signs certificates'), key: keys.certificate },
    {
      name: 'audit',
      known: known(
        'audit',
        'signs checkpoints; where it was exchanged, HUB_AUDIT_PUBLIC_KEYS names the one before',
      ),
      key: keys.audit,
      former: formerAuditKeys,
    },
    {
      name: 'partners',
      known: known('partners', 'makes the credentials of the rooms and of the sample'),
      key: createSecretKey(Buffer.from(keys.secretOf('check value'))),
    },
  ]
  return roomMigrations().map(({ room }) => ({
    room,
    keys: room === 'approvals' ? [...shared, ...own] : shared,
  }))
}

/** Whether a journal key opens what is there; where nothing is, any does. */
async function opensSealed(db: Database, key: KeyObject): Promise<boolean> {
  const sealed = await findSealed(db)
  if (sealed === undefined) return true
  try {
    unseal(key, sealed)
    return true
  } catch {
    return false
  }
}

/** Something that was sealed with the journal key; undefined in a database no partner has sent to. */
async function findSealed(db: Database): Promise<Buffer | undefined> {
  for (const room of fedRooms) {
    const table = `${schemaOf(room)}.feed_keys`
    const found = await db.orm.execute(sql`select to_regclass(${table}) is not null as there`)
    if (rowsOf<{ there: boolean }>(found)[0]?.there !== true) continue
    const rows = await db.transaction((tx) => tx.execute(sql`select wrapped from ${sql.raw(table)} limit 1`))
    const [row] = rowsOf<{ wrapped: Uint8Array }>(rows)
    if (row !== undefined) return Buffer.from(row.wrapped)
  }
  return undefined
}
