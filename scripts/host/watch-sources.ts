import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
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

/**
 * Calls `edited` after each edit of sources of the hub with the path of one of them below the root, until it is closed.
 * Every folder has a watch of its own: one for a whole tree loses the files that are replaced by renaming.
 */
export function watchSources(root: string, edited: (file: string) => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  const watchers = new Map<string, FSWatcher>()

  const changed = (path: string): void => {
    clearTimeout(timer)
    timer = setTimeout(() => edited(path), togetherMs)
  }
  const watchFolder = (folder: string): void => {
    if (asideForm.test(`${folder}/`)) return
    const watcher = watch(join(root, folder), (event, name) => {
      const path = `${folder}/${name}`
      if (isSource(path)) changed(path)
      else if (event === 'rename') followFolder(path)
    })
    // A folder that is taken away ends its watch; the one above says what came in its place.
    watcher.on('error', () => watcher.close())
    watchers.set(folder, watcher)
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }))
      if (entry.isDirectory()) watchFolder(`${folder}/${entry.name}`)
  }
  /** Watches what is now where a folder came, went or was put in the place of another. */
  const followFolder = (path: string): void => {
    if (asideForm.test(`${path}/`)) return
    for (const [known, watcher] of watchers)
      if (known === path || known.startsWith(`${path}/`)) {
        watcher.close()
        watchers.delete(known)
        changed(path)
      }
    if (!statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory()) return
    try {
      watchFolder(path)
    } catch {
      // It went again meanwhile; the folder above says what comes next.
    }
    changed(path)
  }

  for (const folder of folders) watchFolder(folder)
  return {
    close: () => {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}
