import type { Orm } from '../../database/database.ts'
import { keyOfRow } from '../kept/key-text.ts'
import type { FaultyRecord, Quarantine } from '../kept/quarantine.ts'
import { tokenOfRow } from '../kept/subject-token.ts'
import type { Unread } from '../kept/unread.ts'
import type { AnyMessage, FeedSource } from '../message.ts'
import type { GoodRecord } from '../read/judge.ts'
import { hasField, textWithout } from '../read/without-field.ts'

/** A record that was taken in. */
export interface TakenRecord extends GoodRecord {
  /** Whether it was not there before, whatever its row became. */
  isNew: boolean
  /** Whether its row became the newest of its key. */
  isApplied: boolean
}

/**
 * Closes what records that are new make up for: unread ones of their keys, about nobody else, that are known to be older, by
 * time and sequence. Of one whose own time could not be read nobody knows what is older, and records may come in any order; of
 * one of the same instant nobody knows whether it says the same. What came in a later batch makes up for such a one where it is
 * the very record, the same but for the field at fault, which it states; for a timeless one also what is dated after it came.
 * One that leaves the field out may be another: a report before it was corrected.
 */
export async function closeGaps(
  {
    unread,
    quarantine,
  }: {
    unread: Pick<Unread, 'closeOlder' | 'listCorrectable' | 'closeByReceipt'>
    quarantine: Pick<Quarantine, 'findFaulty'>
  },
  tx: Orm,
  { message, records }: { message: AnyMessage; records: readonly TakenRecord[] },
  origin: { source: FeedSource; receivedAt: Date; receiptId: string },
): Promise<void> {
  const versions = records.map(({ row, isNew, isApplied }) => ({
    key: keyOfRow(message.plan, row),
    sourceAt: row.sourceAt,
    sourceSequence: row.sourceSequence,
    about: tokenOfRow(message, row),
    isNew,
    isApplied,
  }))
  await unread.closeOlder(tx, message, versions, origin)
  const corrections = createCorrections(records)
  for (let after: string | undefined; ; ) {
    const page = await unread.listCorrectable(tx, message, versions, origin, after)
    after = page.at(-1)?.id
    if (after === undefined) return
    const faulty = await quarantine.findFaulty(
      tx,
      page.map(({ id }) => id),
    )
    const corrected = page.filter(({ id, versions: some }) => {
      const one = faulty.get(id)
      return one && some.some((positions) => corrections.hold(one, positions))
    })
    await unread.closeByReceipt(
      tx,
      corrected.map(({ id }) => id),
      origin.receiptId,
    )
  }
}

interface Corrections {
  /** Whether one of some records of one version is the very one that could not be used, with its fault mended. */
  hold(faulty: FaultyRecord, positions: readonly number[]): boolean
}

/** What records say but in the fields at fault: read once a version and field, however many of its records are unread. */
function createCorrections(records: readonly TakenRecord[]): Corrections {
  const said = new Map<string, ReadonlySet<string>>()
  const textsBut = (pointer: string, positions: readonly number[]): ReadonlySet<string> => {
    const name = `${positions[0]} ${pointer}`
    const known = said.get(name)
    if (known !== undefined) return known
    const values = positions.map((at) => records[at]?.record.value)
    const texts = values.flatMap((value) =>
      hasField(pointer, value) ? (textWithout(pointer, value) ?? []) : [],
    )
    const made = new Set(texts)
    said.set(name, made)
    return made
  }
  return {
    hold: ({ pointer, payload }, positions) => {
      const text = textWithout(pointer, payload)
      return text !== undefined && textsBut(pointer, positions).has(text)
    },
  }
}
