import { defineMessage, RecordFault } from '@one-visit/kit/feed/message.ts'
import { fieldOf, readable, textOf } from '@one-visit/kit/feed/read/identify.ts'
import { isPseudonym, type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readResidentId } from '@one-visit/schema/identifiers.ts'
import { readStatedInstant } from '@one-visit/schema/stated-time.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { licenceHistory, licences } from '../tables.ts'
import { type DrivingLicenceRecord, licenceEvents } from './driving-licence.ts'
import { licenceClasses } from './licence-classes.ts'
import { mustSayOnce, twiceField } from './said-twice.ts'
import {
  attempt,
  countOf,
  firstPoliceTimes,
  lettersOf,
  mustBeWhole,
  mustNotEndBefore,
  PoliceRecordFault,
  type PoliceTimes,
  policeTimes,
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
  twiceField,
] as const

const record = z.object({
  /** Reference of the person the question was about. */
  asked: z.object({ ref: z.string() }),
  /** When the police answered, RFC 3339. */
  answeredAt: z.iso.datetime(),
  fields: z.record(z.string(), z.string()),
})

type Wire = z.infer<typeof record>

/** A record of an answer, by how its days were read then. @throws RecordFault */
function rowOf(
  key: PseudonymKey,
  times: PoliceTimes,
  { asked, answeredAt, fields }: Wire,
  receivedAt: Date,
): DrivingLicenceRecord {
  const today = shanghaiDay(receivedAt)
  const number = attempt('sfzmhm', () => readResidentId(required(fields, 'sfzmhm'), { today }))
  const ref = pseudonymOf(number, key)
  if (ref !== asked.ref)
    throw new RecordFault('OTHER_PERSON', '/fields/sfzmhm', 'the police answered about another person')
  const letters = lettersOf(fields, 'zt')
  const firstIssuedOn = times.pastDayOf(fields, 'cclzrq', today)
  if (firstIssuedOn === null) {
    const sent = required(fields, 'cclzrq')
    throw new PoliceRecordFault('cclzrq', `cclzrq must be there, and ${sent} is no date`, 'DATE_FORM')
  }
  return {
    ref,
    classes: licenceClasses(required(fields, 'zjcx'), '/fields/zjcx'),
    normal: letters === 'A',
    firstIssuedOn,
    validUntil: times.limitOf(fields, 'yxqz'),
    statusLetters: letters,
    validFrom: times.dayOf(fields, 'yxqs'),
    points: countOf(fields, 'ljjf'),
    pointsClearedOn: times.dayOf(fields, 'qfrq'),
    sourceAt: new Date(answeredAt),
    revision: `${fields.xh || '02C06'}@${times.instantOf(fields, 'gxsj')?.toISOString() ?? 'undated'}`,
    deleted: false,
  }
}

/** Names the field in the fault of its reader. */
function named<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof PoliceRecordFault)
      throw new RecordFault(cause.code, `/fields/${cause.field}`, cause.message)
    throw cause
  }
}

/** A record with its days in all forms met; points with decimals were rounded then. */
const mapping2 =
  (key: PseudonymKey) =>
  (wire: Wire, { receivedAt }: { receivedAt: Date }) =>
    named(() => {
      mustSayOnce(wire.fields)
      const row = rowOf(key, policeTimes, wire, receivedAt)
      mustNotEndBefore('yxqz', row.validUntil, row.validFrom ?? null)
      return row
    })

/** The answer of 02C06 about a driver; it vouches for the licence at the moment it was given. */
export function pulledLicenceMessage(key: PseudonymKey) {
  return defineMessage<Wire, DrivingLicenceRecord>({
    name: 'policeDriver',
    mappingVersion: 3,
    record,
    map: (wire, context) => {
      mustBeWhole(wire.fields, ['ljjf'])
      return mapping2(key)(wire, context)
    },
    earlier: [
      { mappingVersion: 2, record, map: mapping2(key) },
      {
        mappingVersion: 1,
        record,
        map: (wire: Wire, { receivedAt }) => named(() => rowOf(key, firstPoliceTimes, wire, receivedAt)),
      },
    ],
    // What was asked is ours, so that an answer nobody can read is a gap for that driver and no other.
    identify: (value) => {
      const ref = textOf(fieldOf(value, 'asked'), 'ref')
      const sourceAt = readable(() => readStatedInstant(textOf(value, 'answeredAt')))
      return isPseudonym(ref)
        ? { subjects: [{ kind: 'REF', value: ref }], key: [ref], sourceAt }
        : { subjects: [], sourceAt }
    },
    plan: { table: licences, history: licenceHistory, key: ['ref'] },
    events: licenceEvents,
  })
}
