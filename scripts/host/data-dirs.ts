import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the hub keeps its data when nothing else is said. */
export const hubDataDir = (): string => process.env.HUB_DATA_DIR ?? '.data'

/** Where the demo keeps its own, beside the hub's. */
export const demoDataDir = (): string => join(hubDataDir(), 'demo')

/** Whether an embedded database is there. */
export const hasDatabase = (dataDir: string): boolean => existsSync(join(dataDir, 'pg'))

/** Every data directory there is a database in: the hub's and the demo's. */
export const knownDataDirs = (): string[] => [hubDataDir(), demoDataDir()].filter(hasDatabase)
