import { mkdirSync } from 'node:fs'
import { ConfigError } from '../config.ts'

/** Makes a folder for data where there is none, closed to others. @throws ConfigError where there can be none */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new ConfigError(
      `${path} cannot be a folder of data (${(error as Error).message}). Name another data directory (--data DIR, or HUB_DATA_DIR).`,
    )
  }
}
