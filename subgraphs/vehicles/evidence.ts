import { invariant } from '@one-visit/kit/errors.ts'
import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { type Coverage, type EvidenceRow, envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { lastDayOf } from '@one-visit/kit/graph/last-day.ts'
import { maskParty } from '@one-visit/kit/graph/mask.ts'
import { permitNumberKey } from '@one-visit/schema/permit-number.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { isInTheWay, type PermitValidity } from './ingest/one-in-force.ts'
import {
  asRegisterSays,
  isOfHub,
  isSameNumber,
  type Numbered,
  type StatedPermit,
} from './ingest/register-word.ts'
import { transportRegister as source } from './source.ts'
import type { PermitAnswer, RegistrationAnswer } from './store.ts'

/** What the transport register says of a vehicle. */
export function registrationEvidence(vin: string, found: RegistrationAnswer | undefined, now: Date) {
  const row = found?.registration ?? undefined
  return {
    ...envelopeOf({
      source,
      asked: vin,
      row: row && rowOf(row),
      coverage: coverageOf(found?.coverage),
      unreadSince: found?.unreadSince,
      now,
    }),
    record: row === undefined || row.deleted ? null : recordOf(row),
  }
}

function rowOf<
  Row extends {
    vin: string
    sourceAt: Date
    receivedAt: Date
    revision: string
    deleted: boolean
    contradicted: boolean
  },
>(row: Row): EvidenceRow<Row> {
  const { vin: subject, sourceAt, receivedAt, revision, deleted, contradicted } = row
  return { subject, sourceAt, receivedAt, revision, deleted, contradicted, content: row }
}

function coverageOf(found: RegistrationAnswer['coverage'] | undefined): Coverage | undefined {
  return found === undefined || found.gap === null
    ? undefined
    : {
        initialLoadCompletedAt: found.initialLoadCompletedAt ?? undefined,
        heartbeatAt: found.heartbeatAt ?? undefined,
        heartbeatEverySeconds: found.heartbeatEverySeconds ?? undefined,
        reconciledAt: found.reconciledAt ?? undefined,
        gap: found.gap,
      }
}

function recordOf(row: NonNullable<RegistrationAnswer['registration']>) {
  const { plateNumber, plateColour, ownerName, vehicleType, operatingState } = row
  invariant(
    plateNumber !== null &&
      plateColour !== null &&
      ownerName !== null &&
      vehicleType !== null &&
      operatingState !== null,
    'a vehicle that is not deleted has plate, owner, type and state',
  )
  return {
    plateNumber,
    plateColour,
    ownerName: maskParty(ownerName, { uscc: row.ownerUscc }),
    ownerUscc: row.ownerUscc,
    vehicleType,
    seats: row.seats,
    grossMassKg: row.grossMassKg,
    wheelbaseMm: row.wheelbaseMm,
    fuel: row.fuel,
    registeredOn: row.registeredOn,
    operatingState,
  }
}

/**
 * The permits of a vehicle, newest first; of those of the hub what the register says stands. Conflicting where two of a kind
 * are in force today, where another vehicle has the number of one that is, and where one is known on another vehicle too.
 */
export function permitsEvidence(vin: string, found: readonly PermitAnswer[], now: Date) {
  const today = shanghaiDay(now)
  const stated = found.flatMap(({ permit }) => (permit === null ? [] : [permit]))
  const rows = asRegisterSays(stated, found[0]?.left).map((permit) => ({
    ...rowOf(permit),
    contradicted:
      permit.contradicted || permit.isOfTwo === true || (!permit.deleted && isShared(permit, found, today)),
  }))
  const held = rows.flatMap(({ content }) => (isHeld(content, today) ? [content] : []))
  const { members, ...evidence } = envelopeOfMany({
    source,
    asked: vin,
    rows,
    coverage: coverageOf(found[0]?.coverage),
    unreadSince: earliestUnread(found),
    conflicting:
      found.some(({ moved }) => moved) || held.some((one) => held.some((other) => isRival(one, other))),
    now,
  })
  return {
    ...evidence,
    records: members.map(({ content, confirmedAt, contradicted }) => {
      const { number, kind, state, validFrom, authority, certificateId } = content
      const { stateSince, stateReason, stateReasonEn } = content
      const end = lastDayOf(content.validUntil)
      const said = { number, kind, state, stateSince, stateReason, stateReasonEn, validFrom, ...end }
      return { ...said, authority, certificateId, confirmedAt, contradicted }
    }),
  }
}

/**
 * Whether another vehicle has a permit of one of its numbers, where both are in force, or may be; and whatever is said of the
 * one, where the other is the hub's, in force, and the register has said nothing of it on its own vehicle: it may mean that one.
 */
function isShared(permit: Sharer, found: readonly PermitAnswer[], today: string): boolean {
  const { numbers } = permit
  const isHere = isHeld(permit, today)
  return found.some(
    ({ beside, isCrowded, permit: one }) =>
      (isCrowded && isHere && one !== null && numbers.includes(permitNumberKey(one.number))) ||
      beside.some(
        (other) =>
          other.numbers.some((number) => numbers.includes(number)) &&
          ((isHere && (isHeld(other, today) || (other.contradicted && !other.deleted))) ||
            isTakenFor(permit, other, today) ||
            isTakenFor(other, permit, today)),
      ),
  )
}

type Sharer = Numbered<StatedPermit>

/** Whether what the register says of another vehicle may be its word on a permit of the hub's that is in force. */
function isTakenFor(word: Sharer, own: Sharer, today: string): boolean {
  return own.isUnheard && isHeld(own, today) && !isOfHub(word) && !word.deleted
}

/** Whether two permits in force are two of a kind, and not one that the register has under two keys. */
function isRival(
  one: PermitValidity & { number: string },
  other: PermitValidity & { number: string },
): boolean {
  const isSame =
    isSameNumber(one.number, other.number) &&
    (['state', 'validFrom', 'validUntil'] as const).every((field) => one[field] === other[field])
  return one.kind === other.kind && !isSame
}

/** Whether a permit is in force on a day, as far as anybody knows. */
function isHeld(permit: PermitValidity & { deleted: boolean }, day: string): boolean {
  return !permit.deleted && isInTheWay(permit, day)
}
