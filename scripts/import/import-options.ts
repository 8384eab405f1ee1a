import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FeedRoute, Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { FeedTables } from '@one-visit/kit/feed/kept/tables.ts'
import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import { type Command, dataExits, exits, type Given, parseCommand, WrongCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'
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
  allIn: exits.done,
  /** Rows are in quarantine, or a full file and what stands differ; everything else is in. */
  notAllIn: exits.failed,
  /** A wrong command, a file or header that cannot be read, an unknown sender, missing keys: nothing was taken in. */
  nothingRead: exits.wrongCommand,
  /** The database went away or the disk is full; the same command goes on. */
  cutOff: exits.outOfReach,
  /** Stopped by SIGINT or SIGTERM; the same command goes on. */
  stopped: exits.stopped,
} as const

/** What to do with an import that did not come to its end. */
export const goesOn = 'nothing is lost: the same command again goes on where it was'

/** How an import is asked for: read by the program before it starts, and by the owner of the data who does the work. */
export const importCommand = {
  run: 'npm run import',
  purpose:
    "Imports a file of the transport register, or a day of its changes, through the rooms' ordinary feed; run again after it was cut off, it goes on where it was.",
  positionals: {
    KIND: `what the file holds: ${Object.keys(importKinds).join(', ')}`,
    'FILE.csv|FILE.ndjson': 'the file; its columns and faults are told in scripts/import/README.md',
  },
  options: {
    source: { type: 'string', value: 'ID', default: 'transport-register', help: 'who sends it' },
    encoding: {
      type: 'string',
      value: 'utf-8|gb18030',
      default: 'utf-8',
      help: 'how the file is written (gbk is read as gb18030); UTF-16 says so itself, by its mark',
    },
    full: {
      type: 'boolean',
      default: false,
      help: 'the file holds everything of its kind: what stands and is not in it is named, never deleted',
    },
    'completes-initial-load': {
      type: 'boolean',
      default: false,
      help: 'with --full: nothing is missing any more of what the sender has for this room',
    },
    'missing-at-most': {
      type: 'string',
      value: 'PERCENT',
      default: '5',
      help: 'with --full: a file that lacks more of what stands is taken for cut off',
    },
    'allow-quarantined': {
      type: 'boolean',
      default: false,
      help: 'ends with 0 though rows are in quarantine',
    },
    data: { type: 'string', value: 'DIR', default: hubDataDir(), help: 'data directory of the hub' },
  },
  environment: {
    DATABASE_URL: "the room's database, in the place of the data directory",
    HUB_JOURNAL_KEY:
      'key of the journal (and HUB_PSEUDONYM_KEY), in the place of the keys in the data directory',
  },
  exits: {
    ...dataExits,
    [importExits.allIn]: 'every row is in; of a full file, both sides hold the same',
    [importExits.notAllIn]:
      'rows are in quarantine (unless --allow-quarantined), or a full file and what stands differ',
    [importExits.nothingRead]: 'wrong command, file, header, sender or keys: nothing was taken in',
    [importExits.cutOff]: 'cut off (database away, disk full): run it again',
    [importExits.stopped]: 'stopped by a signal: run it again',
  },
} as const satisfies Command

/** Reads the arguments of an import. @throws WrongCommand */
export function readImportArguments(args: readonly string[]): ImportOptions {
  return readImport(parseCommand(importCommand, args))
}

/** The import that is asked for. @throws WrongCommand */
export function readImport({ values, positionals }: Given<typeof importCommand.options>): ImportOptions {
  const [name = '', file = '', ...more] = positionals
  const kind = Object.hasOwn(importKinds, name) ? importKinds[name] : undefined
  if (kind === undefined)
    throw new WrongCommand(`Say what the file holds: ${Object.keys(importKinds).join(', ')}.`)
  const format = formatOf(file)
  if (format === undefined)
    throw new WrongCommand('Say which file: its name ends in .csv, .ndjson or .jsonl.')
  if (more.length > 0) throw new WrongCommand(`There is one argument too many: ${more[0]}.`)
  if (values['completes-initial-load'] && !values.full)
    throw new WrongCommand('--completes-initial-load goes with --full only.')
  const percent = values['missing-at-most']
  if (!/^\d{1,2}$|^100$/.test(percent))
    throw new WrongCommand(`--missing-at-most is a whole number of percent, 0 to 100, not ${percent}.`)
  const path = resolve(file)
  if (!existsSync(path)) throw new WrongCommand(`There is no file ${path}.`)
  return {
    kind,
    form: { path, format, encoding: encodingOf(values.encoding) },
    source: values.source,
    allowQuarantined: values['allow-quarantined'],
    full: values.full,
    completesInitialLoad: values['completes-initial-load'],
    missingPartMax: Number(percent) / 100,
  }
}

function formatOf(path: string): FileForm['format'] | undefined {
  return /\.csv$/i.test(path) ? 'csv' : /\.(ndjson|jsonl)$/i.test(path) ? 'ndjson' : undefined
}

/** How a file is said to be written; its mark, where it has one, is believed more. @throws WrongCommand */
function encodingOf(said: string): FileForm['encoding'] {
  if (!/^(utf-8|gb18030|gbk)$/i.test(said))
    throw new WrongCommand(`--encoding is utf-8 or gb18030, not ${said}.`)
  return /^utf-8$/i.test(said) ? 'utf-8' : 'gb18030'
}
