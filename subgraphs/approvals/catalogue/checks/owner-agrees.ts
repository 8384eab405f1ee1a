import { isWithin } from '@one-visit/schema/in-force.ts'
import { type CheckContext, type CheckVerdict, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import type { Mandate } from '../parties.ts'

interface Owner {
  ownerRef?: string | null | undefined
  ownerUscc?: string | null | undefined
}

interface Facts {
  owner: Maybe<RecordFact<Owner>>
}

/** Mandates by which somebody else than the owner runs a vehicle: a financed one is leased, an affiliated one consigned. */
const remedies: readonly string[] = ['LEASE', 'CONSIGNMENT'] satisfies readonly Mandate['kind'][]

/**
 * The owner of the vehicle, as the police have it (sfzmhm), is the operator or the applicant, or has given one of them a lease
 * or a consignment that is in force on the day. A key that is missing, or was made with another key than the one it is
 * compared with, says nothing: that is never a failure.
 * No act is known that asks for it in these words; that the permit is for the vehicle's own operator is our reading of the
 * acts the items stand on.
 */
export const ownerAgrees = check<Facts>(
  'OWNER_AGREES',
  {
    about: ['车辆所有人', 'owner of the vehicle'],
    pass: [
      '车辆所有人与申请人或经营者一致，或已由所有人租赁、委托经营。',
      'The owner is the applicant or the operator, or has leased or consigned the vehicle to them.',
    ],
    fail: [
      '车辆所有人不是申请人或经营者，且无其在有效期内的租赁或挂靠委托。',
      'The owner is neither the applicant nor the operator, and has given neither a lease nor a consignment that is in force.',
    ],
    advice:
      '请车辆所有人在其本人账号中授予租赁（LEASE）或挂靠（CONSIGNMENT）委托后，凭该委托重新申请；融资租赁、挂靠车辆同此办理。',
  },
  ({ owner }, context) => judge(owner, (record) => judgeOwner(record, context)),
)

function judgeOwner({ ownerRef, ownerUscc }: Owner, context: CheckContext): CheckVerdict {
  const key = ownerUscc ?? ownerRef
  if (!key) return 'UNKNOWN'
  const { applicant, subjects, mandate, day } = context
  const own = [applicant?.ref, applicant?.uscc, subjects.operatorUscc].filter((each) => each !== undefined)
  const agreement = bestOf(own.map((each) => compare(each, key)))
  if (agreement === 'PASS') return 'PASS'
  const byMandate = mandate === undefined ? 'FAIL' : judgeMandate(mandate, { key, own, day })
  if (byMandate === 'PASS') return 'PASS'
  const isKnown = applicant?.ref !== undefined || applicant?.uscc !== undefined
  return isKnown && agreement === 'FAIL' && byMandate === 'FAIL' ? 'FAIL' : 'UNKNOWN'
}

function judgeMandate(
  mandate: Mandate,
  { key, own, day }: { key: string; own: readonly string[]; day: string },
): CheckVerdict {
  const { kind, grantedBy, grantedTo, validFrom, validUntil } = mandate
  if (!remedies.includes(kind)) return 'FAIL'
  const inForce = isWithin({ validFrom, validUntil, validUntilUnlimited: validUntil === null }, day)
  if (inForce === false) return 'FAIL'
  const given = [compare(grantedBy, key), bestOf(own.map((each) => compare(each, grantedTo)))]
  if (given.includes('FAIL')) return 'FAIL'
  return inForce === true && !given.includes('UNKNOWN') ? 'PASS' : 'UNKNOWN'
}

/** PASS where one agrees, UNKNOWN where one may. */
function bestOf(verdicts: readonly CheckVerdict[]): CheckVerdict {
  if (verdicts.includes('PASS')) return 'PASS'
  return verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'FAIL'
}

/** Whether two keys are of one and the same; nobody can say so of pseudonyms made with different keys. */
function compare(one: string, other: string): CheckVerdict {
  if (one === other) return 'PASS'
  const versions = [one, other].map((each) => /^v(\d+)\./.exec(each)?.[1])
  return versions.includes(undefined) || versions[0] === versions[1] ? 'FAIL' : 'UNKNOWN'
}
