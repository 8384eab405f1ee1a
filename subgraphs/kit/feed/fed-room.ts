import { type RoomName, readEvidenceRules, readSchema } from '@one-visit/schema/load.ts'
import type { FastifyInstance } from 'fastify'
import { crashPointAt } from '../crash.ts'
import type { RoomParts } from '../room/parts.ts'
import { buildRoom, type Room, type RoomOptions } from '../room/server.ts'
import { type Jobs, openJobs } from '../work/jobs.ts'
import { type Outbox, openOutbox } from '../work/outbox.ts'
import type { Heard } from './coverage/coverage.ts'
import { createFeeds, type FeedRoute, type Feeds } from './feeds.ts'
import type { FeedTables } from './kept/tables.ts'
import type { Concerned } from './message.ts'
import { type FeedFields, withFeedFields } from './routes/graph-fields.ts'

/** A running room that other systems send records to. */
export type FedRoom = Room & { feeds: Feeds }

/** Queues, outbox and feeds of a room that does not answer yet: what a room does besides being fed starts from these. */
export interface FedWork {
  name: RoomName
  parts: RoomParts
  jobs: Jobs
  outbox: Outbox
  feeds: Feeds
}

/** What only the room itself can say: its part of the graph, and what it answers besides. */
export interface FedRoomDescription<Loaders> {
  resolvers: object
  loaders: RoomOptions<Loaders>['loaders']
  /** Names of the graph's fields that lead into the room's feed. */
  feedFields: FeedFields
  /** Routes besides the graph's and the feed's. */
  routes?: (app: FastifyInstance) => Promise<void> | void
}

/** Opens queues, outbox and feeds of a room. A room whose routes send jobs makes them of `jobs`. */
export async function openFedWork(
  name: RoomName,
  parts: RoomParts,
  feed: {
    tables: FeedTables
    routes: readonly FeedRoute[] | ((jobs: Jobs) => readonly FeedRoute[])
    /** What the room makes of heartbeats, beside how far their sender vouches. */
    heard?: (outbox: Outbox) => Heard
    /** Whom what is unread concerns, where its subjects do not say so themselves. */
    concerned?: Concerned
  },
): Promise<FedWork> {
  const { db, clock, log, journalKey, subscribers, post, crash = crashPointAt(undefined) } = parts
  const jobs = await openJobs({ db, room: name, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const routes = typeof feed.routes === 'function' ? feed.routes(jobs) : feed.routes
  const feeds = createFeeds({
    room: name,
    db,
    tables: feed.tables,
    outbox,
    clock,
    log,
    journalKey,
    crash,
    routes,
    heard: feed.heard?.(outbox),
    concerned: feed.concerned,
    evidence: readEvidenceRules(name),
  })
  return { name, parts, jobs, outbox, feeds }
}

/** Builds a fed room: first finishes the batches a crash left, as far as that goes quickly, then answers the graph and takes in what is sent. */
export async function buildFedRoom<Loaders>(
  { name, parts, jobs, feeds }: FedWork,
  { resolvers, loaders, feedFields, routes }: FedRoomDescription<Loaders>,
): Promise<FedRoom> {
  const { db, clock, log, principalKey } = parts
  await feeds.resume(clock(), { isStart: true })
  const room = await buildRoom({
    name,
    typeDefs: readSchema(name),
    resolvers: withFeedFields(resolvers, feeds, feedFields),
    db,
    clock,
    log,
    principalKey,
    loaders,
    routes: async (app) => {
      await feeds.register(app)
      await routes?.(app)
    },
    onClose: async () => {
      feeds.close()
      await jobs.stop()
    },
  })
  return { ...room, feeds }
}
