import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { trainingHistory, trainings } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { identifierOf, personNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

/** baseInfoDriverEducate 网约车驾驶员培训 (A.4.11); fields from two public implementations. */
const driverEducateFields = {
  CompanyId: 32,
  Address: 6,
  LicenseId: 32,
  CourseName: 64,
  CourseDate: 40,
  StartTime: 8,
  StopTime: 8,
  Duration: 10,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A course a driver took. */
export interface TrainingReport extends RecordRow {
  companyId: string
  ref: string
  course: string
  heldOn: string
  startsAt: string
  endsAt: string | null
  duration: number | null
}

/** Reads a course; it has no State, and no unit of its duration is published. */
export function baseInfoDriverEducate(key: PseudonymKey) {
  return defineMessage({
    name: 'baseInfoDriverEducate',
    ...mappingsOf(driverEducateFields, (read) => mapOf(read, key), { wholeParts: ['Duration'] }),
    plan: {
      table: trainings,
      history: trainingHistory,
      scope: 'companyId',
      key: ['companyId', 'ref', 'course', 'heldOn', 'startsAt'],
    },
    identify: identifierOf({
      fields: driverEducateFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [
        driverOf(read, key, receivedAt),
        read.text('CourseName'),
        read.day('CourseDate'),
        read.clock('StartTime'),
      ],
      sourceAt: updateTimeOf,
    }),
    events: (applied) => driversChanged(applied, 'training'),
  })
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  return ({ fields }: WireRecord<typeof driverEducateFields>, context: RecordContext): TrainingReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const ref = driverOf(read, key, context.receivedAt)
    const heldOn = read.day('CourseDate')
    const startsAt = read.clock('StartTime')
    return {
      ...provenance,
      revision: `${companyId}/${ref}/${heldOn}T${startsAt}@${version}`,
      ref,
      course: read.text('CourseName'),
      heldOn,
      startsAt,
      endsAt: deleted ? null : read.clockOrNull('StopTime'),
      duration: deleted ? null : read.wholePartOrNull('Duration'),
    }
  }
}
