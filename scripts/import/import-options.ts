import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { parseArgs } from 'node:util'
import type { FeedRoute, Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { FeedTables } from '@one-visit/kit/feed/kept/tables.ts'
import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import { outsideExits } from '../host/explained.ts'
import type { FileForm } from './file-text.ts'

/** Where records of a kind go: the room, and the address of its feed. */
export interface ImportKind {
  room: 'vehicles' | 'drivers' | 'operators'
  path: string
}

/** What the transport register hands over in files. */
const importKinds: Readonly<Record<string, ImportKind>> = {
  vehicles: { room: 'vehicles', path: 'registrations' },
  permits: { room: 'vehicles', path: 'permits' },
  drivers: { room: 'drivers', path: 'qualifications' },
  'driver-registrations': { room: 'drivers', path: 'registrations' },
  operators: { room: 'operators', path: 'registrations' },
  licences: { room: 'operators', path: 'licences' },
}

/** What an import goes through. */
export interface ImportTarget {
  feeds: Feeds
  tables: FeedTables
  route: FeedRoute
  message: AnyMessage
}

/** A question for an import that can be answered. */
export interface ImportOptions {
  kind: ImportKind
  form: FileForm
  source: string
  allowQuarantined: boolean
  /** The file holds everything the register has of this kind. */
  full: boolean
  completesInitialLoad: boolean
  /** Part of what stands that a full file may lack, 0 to 1; a file that lacks more is taken for cut off. */
  missingPartMax: number
}

/** Exit codes of an import, for the scripts that call it. */
export const importExits = {
  /** Every row is in; of a full file, both sides hold the same. */
  allIn: 0,
  /** Rows are in quarantine, or a full file and what stands differ; everything else is in. */
  notAllIn: 1,
  /** A wrong command, a file or header that cannot be read, an unknown sender, missing keys: nothing was taken in. */
  nothingRead: outsideExits.wrongSettings,
  /** The database went away or the disk is full; the same command goes on. */
  cutOff: outsideExits.outOfReach,
  /** Stopped by SIGINT or SIGTERM; the same command goes on. */
  stopped: 130,
} as const

/** How to ask for an import. */
export const importUsage = `import what? npm run import -- ${Object.keys(importKinds).join('|')} FILE.csv|FILE.ndjson
  [--source transport-register] [--encoding utf-8|gbk] [--full [--completes-initial-load] [--missing-at-most PERCENT]]
  [--allow-quarantined] [--data .data]`

/** What to do with an import that did not come to its end. */
export const goesOn = 'nothing is lost: the same command again goes on where it was'

/** Options of the command line that the import itself reads; `--data` is for who starts it. */
export const importOptions = {
  source: { type: 'string', default: 'transport-register' },
  encoding: { type: 'string', default: 'utf-8' },
  full: { type: 'boolean', default: false },
  'completes-initial-load': { type: 'boolean', default: false },
  'missing-at-most': { type: 'string', default: '5' },
  'allow-quarantined': { type: 'boolean', default: false },
} as const

/** Reads the arguments of an import; what is wrong with them as a text. The file's path is absolute. */
export function readImportArguments(args: readonly string[]): ImportOptions | string {
  let parsed: ReturnType<typeof parse>
  const parse = () => parseArgs({ args: [...args], options: importOptions, allowPositionals: true })
  try {
    parsed = parse()
  } catch {
    return importUsage
  }
  const { values, positionals } = parsed
  const [name = '', path = '', ...more] = positionals
  const kind = Object.hasOwn(importKinds, name) ? importKinds[name] : undefined
  const format = formatOf(path)
  const { encoding } = values
  if (kind === undefined || format === undefined || more.length > 0) return importUsage
  if (encoding !== 'utf-8' && encoding !== 'gbk') return importUsage
  if (values['completes-initial-load'] && !values.full) return importUsage
  const percent = values['missing-at-most']
  if (!/^\d{1,2}$|^100$/.test(percent))
    return `--missing-at-most is a whole number of percent, 0 to 100, not ${percent}`
  if (!isAbsolute(path) || !existsSync(path)) return `there is no file ${path}`
  return {
    kind,
    form: { path, format, encoding },
    source: values.source,
    allowQuarantined: values['allow-quarantined'],
    full: values.full,
    completesInitialLoad: values['completes-initial-load'],
    missingPartMax: Number(percent) / 100,
  }
}

function formatOf(path: string): FileForm['format'] | undefined {
  return path.endsWith('.csv') ? 'csv' : /\.(ndjson|jsonl)$/.test(path) ? 'ndjson' : undefined
}
