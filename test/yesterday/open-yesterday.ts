/** A hub that ran before the code at hand: its database, its keys, its time, and which of its cases is which. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { migrate, migrationsDigest, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { copiedDatabase } from '@one-visit/kit/testing.ts'
import { type HubKeys, readHubKeys } from '@one-visit/scripts/host/keys.ts'

/** The folder that holds the hub: `hub.sql.gz`, `cases.json`, `keys.json`. */
const yesterdayFolder = fileURLToPath(new URL('./fixtures', import.meta.url))

/** What stands in the hub, by what became of it. */
export interface YesterdayCases {
  /** Identifiers of applications. Those from `approved` to `flagged` are of RHL-02, `byMachine` is of FRT-01. */
  applications: Record<
    | 'approved'
    | 'refused'
    | 'byMachine'
    | 'onPaper'
    | 'withdrawn'
    | 'waiting'
    | 'ready'
    | 'returned'
    | 'flagged',
    string
  >
  /** Callback of the platform, which was told of every case. */
  callbackId: string
  /** The record in quarantine: in which room, whose, and its number. */
  quarantined: { room: string; partner: string; id: string }
}

/** `cases.json`. */
interface CasesFile extends YesterdayCases {
  /** The hub's own time when it was stopped. */
  stoppedAt: string
}

/** A hub that was stopped, opened by the code at hand. */
export interface Yesterday {
  /** Loaded and migrated; whoever opened it closes it. */
  db: Database
  /** Test keys the hub signed and sealed with. */
  keys: HubKeys
  /** Goes on where the hub was stopped. */
  clock: Clock
  cases: YesterdayCases
}

/** Loads the stored hub into the database the suite runs on, and brings its tables up to date. */
export async function openYesterday(): Promise<Yesterday> {
  const { stoppedAt, ...cases } = JSON.parse(
    readFileSync(`${yesterdayFolder}/cases.json`, 'utf8'),
  ) as CasesFile
  const packed = readFileSync(`${yesterdayFolder}/hub.sql.gz`)
  const digest = createHash('sha256').update(packed).update(migrationsDigest(roomMigrations())).digest('hex')
  const db = await copiedDatabase(`yesterday_${digest.slice(0, 16)}`, async (owner) => {
    await owner.script(gunzipSync(packed).toString('utf8'))
    await migrate(owner, roomMigrations())
  })
  return { db, keys: keysOfYesterday(), clock: clockFrom(stoppedAt), cases }
}

/** Its keys as the hub at hand reads them: what was not there yesterday is added, in a copy. */
function keysOfYesterday(): HubKeys {
  const folder = mkdtempSync(join(tmpdir(), 'yesterday-'))
  copyFileSync(`${yesterdayFolder}/keys.json`, `${folder}/keys.json`)
  const keys = readHubKeys(folder)
  rmSync(folder, { recursive: true })
  return keys
}

/** A clock that shows an instant now and goes on. */
function clockFrom(instant: string): Clock {
  const behindMs = Date.now() - Date.parse(instant)
  return () => new Date(Date.now() - behindMs)
}
