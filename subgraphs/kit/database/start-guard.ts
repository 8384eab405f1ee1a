import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Folders this process holds: its own number in one of them does not mean that somebody is at work. */
const held = new Set<string>()

/** How long somebody else's start is waited for, ms. */
const waitMaxMs = 2_000
const waitMs = 10

/** Does work that only one process at a time may do in a folder; undefined when another is at it for too long. */
export async function guarded<T>(guard: string, work: () => Promise<T>): Promise<T | undefined> {
  let folders = enter(guard)
  for (let waited = 0; folders === undefined && waited < waitMaxMs; waited += waitMs) {
    await sleep(waitMs)
    folders = enter(guard)
  }
  if (folders === undefined) return undefined
  try {
    return await work()
  } finally {
    for (const folder of folders) remove(folder)
  }
}

/**
 * Takes the guard, at once or not at all; answers the folders to remove afterwards. A folder whose maker died may be
 * removed only by who holds the folder of the same name with a plus, so that it cannot change hands between the look
 * and the removal; and so on, should that one have died as well.
 */
function enter(guard: string): string[] | undefined {
  if (claim(guard)) return [guard]
  const pid = pidIn(guard)
  // Without a number it was removed since, by whoever was done.
  if (pid === '' || isHeld(guard, pid)) return undefined
  const above = enter(`${guard}+`)
  if (above === undefined) return undefined
  if (pidIn(guard) === pid) return [guard, ...above]
  for (const folder of above) remove(folder)
  return undefined
}

/** Makes a folder that says whose it is, in one step: nobody ever sees it without; false where there is one. */
function claim(folder: string): boolean {
  const made = mkdtempSync(`${folder}.`)
  writeFileSync(join(made, 'pid'), String(process.pid))
  try {
    renameSync(made, folder)
    held.add(folder)
    return true
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST'].includes(String((error as NodeJS.ErrnoException).code))) return false
    throw error
  }
}

function pidIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'pid'), 'utf8')
  } catch {
    return ''
  }
}

function isHeld(folder: string, pid: string): boolean {
  if (Number(pid) === process.pid) return held.has(folder)
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Takes a folder away in one step: what others make in its place stays theirs. */
function remove(folder: string): void {
  const gone = mkdtempSync(`${folder}.`)
  renameSync(folder, gone)
  held.delete(folder)
  rmSync(gone, { recursive: true, force: true })
}
