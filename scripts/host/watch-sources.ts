import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

/** Folders of the hub's sources. */
const folders = ['gateway', 'schema', 'scripts', 'subgraphs']

/** What the hub is made of; tests and what they read are not. */
const sourceForm = /\.(ts|graphql|json|proto|sql|html|css)$/
const asideForm =
  /\.test\.ts$|(^|\/)(node_modules|fixtures|testing|bench|checks|simulators|conformance|demo|new-item)\//

/** Edits that come within this time are one, ms: an editor writes a file in several steps, git many files. */
const togetherMs = 100

/** Whether an edit of a file (a path below the root) changes what the hub does. */
export function isSource(file: string): boolean {
  return sourceForm.test(file) && !asideForm.test(file)
}

/** Calls `edited` after each edit of sources of the hub with the path of one of them below the root, until it is closed. */
export function watchSources(root: string, edited: (file: string) => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  const watchers = folders.map(
    (folder): FSWatcher =>
      watch(join(root, folder), { recursive: true }, (_, name) => {
        const file = join(folder, name ?? '')
        if (!isSource(file)) return
        clearTimeout(timer)
        timer = setTimeout(() => edited(file), togetherMs)
      }),
  )
  return {
    close: () => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
