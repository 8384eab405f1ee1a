import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { textOf } from '@one-visit/kit/feed/read/identify.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { stationDescriptionHistory, stationDescriptions } from '../tables.ts'
import { stationAt } from './fields.ts'
import { keyOf, stationIn, subjectsOf } from './identity.ts'

const record = z.looseObject({
  dsId: z.union([z.string().max(16), z.number()]).transform(String),
  dsName: z.string().min(1).max(256),
})

/** A station's description as it is stored. */
export interface StationDescriptionRow extends RecordRow {
  stationId: string
  name: string
}

/**
 * A station describes itself (`shareDetectionStationInfo`). The message carries no time of its own: the one that
 * arrived last stands. What it says of its own licences is not read; the authority states them.
 */
export const stationInfo = defineMessage<z.infer<typeof record>, StationDescriptionRow>({
  name: 'shareDetectionStationInfo',
  mappingVersion: 1,
  record,
  map: ({ dsId, dsName }, { receivedAt, source }) => {
    const stationId = stationAt('/dsId', dsId)
    mustSpeakFor(source, '/dsId', stationId)
    return { stationId, name: dsName, sourceAt: receivedAt, revision: stationId, deleted: false }
  },
  identify: (value, { source, receivedAt }) => {
    const station = stationIn(textOf(value, 'dsId'))
    return { subjects: subjectsOf({ station }, source), key: keyOf(station), sourceAt: receivedAt }
  },
  plan: {
    table: stationDescriptions,
    history: stationDescriptionHistory,
    key: ['stationId'],
    undated: true,
  },
})
