import type {
  EvidenceEnvelope,
  EvidenceQuestion,
  EvidenceRow,
  EvidenceSource,
} from '@one-visit/kit/graph/evidence.ts'
import { envelopeOf, latest } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { readKeys } from '@one-visit/kit/graph/keys.ts'
import { maskParty } from '@one-visit/kit/graph/mask.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { policeStatusOf } from '@one-visit/schema/codes.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import type {
  DrivingLicence,
  Resolvers,
  UsageChangeRecord,
  VehicleOwner,
  VehiclePoliceStatus,
} from './generated/resolvers.ts'
import type { RequestLicence } from './licence-pull.ts'
import type { PoliceLoaders } from './loaders.ts'
import { absentBeside, missingAfter, missingAfterPush, pulledCoverage, vouchedBy } from './missing-push.ts'
import type { RequestPull } from './pull.ts'
import type { LicenceRow, PoliceVehicleRow, PullRow, UsageChangeRow } from './store.ts'
import { usageNow } from './usage.ts'

/** What resolvers of this room get. */
export type PoliceContext = RoomContext<PoliceLoaders>

/** What the resolvers are made of: pulls for the mutations that ask for them, and the source as its evidence names it. */
interface ResolverParts {
  requestPull: RequestPull
  requestLicence: RequestLicence
  source: EvidenceSource
}

/** Resolvers of the traffic-police room. They read rows; foreign systems are asked by jobs only. */
export function buildResolvers({
  requestPull,
  requestLicence,
  source,
}: ResolverParts): Resolvers<PoliceContext> {
  return {
    Query: {
      usageChange: (_, { id }) => ({ id }),
      vehicle: (_, { vin }) => ({ vin }),
      vehicles: (_, { vins }) => readKeys('vins', vins).map((vin) => ({ vin })),
      driver: (_, { ref }) => ({ ref }),
    },
    Mutation: {
      requestPoliceRecord: (_, { vehicle, maxAge }) => requestPull(vehicle, maxAge ?? undefined),
      requestDrivingLicence: (_, { driver, maxAge }) =>
        requestLicence(driver.residentId, maxAge ?? undefined),
    },
    UsageChange: {
      __resolveReference: ({ id }) => ({ id }),
      record: async ({ id }, _, { loaders }) => {
        const row = await loaders.changeById.load(id)
        return row === undefined || row.deleted ? null : changeOf(row)
      },
    },
    Vehicle: {
      __resolveReference: ({ vin }) => ({ vin }),
      usage: async ({ vin }, _, { loaders, now }) => {
        const [state, changes, pushes] = await Promise.all([
          loaders.stateByVin.load(vin),
          loaders.changesByVin.load(vin),
          loaders.coverageBySource.loadUndivided(source.id),
        ])
        const pull = state?.pull
        const usage = usageNow(state?.vehicle, changes?.changes ?? [])
        const answeredAt = latest(state?.vehicle?.sourceAt, pull?.absentAt ?? undefined) ?? undefined
        const envelope: EvidenceEnvelope = envelopeAbout({
          source,
          asked: vin,
          row: usage && stated(usage.basis),
          coverage:
            usage === undefined
              ? absentBeside(pull, pushes)
              : usage.basis === state?.vehicle
                ? missingAfter(answeredAt, pushes)
                : missingAfterPush(answeredAt, pushes, now),
          unreadSince: earliest(state?.unreadSince, changes?.unreadSince),
          conflicting:
            changes?.moved ||
            (usage === undefined
              ? changes?.changes.some(({ contradicted }) => contradicted)
              : usage.conflicting ||
                (usage.basis === state?.vehicle
                  ? contradicts(state.vehicle, pull)
                  : deniedAfter(usage.basis.sourceAt, pull))),
          now,
        })
        if (usage === undefined) return { ...envelope, record: null }
        const { current, previous, changeCompleted, lastChange, basis } = usage
        return {
          ...envelope,
          record: {
            current,
            previous,
            changeCompleted,
            statedAt: basis.sourceAt,
            lastChange: lastChange && changeOf(lastChange),
          },
        }
      },
      policeStatus: async ({ vin }, _, { loaders, now }) => {
        const { vehicle: row, pull, unreadSince } = (await loaders.stateByVin.load(vin)) ?? {}
        const envelope = envelopeOfAnswer({ source, asked: vin, now }, { row, pull, unreadSince })
        return { ...envelope, record: row === undefined || row.deleted ? null : statusOf(row) }
      },
      owner: async ({ vin }, _, { loaders, now }) => {
        const { vehicle: row, pull, unreadSince } = (await loaders.stateByVin.load(vin)) ?? {}
        const envelope = envelopeOfAnswer({ source, asked: vin, now }, { row, pull, unreadSince })
        return { ...envelope, record: row === undefined || row.deleted ? null : ownerOf(row) }
      },
      usageChanges: async ({ vin }, _, { loaders, now }) => {
        const [found, coverage] = await Promise.all([
          loaders.changesByVin.load(vin),
          loaders.coverageBySource.loadUndivided(source.id),
        ])
        const { changes = [], moved: conflicting, unreadSince } = found ?? {}
        const rows = changes.map((row) => ({ ...row, subject: row.vin, content: changeOf(row) }))
        return envelopeOfMany({ source, asked: vin, rows, coverage, unreadSince, conflicting, now })
      },
      usageHistory: async ({ vin }, _, { loaders, now }) => {
        const [periods, state] = await Promise.all([
          loaders.usagePeriodsByVin.load(vin),
          loaders.stateByVin.load(vin),
        ])
        const rows = periods.map(({ usage, statedFrom, statedUntil, receivedAt, revision }) => ({
          subject: vin,
          sourceAt: statedUntil,
          receivedAt,
          revision,
          deleted: false,
          content: { usage, statedFrom, statedUntil },
        }))
        const [newest] = rows
        // What the police stated was stated to the hub: the newest statement is the word up to which there is no other.
        const coverage = newest === undefined ? pulledCoverage(state?.pull) : vouchedBy(newest.sourceAt)
        const conflicting =
          newest !== undefined &&
          state?.vehicle !== undefined &&
          (state.vehicle.contradicted || contradicts(state.vehicle, state.pull))
        const unreadSince = state?.unreadSince
        return envelopeOfMany({ source, asked: vin, rows, coverage, unreadSince, conflicting, now })
      },
    },
    Driver: {
      __resolveReference: ({ ref }) => ({ ref }),
      licence: async ({ ref }, _, { loaders, now }) => {
        const [found, feed] = await Promise.all([
          loaders.licenceByRef.load(ref),
          loaders.coverageBySource.loadUndivided(source.id),
        ])
        const { licence: row, pull, unreadSince } = found ?? {}
        const answeredAt = pull?.answeredAt ?? undefined
        const envelope = envelopeAbout({
          source,
          asked: ref,
          row: row && { ...row, subject: row.ref, content: row },
          coverage:
            row === undefined
              ? (absentBeside(pull, feed) ?? feed)
              : isVouchedByPull(row.sourceAt, pull)
                ? missingAfter(answeredAt, feed)
                : feed,
          unreadSince,
          conflicting: row !== undefined && contradicts(row, pull),
          now,
        })
        return { ...envelope, record: row === undefined || row.deleted ? null : licenceOf(row) }
      },
    },
  }
}

function changeOf({
  changeId,
  fromUse,
  toUse,
  state,
  acceptedAt,
  completedOn,
  authority,
  division,
  plateNumber,
  plateKind,
  plateNumberAfter,
  plateKindAfter,
  scrapOn,
}: UsageChangeRow): UsageChangeRecord {
  return {
    changeId,
    fromUse,
    toUse,
    state,
    acceptedAt,
    completedOn,
    authority,
    division,
    plateNumber,
    plateKind,
    plateNumberAfter,
    plateKindAfter,
    scrapOn: shown(scrapOn),
  }
}

/** A last day as the graph shows it: none where the police state that there is none. */
function shown(day: string | null): string | null {
  return day === unlimitedDay ? null : day
}

function earliest(...instants: (Date | null | undefined)[]): Date | null {
  const known = instants.filter((instant) => instant !== null && instant !== undefined)
  return known.length === 0 ? null : new Date(Math.min(...known.map(Number)))
}

function stated<
  Row extends { vin: string; sourceAt: Date; receivedAt: Date; revision: string; deleted: boolean },
>(row: Row) {
  return { ...row, subject: row.vin, content: row }
}

/**
 * An envelope about a subject. Where nothing was ever known of it, an answer that could not be read makes nothing stale:
 * it is not there, and the envelope says since when.
 */
function envelopeAbout<Content>(
  question: EvidenceQuestion & { row?: EvidenceRow<Content> | undefined },
): EvidenceEnvelope {
  const { row, coverage, unreadSince = null } = question
  if (row !== undefined || coverage !== undefined) return envelopeOf(question)
  return { ...envelopeOf({ ...question, unreadSince: null }), unreadSince }
}

interface AnswerAbout {
  row: PoliceVehicleRow | undefined
  pull: PullRow | undefined
  unreadSince: Date | null | undefined
}

/** The envelope around what the police answered about a vehicle, whatever of the answer is shown. */
function envelopeOfAnswer(
  question: Pick<EvidenceQuestion, 'source' | 'asked' | 'now'>,
  { row, pull, unreadSince }: AnswerAbout,
): EvidenceEnvelope {
  return envelopeAbout({
    ...question,
    row: row && stated(row),
    coverage: row === undefined ? pulledCoverage(pull) : undefined,
    unreadSince,
    conflicting: row !== undefined && contradicts(row, pull),
  })
}

/**
 * Whether the police denied a record since, or repeated another one: it stands only because that one came late.
 */
function contradicts(row: { sourceAt: Date; receiptId: string }, pull: PullRow | undefined): boolean {
  return (
    deniedAfter(row.sourceAt, pull) ||
    (pull?.receiptId !== row.receiptId && (pull?.repeatedAt ?? row.sourceAt) > row.sourceAt)
  )
}

/** Whether the police, asked after they stated a record, found nothing: then the record and the answer contradict. */
function deniedAfter(statedAt: Date, pull: PullRow | undefined): boolean {
  return pull !== undefined && pull.absentAt !== null && pull.absentAt > statedAt
}

function statusOf(row: PoliceVehicleRow): VehiclePoliceStatus {
  return {
    letters: policeStatusOf(row.statusLetters),
    plateNumber: row.plateNumber,
    plateKind: row.plateKind,
    vehicleType: row.vehicleType,
    seats: row.seats,
    grossMassKg: row.grossMassKg,
    wheelbaseMm: row.wheelbaseMm,
    ownerName: maskParty(row.ownerName, { ref: row.ownerRef, uscc: row.ownerUscc }),
    registeredOn: row.registeredOn,
    inspectionValidUntil: row.inspectionValidUntil,
    scrapOn: shown(row.scrapOn),
    scrapOnUnlimited: row.scrapOn === unlimitedDay,
  }
}

function ownerOf({ ownerName: name, ownerRef, ownerUscc }: PoliceVehicleRow): VehicleOwner {
  return { name, ownerRef, ownerUscc }
}

/** Whether the police confirmed a record when they were asked, so that the state of the push feed says nothing of it. */
function isVouchedByPull(statedAt: Date, pull: PullRow | undefined): boolean {
  return (
    pull !== undefined && pull.answeredAt !== null && pull.absentAt === null && statedAt <= pull.answeredAt
  )
}

function licenceOf(row: LicenceRow): DrivingLicence {
  return {
    classes: row.classes,
    normal: row.normal,
    statusLetters: row.statusLetters,
    firstIssuedOn: row.firstIssuedOn,
    validFrom: row.validFrom,
    validUntil: shown(row.validUntil),
    validUntilUnlimited: row.validUntil === unlimitedDay,
    points: row.points,
    pointsClearedOn: row.pointsClearedOn,
  }
}
