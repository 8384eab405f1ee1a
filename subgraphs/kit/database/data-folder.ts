import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from '../config.ts'

/** Makes a folder for data where there is none, closed to others. @throws ConfigError where there can be none */
export function makeDataFolder(path: string): void {
  try {
    makeFolder(path)
  } catch (error) {
    throw new ConfigError(
      `${path} cannot be a folder of data (${(error as Error).message}). Name another data directory (--data DIR, or HUB_DATA_DIR).`,
    )
  }
}

/** Each folder by itself: `recursive` of mkdir never ends where the system has no room for a name, e.g. below /proc. */
function makeFolder(path: string): void {
  const parent = dirname(path)
  if (!existsSync(parent)) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}
