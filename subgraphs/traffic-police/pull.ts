import { randomUUID } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type Database, insideTransaction } from '@one-visit/kit/database.ts'
import { HubError, invariant } from '@one-visit/kit/errors.ts'
import type { Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import type { Post } from '@one-visit/kit/http.ts'
import type { Jobs } from '@one-visit/kit/jobs.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Outbox } from '@one-visit/kit/outbox.ts'
import { readPlateKind } from '@one-visit/schema/codes.ts'
import { plateWithoutProvince } from '@one-visit/schema/identifiers.ts'
import { eq } from 'drizzle-orm'
import { pullRoute } from './ingest/index.ts'
import { readAnswer, type TmriAnswer, type TmriRecord, writeQuery } from './ingest/tmri-soap.ts'
import { pulls } from './tables.ts'

/** A vehicle as the police find it, and the VIN their answer must be about. */
export interface PullQuestion {
  vin: string
  plateNumber: string
  plateKind: string
}

/** Asks for a pull; the answer arrives as rows and an event. @throws HubError BAD_USER_INPUT */
export type RequestPull = (question: PullQuestion) => Promise<{ id: string; started: boolean }>

/** The queue pulls run in. */
export const pullQueue = 'police-pull'

/** How the police's exchange service is reached. */
export interface TmriOptions {
  /** Address of TmriOutAccess; undefined where none is configured. */
  url: string | undefined
  /** Licence key of the caller, jkxlh. */
  licenceKey: string
}

/** The interface that reads short vehicle data nationwide. */
const interfaceId = '01C49'

interface Parts {
  db: Database
  jobs: Jobs
  outbox: Outbox
  feeds: () => Feeds
  clock: Clock
  log: Logger
  post: Post
  tmri: TmriOptions
  source: FeedSource
}

const isAbout = (record: TmriRecord, vin: string): boolean => record.clsbdh?.trim().toUpperCase() === vin

/** Opens the pulls of the room: jobs that ask the police and hand the answer to the one way in. */
export const openPulls = async (parts: Parts): Promise<RequestPull> => {
  const { db, jobs, outbox, feeds, clock, log, post, tmri, source } = parts

  const ask = async ({ plateNumber, plateKind }: PullQuestion): Promise<TmriAnswer> => {
    invariant(!insideTransaction(), 'the police are not asked while a transaction is open')
    if (tmri.url === undefined) throw new Error('no address of the police exchange is configured')
    const soap = writeQuery({
      interfaceId,
      licenceKey: tmri.licenceKey,
      condition: { sf: plateNumber.charAt(0), hpzl: plateKind, hphm: plateWithoutProvince(plateNumber) },
    })
    const answer = await post(tmri.url, { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }, soap)
    if (answer.status !== 200) throw new Error(`the police exchange answered ${answer.status}`)
    return readAnswer(answer.body)
  }

  const conclude = (
    question: PullQuestion,
    id: string,
    outcome: string,
    reason: string | null = null,
  ): Promise<void> =>
    db.transaction(async (tx) => {
      const now = clock()
      const absence =
        outcome === 'NOTHING_FOUND' ? { absentAt: now } : outcome === 'FOUND' ? { absentAt: null } : {}
      await tx
        .update(pulls)
        .set({ outcome, answeredAt: now, reason, ...absence })
        .where(eq(pulls.vin, question.vin))
      await outbox.emit(tx, [
        { type: 'police.record.pulled', subject: { vin: question.vin }, data: { pullId: id, outcome } },
      ])
    })

  /** An answer about another vehicle is journaled as what it is and kept out of the rows: quarantined by its VIN. */
  const take = (question: PullQuestion, id: string, records: readonly TmriRecord[]) =>
    feeds().take({
      source,
      route: pullRoute,
      idempotencyKey: `pull:${id}:${clock().getTime()}`,
      body: Buffer.from(
        JSON.stringify({ asked: question, answeredAt: clock().toISOString(), records: records.slice(0, 1) }),
      ),
    })

  await jobs.work<{ question: PullQuestion; id: string }>(
    pullQueue,
    async ({ question, id }) => {
      try {
        const answer = await ask(question)
        if (answer.kind === 'refused') throw new Error(`the police exchange refused: ${answer.code}`)
        if (answer.kind === 'nothing-found') return await conclude(question, id, 'NOTHING_FOUND')
        const [record] = answer.records
        await take(question, id, answer.records)
        await conclude(question, id, record && isAbout(record, question.vin) ? 'FOUND' : 'OTHER_VEHICLE')
      } catch (error) {
        log.warn({ err: error, pullId: id }, 'the police could not be asked')
        await conclude(question, id, 'FAILED', error instanceof Error ? error.message.slice(0, 200) : null)
        throw error
      }
    },
    { concurrency: 4 },
  )

  return async (question) => {
    try {
      readPlateKind(question.plateKind)
    } catch {
      throw new HubError('BAD_USER_INPUT', 'plateKind is a code of GA/T 16.7', {
        argument: 'vehicle.plateKind',
      })
    }
    const id = randomUUID()
    await db.transaction(async (tx) => {
      const row = { id, outcome: 'REQUESTED', requestedAt: clock(), reason: null }
      await tx
        .insert(pulls)
        .values({ vin: question.vin, ...row })
        .onConflictDoUpdate({ target: pulls.vin, set: row })
      await jobs.send(tx, pullQueue, { question, id }, { singletonKey: question.vin, retryLimit: 8 })
    })
    return { id, started: true }
  }
}
