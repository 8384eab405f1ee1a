import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the hub keeps its data when nothing else is said. */
export const hubDataDir = (): string => process.env.HUB_DATA_DIR || '.data'

/** Where the demo keeps its own, beside the hub's. */
export const demoDataDir = (): string => join(hubDataDir(), 'demo')

/** Where a hub sends the checkpoints of its audit: HUB_AUDIT_SINK, else a file of the data directory beside the database. */
export const auditSinkOf = (dataDir: string): string =>
  resolve(process.env.HUB_AUDIT_SINK || join(dataDir, ownSink))

/** The sink of a hub that was told of no other. */
export const ownSink = 'audit-checkpoints.ndjson'

/** Whether an embedded database is there. */
export const hasDatabase = (dataDir: string): boolean => existsSync(join(dataDir, 'pg'))

/** Every data directory there is a database in: the hub's and the demo's. */
export const knownDataDirs = (): string[] => [hubDataDir(), demoDataDir()].filter(hasDatabase)
