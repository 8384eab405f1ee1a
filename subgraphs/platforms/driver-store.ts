/** Questions about drivers: one row or more for each platform the hub knows, one statement each, prepared once. */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { prepared } from '@one-visit/kit/database/database.ts'
import { and, desc, eq, sql } from 'drizzle-orm'
import { credits, engagements, months, punishments, terminals, trainings } from './driver-tables.ts'
import {
  asked,
  firstRows,
  isPicked,
  knownCompany,
  knownPlatforms,
  standing,
  standingTable,
  unreadOf,
} from './standing-query.ts'
import { companies } from './tables.ts'

const askedRef = sql<string>`asked.ref`
const keys = { askedRef, askedCompany: knownCompany }
/** What is not read yet of some messages about a driver. */
const unreadDriver = (...messages: string[]) => unreadOf(messages, knownCompany, [['REF', askedRef]])
const companyOfKnown = eq(companies.companyId, knownCompany)

const driverEngagements = prepared('platforms_engagements', (orm: Orm) =>
  orm
    .select({
      ...keys,
      row: engagements,
      appVersion: terminals.appVersion,
      standing,
      unreadSince: unreadDriver('baseInfoDriver', 'baseInfoDriverApp'),
    })
    .from(asked('ref'))
    .innerJoin(knownPlatforms(engagements, engagements.ref, 'ref'), sql`true`)
    .leftJoin(engagements, and(eq(engagements.companyId, knownCompany), eq(engagements.ref, askedRef)))
    .leftJoin(terminals, and(eq(terminals.companyId, knownCompany), eq(terminals.ref, askedRef)))
    .leftJoin(companies, companyOfKnown)
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany),
)

const driverCredits = prepared('platforms_credits', (orm: Orm) =>
  orm
    .select({
      ...keys,
      row: credits,
      standing,
      unreadSince: unreadDriver('ratedDriver'),
    })
    .from(asked('ref'))
    .innerJoin(knownPlatforms(credits, credits.ref, 'ref'), sql`true`)
    .leftJoin(credits, and(eq(credits.companyId, knownCompany), eq(credits.ref, askedRef)))
    .leftJoin(companies, companyOfKnown)
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany),
)

const punishmentKeys = [punishments.companyId, punishments.ref, punishments.punishedAt]
const driverPunishments = prepared('platforms_punishments', (orm: Orm) =>
  orm
    .select({
      ...keys,
      row: punishments,
      standing,
      unreadSince: unreadDriver('ratedDriverPunish'),
    })
    .from(asked('ref'))
    .innerJoin(knownPlatforms(punishments, punishments.ref, 'ref'), sql`true`)
    .leftJoin(
      firstRows(punishments, punishmentKeys, {
        where: sql`${punishments.companyId} = ${knownCompany} and ${punishments.ref} = ${askedRef}`,
        order: [desc(punishments.punishedAt)],
      }),
      sql`true`,
    )
    .leftJoin(punishments, isPicked(punishmentKeys))
    .leftJoin(companies, companyOfKnown)
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany, punishments.deleted, desc(punishments.punishedAt)),
)

const trainingKeys = [
  trainings.companyId,
  trainings.ref,
  trainings.course,
  trainings.heldOn,
  trainings.startsAt,
]
const driverTrainings = prepared('platforms_trainings', (orm: Orm) =>
  orm
    .select({ ...keys, row: trainings, standing, unreadSince: unreadDriver('baseInfoDriverEducate') })
    .from(asked('ref'))
    .innerJoin(knownPlatforms(trainings, trainings.ref, 'ref'), sql`true`)
    .leftJoin(
      firstRows(trainings, trainingKeys, {
        where: sql`${trainings.companyId} = ${knownCompany} and ${trainings.ref} = ${askedRef}`,
        order: [desc(trainings.heldOn), desc(trainings.startsAt), trainings.course],
      }),
      sql`true`,
    )
    .leftJoin(trainings, isPicked(trainingKeys))
    .leftJoin(companies, companyOfKnown)
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(
      knownCompany,
      trainings.deleted,
      desc(trainings.heldOn),
      desc(trainings.startsAt),
      trainings.course,
    ),
)

const monthKeys = [months.companyId, months.ref, months.month]
const driverMonths = prepared('platforms_months', (orm: Orm) =>
  orm
    .select({ ...keys, row: months, standing, unreadSince: unreadDriver('baseInfoDriverStat') })
    .from(asked('ref'))
    .innerJoin(knownPlatforms(months, months.ref, 'ref'), sql`true`)
    .leftJoin(
      firstRows(months, monthKeys, {
        where: sql`${months.companyId} = ${knownCompany} and ${months.ref} = ${askedRef}`,
        order: [desc(months.month)],
      }),
      sql`true`,
    )
    .leftJoin(months, isPicked(monthKeys))
    .leftJoin(companies, companyOfKnown)
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany, months.deleted, desc(months.month)),
)

/** What every platform known to the hub reports of drivers, one row a driver and platform. */
export function findEngagements(db: Database, refs: readonly string[]) {
  return driverEngagements(db).execute({ ref: refs })
}

/** The newest credit assessment of drivers on every platform, one row a driver and platform. */
export const findCredits = (db: Database, refs: readonly string[]) => driverCredits(db).execute({ ref: refs })

/** Punishments of drivers on every platform, newest first, at most one more of a platform than an envelope holds. */
export function findPunishments(db: Database, refs: readonly string[]) {
  return driverPunishments(db).execute({ ref: refs })
}

/** Courses of drivers on every platform; as many as punishments. */
export function findTrainings(db: Database, refs: readonly string[]) {
  return driverTrainings(db).execute({ ref: refs })
}

/** Monthly figures of drivers on every platform; as many as punishments. */
export const findMonths = (db: Database, refs: readonly string[]) => driverMonths(db).execute({ ref: refs })

export type EngagementRow = Awaited<ReturnType<typeof findEngagements>>[number]
export type CreditRow = Awaited<ReturnType<typeof findCredits>>[number]
export type PunishmentRow = Awaited<ReturnType<typeof findPunishments>>[number]
export type TrainingRow = Awaited<ReturnType<typeof findTrainings>>[number]
export type MonthRow = Awaited<ReturnType<typeof findMonths>>[number]
