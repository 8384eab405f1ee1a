import { HubError } from '@one-visit/kit/errors.ts'
import type { CoverageNews } from '@one-visit/kit/feed/message.ts'
import { readKeys } from '@one-visit/kit/graph/keys.ts'
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import { isReadable, requireReadable } from '@one-visit/kit/room/own.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { readsOfAll } from '@one-visit/schema/access.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import { type Closure, closurePositionOf, declareClosed, liftClosure, listClosures } from './closures.ts'
import { equipmentEvidence, inspectionEvidence, recordOf } from './evidence.ts'
import type { InspectionKind, Resolvers } from './generated/resolvers.ts'
import type { InspectionLoaders } from './loaders.ts'
import { positionOf, type VisitKey } from './store.ts'

/** The visit a record is of. */
function visitKeyOf(record: {
  serial: string
  kind: InspectionKind | undefined
  station: { id: string } | undefined
}): VisitKey {
  const { serial, kind, station } = record
  if (kind === undefined || station === undefined)
    throw new Error('A record comes with its kind and station.')
  return [station.id, serial, kind]
}

/** A station number. @throws HubError BAD_USER_INPUT */
function readStation(id: string): string {
  if (!/^\d{9}$/.test(id))
    throw new HubError('BAD_USER_INPUT', 'The id of a station has nine digits.', { argument: 'id' })
  return id
}

function closureOf({ stationId, ...closure }: Closure) {
  return { ...closure, station: { id: stationId } }
}

/** A last day as the graph shows it: none where there is none. */
function shown(day: string | null): string | null {
  return day === unlimitedDay ? null : day
}

/** By it clerks read what every station says, and a station what it said itself. */
const readScope = 'inspection:read'

/** Resolvers of the inspections room. A key is not a claim: every key gets an answer, facts come in envelopes. */
export function buildResolvers(news: Pick<CoverageNews, 'tell'>): Resolvers<RoomContext<InspectionLoaders>> {
  return {
    Query: {
      vehicle: (_, { vin }) => ({ vin }),
      vehicles: (_, { vins }) => readKeys('vins', vins).map((vin) => ({ vin })),
      station: (_, { id }) => ({ id: readStation(id) }),
      stationClosures: async (_, asked, { db }) => {
        const { first, after } = readPage(asked, ['instant', 'identifier'])
        const found = await listClosures(db, { first: first + 1, after })
        return connectionOf(found, first, closurePositionOf, closureOf)
      },
    },
    Mutation: {
      declareStationClosed: async (_, { station, until, reason }, context) =>
        closureOf(await declareClosed({ station, until: until ?? null, reason }, context, news)),
      liftStationClosure: async (_, { id }, context) => closureOf(await liftClosure(id, context)),
    },
    Station: {
      __resolveReference: ({ id }) => ({ id }),
      name: async ({ id }, _, { loaders }) => (await loaders.station.load(id))?.name ?? null,
      licenceValidUntil: async ({ id }, _, { loaders }) => {
        const stated = (await loaders.licences.load(id)).find(({ line }) => line === '')
        const { licenceValidUntil = null } = (await loaders.station.load(id)) ?? {}
        return shown(stated ? stated.validUntil : licenceValidUntil)
      },
      licences: async ({ id }, _, { loaders }) =>
        (await loaders.licences.load(id)).map(({ line, number, validFrom, validUntil }) => ({
          line: line === '' ? null : line,
          number,
          validFrom,
          validUntil: shown(validUntil),
          validUntilUnlimited: validUntil === unlimitedDay,
        })),
    },
    Inspection: {
      __resolveReference: ({ serial }) => ({ serial }),
      verdict: async ({ serial }, _, { loaders, principal }) => {
        const row = await loaders.bySerial.load(serial)
        return row !== undefined && isReadable(principal, readScope, row.stationId) ? recordOf(row) : null
      },
    },
    InspectionRecord: {
      attempts: async ({ serial, kind, station }, _, { loaders }) => {
        const found = await loaders.attempts.load(visitKeyOf({ serial, kind, station }))
        return found.map(({ attempt, inspectedAt, verdict, receivedAt }) => ({
          attempt,
          inspectedAt,
          verdict,
          observedAt: receivedAt,
        }))
      },
      files: async ({ serial, kind, station }, _, { loaders }) => {
        const [stationId] = visitKeyOf({ serial, kind, station })
        const found = await loaders.files.load([stationId, serial])
        return found.map(({ purpose, fileDigest, mediaType, size }) => ({
          purpose,
          digest: fileDigest,
          mediaType,
          size,
          url: `/feeds/inspections/files/${fileDigest}`,
        }))
      },
    },
    Vehicle: {
      __resolveReference: ({ vin }) => ({ vin }),
      inspection: async ({ vin }, { kind }, { loaders, now, principal }, info) => {
        const [found, senders] = await Promise.all([loaders.latest.load([vin, kind]), loaders.senderStates()])
        requireReadable(principal, readScope, found?.visit?.stationId, info)
        return inspectionEvidence(vin, kind, { found, senders, now })
      },
      inspectionHistory: async ({ vin }, asked, { loaders, principal }) => {
        const page = readPage(asked, ['instant', 'text', 'text', 'text'])
        const station = readsOfAll(principal.roles, readScope) ? undefined : (principal.organisation ?? '')
        return connectionOf(
          await loaders.historyPage(page, station).load(vin),
          page.first,
          positionOf,
          recordOf,
        )
      },
      equipment: async ({ vin }, _, { loaders, now, principal }, info) => {
        const [found, senders] = await Promise.all([loaders.confirmation.load(vin), loaders.senderStates()])
        requireReadable(principal, readScope, found?.confirmation?.stationId, info)
        return equipmentEvidence(vin, { found, senders, now })
      },
    },
  }
}
