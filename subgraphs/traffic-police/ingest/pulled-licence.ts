import { defineMessage, RecordFault } from '@one-visit/kit/feed/message.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readResidentId } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { licenceHistory, licences } from '../tables.ts'
import { type DrivingLicenceRecord, licenceEvents } from './driving-licence.ts'
import { licenceClasses } from './licence-classes.ts'
import {
  attempt,
  countOf,
  dayOf,
  instantOf,
  lettersOf,
  limitOf,
  PoliceRecordFault,
  required,
} from './tmri-fields.ts'

/** Fields of a DrvPerson the hub has a use for; name, address and telephone are not kept. */
export const licenceFields = [
  'sfzmhm',
  'xh',
  'zjcx',
  'zt',
  'cclzrq',
  'yxqs',
  'yxqz',
  'ljjf',
  'qfrq',
  'gxsj',
] as const

const record = z.object({
  /** Reference of the person the question was about. */
  asked: z.object({ ref: z.string() }),
  /** When the police answered, RFC 3339. */
  answeredAt: z.iso.datetime(),
  fields: z.record(z.string(), z.string()),
})

/** The answer of 02C06 about a driver; it vouches for the licence at the moment it was given. */
export function pulledLicenceMessage(key: PseudonymKey) {
  return defineMessage<z.infer<typeof record>, DrivingLicenceRecord>({
    name: 'policeDriver',
    mappingVersion: 1,
    record,
    map: ({ asked, answeredAt, fields }, { receivedAt }) => {
      try {
        const number = attempt('sfzmhm', () =>
          readResidentId(required(fields, 'sfzmhm'), { today: shanghaiDay(receivedAt) }),
        )
        const ref = pseudonymOf(number, key)
        if (ref !== asked.ref)
          throw new RecordFault('OTHER_PERSON', '/fields/sfzmhm', 'the police answered about another person')
        const letters = lettersOf(fields, 'zt')
        const firstIssuedOn = dayOf(fields, 'cclzrq')
        if (firstIssuedOn === null)
          throw new PoliceRecordFault('cclzrq', 'cclzrq is missing', 'FIELD_MISSING')
        return {
          ref,
          classes: licenceClasses(required(fields, 'zjcx'), '/fields/zjcx'),
          normal: letters === 'A',
          firstIssuedOn,
          validUntil: limitOf(fields, 'yxqz'),
          statusLetters: letters,
          validFrom: dayOf(fields, 'yxqs'),
          points: countOf(fields, 'ljjf'),
          pointsClearedOn: dayOf(fields, 'qfrq'),
          sourceAt: new Date(answeredAt),
          revision: `${fields.xh || '02C06'}@${instantOf(fields, 'gxsj')?.toISOString() ?? 'undated'}`,
          deleted: false,
        }
      } catch (cause) {
        if (cause instanceof PoliceRecordFault)
          throw new RecordFault(cause.code, `/fields/${cause.field}`, cause.message)
        throw cause
      }
    },
    plan: { table: licences, history: licenceHistory, key: ['ref'] },
    events: licenceEvents,
  })
}
