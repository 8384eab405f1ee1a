/** Whom applications and certificates are about, as the tables have it by which an event finds them. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { eventSubjectsOf, subjectKinds } from '../catalogue/subjects.ts'
import type { ApplicationRow } from './rows.ts'
import { watches } from './tables/cases.ts'

/** A subject as subject tables have it: its kind in the words of events, and which one of the kind. */
export interface Subject {
  readonly subjectKind: string
  readonly subject: string
}

/** Subjects by kind, as events and applications name them, as rows; a kind that is not named is left out. */
export function subjectList(subjects: Readonly<Record<string, string | undefined>>): Subject[] {
  return Object.entries(subjects).flatMap(([subjectKind, subject]) =>
    subject === undefined ? [] : [{ subjectKind, subject }],
  )
}

/** Condition that a row of a subject table names one of these subjects. */
export function namesSubject(
  table: { subjectKind: AnyPgColumn; subject: AnyPgColumn },
  subjects: readonly Subject[],
): SQL {
  const kinds = new Set(subjects.map(({ subjectKind }) => subjectKind))
  const ofKind = (kind: string): string[] =>
    subjects.flatMap(({ subjectKind, subject }) => (subjectKind === kind ? [subject] : []))
  const conditions = [...kinds].map((kind) =>
    and(eq(table.subjectKind, kind), inArray(table.subject, ofKind(kind))),
  )
  return or(...conditions) ?? sql`false`
}

/**
 * Watches the subjects of an open application, so that an event about one of them finds it. The person's number is kept,
 * sealed, for as long as the application waits and only where a source has to be asked by it.
 */
export async function watchSubjects(tx: Orm, row: ApplicationRow, sealedNumber?: Buffer): Promise<void> {
  const watched = subjectList(eventSubjectsOf(row)).map((each) => ({
    applicationId: row.id,
    ...each,
    sealedNumber: each.subjectKind === subjectKinds.driverRef.event ? sealedNumber : undefined,
  }))
  await tx.insert(watches).values(watched).onConflictDoNothing()
}

/** The person's number of a waiting application, sealed; undefined where none is kept. */
export async function findSealedNumber(tx: Orm, applicationId: string): Promise<Buffer | undefined> {
  const [row] = await tx
    .select({ sealedNumber: watches.sealedNumber })
    .from(watches)
    .where(
      and(eq(watches.applicationId, applicationId), eq(watches.subjectKind, subjectKinds.driverRef.event)),
    )
  return row?.sealedNumber ?? undefined
}
