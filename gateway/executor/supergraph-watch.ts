import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Graph } from './graph.ts'

/** How often the file is looked at, ms. Polling sees what replaces a file by renaming, which events of it do not. */
const everyMs = 1_000

/** Follows a supergraph file: what it becomes is served, what cannot be used is refused and said so. */
export function watchSupergraph(
  file: string,
  graph: Graph,
  log: Logger,
  options: { everyMs?: number } = {},
): () => void {
  const onChange = async (): Promise<void> => {
    try {
      await graph.replace(await readFile(file, 'utf8'))
      log.info({ file }, 'the supergraph is the one in the file')
    } catch (error) {
      log.error(
        { err: error, file },
        'the supergraph in the file is refused; the last good one keeps serving',
      )
    }
  }
  const listener = (): void => void onChange()
  watchFile(file, { interval: options.everyMs ?? everyMs, persistent: false }, listener)
  return () => unwatchFile(file, listener)
}
