import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { RoomParts } from '@one-visit/kit/room/parts.ts'
import { concernedByUnread } from './concerned.ts'
import { feedRoutes } from './ingest/index.ts'
import { mountStationCalls } from './ingest/station-calls.ts'
import { tellOfLicences } from './licence-changes.ts'
import { buildLoaders } from './loaders.ts'
import { mountReportFiles } from './report-files.ts'
import { buildResolvers } from './resolvers.ts'
import { noteClosures } from './stated-closures.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** Builds the inspections room: stations, visits, verdicts, grades, confirmations of devices. */
export async function buildApp(parts: RoomParts): Promise<FedRoom> {
  const work = await openFedWork('inspections', parts, {
    tables,
    routes: (jobs) => feedRoutes(parts.journalKey, parts.clock, jobs),
    heard: noteClosures,
    concerned: concernedByUnread,
  })
  await tellOfLicences({ db: parts.db, jobs: work.jobs, outbox: work.outbox })
  const { sources, routes, news } = work.feeds
  return buildFedRoom(work, {
    resolvers: buildResolvers(news),
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitInspectionRecords',
      receipt: 'inspectionFeedReceipt',
      part: 'inspections',
      unread: 'inspectionFeedUnread',
      retirements: 'inspectionFeedRetirements',
      close: 'closeInspectionFeedUnread',
      retry: 'retryInspectionFeedUnread',
    },
    routes: async (app) => {
      await app.register(async (scope) => mountStationCalls(scope, { ...parts, sources }))
      mountReportFiles(app, { ...parts, sources, routes })
    },
  })
}
