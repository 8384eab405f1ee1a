import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldOf, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { stationDescriptionHistory, stationDescriptions } from '../tables.ts'
import { unknownStationKeys } from './exchange-keys.ts'
import { stationAt } from './fields.ts'
import { keyOf, stationIn, subjectsOf } from './identity.ts'
import { scalar } from './wire.ts'

const description = z.looseObject({ dsId: scalar, dsName: z.string().max(256).nullish() })

/** Stations nest what they say of themselves; what is not nested was our first reading and is taken too. */
const record = description.extend({
  detectionStation: z.looseObject({ stationInfo: description }).nullish(),
})

const firstRecord = z.looseObject({
  dsId: z.union([z.string().max(16), z.number()]).transform(String),
  dsName: z.string().min(1).max(256),
})

/** A station's description as it is stored. */
export interface StationDescriptionRow extends RecordRow {
  stationId: string
  name: string
}

/** What a station says of itself, and where that stands in its message. */
function descriptionIn({ detectionStation, ...flat }: z.infer<typeof record>) {
  return detectionStation == null
    ? { place: '', said: flat }
    : { place: '/detectionStation/stationInfo', said: detectionStation.stationInfo }
}

function map(wire: z.infer<typeof record>, context: RecordContext): StationDescriptionRow {
  const { place, said } = descriptionIn(wire)
  const { dsId, dsName } = said
  if (!dsName) throw new RecordFault('FIELD_MISSING', `${place}/dsName`, 'A station says its name (dsName).')
  return rowOf({ dsId: String(dsId ?? ''), dsName }, context, place)
}

function rowOf(
  { dsId, dsName }: z.infer<typeof firstRecord>,
  { receivedAt, source }: RecordContext,
  place: string,
): StationDescriptionRow {
  const stationId = stationAt(`${place}/dsId`, dsId)
  mustSpeakFor(source, `${place}/dsId`, stationId)
  return { stationId, name: dsName, sourceAt: receivedAt, revision: stationId, deleted: false }
}

/**
 * A station describes itself (`shareDetectionStationInfo`). The message carries no time of its own: the one that
 * arrived last stands. What it says of its own licences is not read; the authority states them.
 */
export const stationInfo = defineMessage<z.infer<typeof record>, StationDescriptionRow>({
  name: 'shareDetectionStationInfo',
  mappingVersion: 2,
  record,
  notes: (wire) => {
    const { place, said } = descriptionIn(wire)
    return unknownStationKeys(said, place)
  },
  map,
  earlier: [
    {
      mappingVersion: 1,
      record: firstRecord,
      map: (wire: z.infer<typeof firstRecord>, context) => rowOf(wire, context, ''),
    },
  ],
  identify: (value, { source, receivedAt }) => {
    const nested = fieldOf(fieldOf(value, 'detectionStation'), 'stationInfo')
    const station = stationIn(textOf(nested ?? value, 'dsId'))
    return { subjects: subjectsOf({ station }, source), key: keyOf(station), sourceAt: receivedAt }
  },
  plan: {
    table: stationDescriptions,
    history: stationDescriptionHistory,
    key: ['stationId'],
    undated: true,
  },
})
