/** Whom a record is about that cannot be used: read field by field, so that one bad field hides none of the others. */
import {
  type FeedSource,
  maySpeakFor,
  type RecordIdentity,
  type RecordSubject,
} from '@one-visit/kit/feed/message.ts'
import { instantIfCan, readable } from '@one-visit/kit/feed/read/identify.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import { plausibleDay, readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { plateAt, reportsSince, stationAt, vinAt } from './fields.ts'

/** A station's number, where it is one. */
export const stationIn = (text: string): string | undefined => readable(() => stationAt('', text))

/** A VIN, where it is one. */
export const vinIn = (text: string): string | undefined => readable(() => vinAt('', text))

/** An instant, where it is one that somebody can have meant: of another nobody knows what is older. */
export const instantIn = (text: string): Date | undefined =>
  instantIfCan(text, (stated) => {
    const instant = readStatedInstant(stated)
    plausibleDay(shanghaiDay(instant), { notBefore: reportsSince, notAfter: unlimitedDay })
    return instant
  })

/** Values of a key, where each of them could be read. */
export function keyOf(...values: (string | number | undefined)[]): RecordIdentity['key'] {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? known : undefined
}

/**
 * Whom a record names: the vehicle by its VIN, by its plate where the VIN cannot be read, else its station, if the sender
 * may speak for that.
 */
export function subjectsOf(
  { vin, plate, station }: { vin?: string; plate?: string; station?: string | undefined },
  source: FeedSource,
): RecordSubject[] {
  const named = vinIn(vin ?? '')
  if (named !== undefined) return [{ kind: 'VIN', value: named }]
  const plateNumber = readable(() => plateAt('', plate)) ?? undefined
  if (plateNumber !== undefined) return [{ kind: 'PLATE', value: plateNumber }]
  return station !== undefined && maySpeakFor(source, station) ? [{ kind: 'SCOPE', value: station }] : []
}
