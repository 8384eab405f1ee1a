import { rmSync } from 'node:fs'
import { lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { ownSink } from './data-dirs.ts'

/** Removes everything in a data directory that no process owns. @throws DataDirLocked */
export async function removeData(dataDir: string): Promise<void> {
  const lock = await lockDataDir(dataDir)
  for (const part of ['pg', 'keys.json', ownSink])
    rmSync(`${dataDir}/${part}`, { recursive: true, force: true })
  await lock.release()
}
