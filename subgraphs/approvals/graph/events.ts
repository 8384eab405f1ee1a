/** What rooms tell: open applications about the subject are evaluated again, live certificates reviewed. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import { and, asc, gt, lt } from 'drizzle-orm'
import { z } from 'zod'
import { subjectKindList } from '../catalogue/subjects.ts'
import { namesSubject, type Subject, subjectList } from '../store/subjects.ts'
import { watches } from '../store/tables/cases.ts'
import { certificateSubjects } from '../store/tables/certificates.ts'
import { receivedEvents } from '../store/tables/events.ts'
import { wantWaking } from './wake-waiting.ts'

/** An event as rooms tell it; data is for the curious, what counts is read again from the graph. */
export const eventForm = z.object({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  occurredAt: z.iso.datetime({ offset: true }),
  subject: z.partialRecord(
    z.enum([...subjectKindList.map(({ event }) => event), 'certificateId', 'source']),
    z.string().min(1).max(100),
  ),
  data: z.record(z.string(), z.unknown()).optional(),
})

/** Events told in one message at the most. */
const eventsMax = 1_000

/** The events of a message of a room. */
export const eventsForm = z.array(eventForm).max(eventsMax)

/** An event of a room. */
export type RoomEvent = z.infer<typeof eventForm>

/** How many applications or certificates one step wakes. */
const spreadMax = 200

/** How long an event's id is remembered, days. */
const rememberedDays = 30

/** What a `spread` job carries. */
export interface Spread {
  readonly subjects: readonly Subject[]
  readonly applicationsAfter: string | null
  readonly certificatesAfter: string | null
}

/** Types that go with another event about the same thing and carry no evidence themselves. */
const saysNothingNew: ReadonlySet<string> = new Set(['identity.observed'])

const zero = '00000000-0000-0000-0000-000000000000'

/**
 * Takes events, each once: remembers their ids and wakes what they concern, all in the caller's transaction.
 * Answers how many had not been seen before.
 */
export async function takeEvents(
  tx: Orm,
  jobs: Jobs,
  events: readonly RoomEvent[],
  now: Date,
): Promise<number> {
  if (events.length === 0) return 0
  const oldest = new Date(now.getTime() - rememberedDays * 86_400_000)
  const forgotten = tx
    .$with('forgotten')
    .as(
      tx
        .delete(receivedEvents)
        .where(lt(receivedEvents.receivedAt, oldest))
        .returning({ eventId: receivedEvents.eventId }),
    )
  const fresh = await tx
    .with(forgotten)
    .insert(receivedEvents)
    .values(events.map(({ id, type }) => ({ eventId: id, type, receivedAt: now })))
    .onConflictDoNothing()
    .returning({ eventId: receivedEvents.eventId })
  const isFresh = new Set(fresh.map(({ eventId }) => eventId))
  const telling = events.filter(({ id, type }) => isFresh.has(id) && !saysNothingNew.has(type))
  const subjects = new Map<string, Subject>()
  const sources = new Set<string>()
  for (const {
    subject: { certificateId: _, source, ...about },
  } of telling) {
    if (source !== undefined) sources.add(source)
    for (const each of subjectList(about)) subjects.set(`${each.subjectKind} ${each.subject}`, each)
  }
  if (subjects.size > 0)
    await spread(tx, jobs, {
      subjects: [...subjects.values()],
      applicationsAfter: zero,
      certificatesAfter: zero,
    })
  if (sources.size > 0) await wantWaking(tx, jobs, [...sources], now)
  return fresh.length
}

/** Wakes the next page of what the subjects concern and leaves a job for the rest. */
export async function spread(tx: Orm, jobs: Jobs, step: Spread): Promise<void> {
  const applicationsAfter = await wakeApplications(tx, jobs, step)
  const certificatesAfter = await wakeCertificates(tx, jobs, step)
  if (applicationsAfter !== null || certificatesAfter !== null) {
    await jobs.send(tx, 'spread', { subjects: step.subjects, applicationsAfter, certificatesAfter })
  }
}

async function wakeApplications(tx: Orm, jobs: Jobs, step: Spread): Promise<string | null> {
  if (step.applicationsAfter === null) return null
  const found = await tx
    .selectDistinct({ id: watches.applicationId })
    .from(watches)
    .where(and(namesSubject(watches, step.subjects), gt(watches.applicationId, step.applicationsAfter)))
    .orderBy(asc(watches.applicationId))
    .limit(spreadMax)
  await jobs.sendMany(
    tx,
    'evaluate',
    found.map(({ id }) => ({ applicationId: id })),
    { singletonKeyOf: ({ applicationId }) => applicationId },
  )
  return found.length < spreadMax ? null : (found.at(-1)?.id ?? null)
}

async function wakeCertificates(tx: Orm, jobs: Jobs, step: Spread): Promise<string | null> {
  if (step.certificatesAfter === null) return null
  const found = await tx
    .selectDistinct({ id: certificateSubjects.certificateId })
    .from(certificateSubjects)
    .where(
      and(
        namesSubject(certificateSubjects, step.subjects),
        gt(certificateSubjects.certificateId, step.certificatesAfter),
      ),
    )
    .orderBy(asc(certificateSubjects.certificateId))
    .limit(spreadMax)
  await jobs.sendMany(
    tx,
    'review-certificate',
    found.map(({ id }) => ({ certificateId: id })),
    { singletonKeyOf: ({ certificateId }) => certificateId },
  )
  return found.length < spreadMax ? null : (found.at(-1)?.id ?? null)
}
