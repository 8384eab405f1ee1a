import { statSync } from 'node:fs'
import type { Database } from '@one-visit/kit/database/database.ts'
import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import { headerFaults } from '@one-visit/kit/feed/read/csv.ts'
import { usageOf, WrongCommand } from '../command.ts'
import { explanationOf } from '../host/explained.ts'
import { type FeedKeys, findTellingFeeds } from '../host/room-feeds.ts'
import { readHeader } from './file-pieces.ts'
import { asMarked, type FileForm, findWrongEncoding } from './file-text.ts'
import { noteKeys, stateFull } from './import-full.ts'
import {
  goesOn,
  type ImportOptions,
  importCommand,
  importExits,
  readImportArguments,
} from './import-options.ts'
import { type ImportWatch, takePieces } from './import-pieces.ts'
import { createKeysSeen } from './keys-seen.ts'

/**
 * Imports a file of the transport register through its room's ordinary feed. Yields lines (those that begin with a
 * carriage return pass); returns an exit code.
 */
export async function* importFile(
  db: Database,
  keys: FeedKeys,
  args: readonly string[],
  watch?: ImportWatch,
): AsyncGenerator<string, number> {
  let options: ImportOptions
  try {
    const said = readImportArguments(args)
    options = { ...said, form: asMarked(said.form) }
  } catch (error) {
    if (!(error instanceof WrongCommand)) throw error
    yield error.message
    yield usageOf(importCommand)
    return importExits.nothingRead
  }
  const { kind, form, allowQuarantined } = options
  const target = findTellingFeeds(kind, db, keys)
  try {
    const source = await target.feeds.sources.find(options.source)
    if (source === undefined) {
      const known = (await target.feeds.sources.list()).map(({ id }) => id)
      yield `${kind.room} knows no sender ${options.source}; it knows ${known.join(', ') || 'none'}`
      return importExits.nothingRead
    }
    const faults = await faultsOfFile(form, target.message)
    if (faults.length > 0) {
      yield `nothing was read of ${form.path}:`
      for (const fault of faults) yield `  ${fault}`
      return importExits.nothingRead
    }
    const work = { db, options, source, target }
    const seen = createKeysSeen(target.message.plan)
    const { quarantined } = yield* takePieces(
      work,
      ({ body, contentType }) => {
        if (options.full) noteKeys(work, seen, [...target.route.read(body, kind.path, contentType)])
      },
      watch,
    )
    const isFull = options.full ? yield* stateFull(work, seen, quarantined) : true
    return isFull && (quarantined === 0 || allowQuarantined) ? importExits.allIn : importExits.notAllIn
  } catch (error) {
    const explanation = explanationOf(error)
    if (explanation === undefined) throw error
    yield `cut off: ${explanation}`
    yield goesOn
    return importExits.cutOff
  }
}

/** Why a file cannot be read at all, a line each; empty when it can. */
async function faultsOfFile(form: FileForm, message: AnyMessage): Promise<string[]> {
  if (statSync(form.path).size === 0) return form.format === 'csv' ? ['FILE_EMPTY  the file is empty'] : []
  const wrong = await findWrongEncoding(form)
  if (wrong !== undefined) return [`ENCODING_WRONG  ${wrong}`]
  if (form.format !== 'csv') return []
  return headerFaults((await readHeader(form)) ?? [], message).map(
    ({ code, message: text }) => `${code}  line 1: ${text}`,
  )
}
