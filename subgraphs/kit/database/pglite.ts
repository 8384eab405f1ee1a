/** The embedded database. */
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { makeDataFolder } from './data-folder.ts'
import type { Database, Orm } from './database.ts'
import { checkpointEveryMs, checkSpace } from './embedded-disk.ts'
import { framesOf, guardClient, isFrame, isReading, notify, outsideTransaction, rethrow } from './frames.ts'

/** Options of the embedded database. */
export interface PgliteOptions {
  /** Folder of the data; in memory when left out. */
  dataDir?: string
  /** Image of a migrated database a new folder begins with. */
  image?: Blob
  /** Options of PostgreSQL's initdb for a database that begins empty, e.g. --wal-segsize=1. */
  initdb?: string[]
  /** Memory for its pages, MB; 160 when left out. Setting it up is half of the time a small database takes to open. */
  buffersMb?: number
}

/**
 * Opens the embedded database. Its folder must be locked by the caller: two processes on it diverge.
 * @throws DiskFull when its disk is nearly full; writes then throw STORE_UNAVAILABLE, what is there can still be read
 */
export async function openPglite({ dataDir, image, initdb, buffersMb }: PgliteOptions): Promise<Database> {
  const options: PGliteOptions = {
    ...(dataDir && { dataDir }),
    ...(image && { loadDataDir: image }),
    ...(initdb && { initDbStartParams: initdb }),
    ...(buffersMb && {
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffersMb}MB`],
    }),
  }
  if (dataDir) makeDataFolder(dataDir)
  if (dataDir) checkSpace(dataDir)
  const checkWrite = (): void => {
    try {
      if (dataDir) checkSpace(dataDir)
    } catch (error) {
      rethrow(error)
    }
  }
  const opened = await PGlite.create(options)
  forgetOwnArrays(opened)
  const client = guardClient(opened, ['query', 'exec', 'transaction'], (first) => {
    // A transaction is a function here; its frame knows whether it writes.
    if (typeof first === 'string' && !isReading(first)) checkWrite()
  })
  const checkpoint = async () => client.exec('checkpoint')
  // Where it fails, the next one does its work.
  const checkpoints = setInterval(() => void checkpoint().catch(() => undefined), checkpointEveryMs)
  checkpoints.unref()
  let database: Database
  const logger = {
    logQuery: (text: string) => {
      if (!isFrame(text)) database.onStatement?.(text)
    },
  }
  const orm = drizzlePglite({ client, logger }) as unknown as Orm
  database = {
    kind: 'pglite',
    orm,
    ...framesOf(
      (work, config, frame) =>
        orm.transaction(async (tx) => {
          await tx.execute(frame)
          return work(tx as unknown as Orm)
        }, config),
      checkWrite,
    ),
    // A text that begins a transaction and fails would leave it open, and nothing else would be answered.
    script: async (text) => {
      if (!/^\s*begin\b/i.test(text)) return client.exec(text)
      checkWrite()
      return client.transaction((tx) => tx.exec(text))
    },
    notify,
    // One process owns the data, so there is nobody to wait for.
    exclusively: (_, work) => work(),
    listen: (channel, callback) =>
      client.listen(channel, (payload) => outsideTransaction(() => callback(payload))),
    onStatement: undefined,
    close: async () => {
      clearInterval(checkpoints)
      await client.close()
    },
  }
  pgliteClients.set(database, client)
  return database
}

/** PostgreSQL numbers its own types below this; the arrays of a table's rows come after. */
const firstMadeType = 10_000

/**
 * PGlite knows how to read an array of the rows of every table there is, and copies all it knows for each statement: half
 * of what a short one takes. Nobody asks for such arrays; they come as text, as they do from a server.
 */
function forgetOwnArrays({ parsers, serializers }: Pick<PGlite, 'parsers' | 'serializers'>): void {
  for (const known of [parsers, serializers])
    for (const type of Object.keys(known)) if (Number(type) >= firstMadeType) delete known[type]
}

const pgliteClients = new WeakMap<Database, PGlite>()

/** Image of an embedded database, to begin others with. */
export function dumpPglite(db: Database): Promise<Blob> {
  const client = pgliteClients.get(db)
  if (client === undefined) throw new Error('Only an embedded database can be dumped.')
  return client.dumpDataDir('none')
}
