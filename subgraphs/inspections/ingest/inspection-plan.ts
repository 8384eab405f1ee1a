import type { EarlierMapping, RecordContext, RecordRow } from '@one-visit/kit/feed/message.ts'
import type { HubEvent } from '@one-visit/kit/outbox.ts'
import type { z } from 'zod'
import type { InspectionKind, InspectionVerdict, TechnicalGrade } from '../generated/resolvers.ts'
import { inspectionHistory, inspections } from '../tables.ts'

/** A visit as it is stored. */
export interface InspectionRow extends RecordRow {
  serial: string
  vin: string
  kind: InspectionKind
  stationId: string
  /** Left out by reports read before the hub kept it. */
  line?: string | null
  plateNumber: string | null
  inspectedAt: Date
  attempt: number
  verdict: InspectionVerdict
  grade: TechnicalGrade | null
  validUntil: string | null
  failedItems: string[]
  odometerKm: number | null
}

/** Where visits go: a later attempt stands in the place of the earlier one. */
export const inspectionPlan = {
  table: inspections,
  history: inspectionHistory,
  key: ['stationId', 'serial', 'kind'],
}

/** What other rooms are told of visits. */
export const inspectionEvents = (applied: readonly InspectionRow[]): HubEvent[] =>
  applied.flatMap(({ vin, serial, kind, verdict, plateNumber, inspectedAt }): HubEvent[] => [
    { type: 'inspection.recorded', subject: { vin }, data: { serial, kind, verdict, annulled: false } },
    ...(plateNumber === null
      ? []
      : [
          {
            type: 'identity.observed',
            subject: { vin },
            data: { vin, plateNumber, validFrom: inspectedAt.toISOString(), source: 'inspection-station' },
          },
        ]),
  ])

/** How a report was read before the hub kept its test line and counted attempts from none. */
export const firstMapping = <Wire>(
  record: z.ZodType<Wire>,
  map: (wire: Wire, context: RecordContext) => InspectionRow,
): EarlierMapping[] => [
  {
    mappingVersion: 1,
    record,
    map: (wire: Wire, context) => {
      const { line: _, ...row } = map(wire, context)
      return { ...row, sourceSequence: row.attempt }
    },
  },
]
