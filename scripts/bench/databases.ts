import { randomBytes } from 'node:crypto'
import type { Database } from '@one-visit/kit/database/database.ts'
import { migratedImage } from '@one-visit/kit/database/image.ts'
import { migrate, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPglite } from '@one-visit/kit/database/pglite.ts'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import pg from 'pg'

/** A database made for one run. */
export interface BenchDatabase {
  name: 'postgres' | 'pglite'
  db: Database
  /** Of a server's database. */
  url: string | undefined
  close(): Promise<void>
}

/** An embedded database from the image of a migrated one; in memory without a folder. */
export async function openBenchPglite(dataDir?: string): Promise<BenchDatabase> {
  const db = await openPglite({ image: await migratedImage(roomMigrations()), ...(dataDir && { dataDir }) })
  return { name: 'pglite', db, url: undefined, close: () => db.close() }
}

/** A database of its own on a server, dropped at the end. */
export async function openBenchPostgres(server: string): Promise<BenchDatabase> {
  const name = `hub_bench_${randomBytes(6).toString('hex')}`
  await admin(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const db = await openPostgres(url, { connectionsMax: 4 })
  await migrate(db, roomMigrations())
  return {
    name: 'postgres',
    db,
    url,
    close: async () => {
      await db.close()
      await admin(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function admin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}
