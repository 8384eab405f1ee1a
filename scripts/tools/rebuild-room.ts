import type { Database } from '@one-visit/kit/database/database.ts'
import { exits, parseCommand, WrongCommand } from '../command.ts'
import { type FeedKeys, feedsOf } from '../host/room-feeds.ts'
import { readRebuild, rebuildCommand } from './rebuild-command.ts'

/**
 * Recomputes a room from its journal and compares it with what stands, byte for byte; with `--replace` puts it right.
 * Yields what it found; returns 0 where nothing differs at the end, 1 where something does, 2 for a wrong question.
 */
export async function* rebuildRoom(
  db: Database,
  keys: FeedKeys,
  args: readonly string[],
): AsyncGenerator<string, number> {
  let asked: ReturnType<typeof readRebuild>
  try {
    asked = readRebuild(parseCommand(rebuildCommand, args))
  } catch (error) {
    if (!(error instanceof WrongCommand)) throw error
    yield error.message
    return exits.wrongCommand
  }
  const { room, replace } = asked
  const feeds = feedsOf(room, db, keys)
  const { batches, records, erased, erasedMonths, unreadable, tables, same, replaced } = await feeds.rebuild({
    replace,
  })
  yield `${room}: ${batches} batches, ${records} records read again from the journal`
  for (const { table, rows, missing, surplus } of tables)
    yield missing + surplus === 0
      ? `  ${table}: ${rows} rows, the same`
      : `  DIFFERENT  ${table}: ${rows} rows, ${missing} of them not as they stand, ${surplus} that stand are not made again`
  if (erased > 0) yield `the key is erased of ${erased} batches: ${erasedMonths.join(', ')}`
  for (const [why, count] of Object.entries(unreadable)) yield `${count} records are unreadable: ${why}`
  if (same) yield 'the journal makes the rows that stand, byte for byte'
  else if (replaced) yield 'the recomputed rows are in place'
  else if (replace) yield 'nothing was replaced: what cannot be read would be lost'
  return same || replaced ? exits.done : exits.failed
}
