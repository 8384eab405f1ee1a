/** Questions about scale, payment, offices and fares of platform companies: one statement each, prepared once. */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { prepared } from '@one-visit/kit/database/database.ts'
import { desc, eq, sql } from 'drizzle-orm'
import { fares, payments, scales, serviceOffices } from './company-tables.ts'
import {
  asked,
  askedCompany,
  firstRows,
  isPicked,
  standing,
  standingTable,
  unreadOf,
} from './standing-query.ts'
import type { CompanyPlace } from './store.ts'
import { companies } from './tables.ts'

const askedDivision = sql<string>`asked.division`
const companyOfAsked = eq(companies.companyId, askedCompany)

const companyScales = prepared('platforms_scales', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      statement: scales,
      standing,
      unreadSince: unreadOf(['baseInfoCompanyStat'], askedCompany),
    })
    .from(asked('company_id'))
    .leftJoin(scales, eq(scales.companyId, askedCompany))
    .leftJoin(companies, companyOfAsked)
    .leftJoin(standingTable(askedCompany), sql`true`),
)

const paymentKeys = [payments.companyId, payments.institution]
const companyPayments = prepared('platforms_payments', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      row: payments,
      standing,
      unreadSince: unreadOf(['baseInfoCompanyPay'], askedCompany),
    })
    .from(asked('company_id'))
    .leftJoin(
      firstRows(payments, paymentKeys, {
        where: sql`${payments.companyId} = ${askedCompany}`,
        order: [payments.institution],
      }),
      sql`true`,
    )
    .leftJoin(payments, isPicked(paymentKeys))
    .leftJoin(companies, companyOfAsked)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(payments.deleted, payments.institution),
)

const officeKeys = [serviceOffices.companyId, serviceOffices.division, serviceOffices.officeNumber]
const companyOffices = prepared('platforms_service_offices', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      askedDivision,
      row: serviceOffices,
      standing,
      unreadSince: unreadOf(['baseInfoCompanyService'], askedCompany),
    })
    .from(asked('company_id', 'division'))
    .leftJoin(
      firstRows(serviceOffices, officeKeys, {
        where: sql`${serviceOffices.companyId} = ${askedCompany} and ${serviceOffices.division} = ${askedDivision}`,
        order: [desc(serviceOffices.active), serviceOffices.officeNumber],
      }),
      sql`true`,
    )
    .leftJoin(serviceOffices, isPicked(officeKeys))
    .leftJoin(companies, companyOfAsked)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(serviceOffices.deleted, desc(serviceOffices.active), serviceOffices.officeNumber),
)

const fareKeys = [fares.companyId, fares.division, fares.fareType]
const companyFares = prepared('platforms_fares', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      askedDivision,
      row: fares,
      standing,
      unreadSince: unreadOf(['baseInfoCompanyFare'], askedCompany),
    })
    .from(asked('company_id', 'division'))
    .leftJoin(
      firstRows(fares, fareKeys, {
        where: sql`${fares.companyId} = ${askedCompany} and ${fares.division} = ${askedDivision}`,
        order: [desc(fares.active), fares.fareType],
      }),
      sql`true`,
    )
    .leftJoin(fares, isPicked(fareKeys))
    .leftJoin(companies, companyOfAsked)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(fares.deleted, desc(fares.active), fares.fareType),
)

/** How large companies are, one row a company. */
export function findScales(db: Database, companyIds: readonly string[]) {
  return companyScales(db).execute({ company_id: companyIds })
}

/** Payment institutions of companies, by name, at most one more than an envelope holds; one row where there is none. */
export function findPayments(db: Database, companyIds: readonly string[]) {
  return companyPayments(db).execute({ company_id: companyIds })
}

/** Service offices of companies in cities, open ones first; as many as payments. */
export function findServiceOffices(db: Database, places: readonly CompanyPlace[]) {
  return companyOffices(db).execute(placeValues(places))
}

function placeValues(places: readonly CompanyPlace[]) {
  return {
    company_id: places.map(([companyId]) => companyId),
    division: places.map(([, division]) => division),
  }
}

/** Fares of companies in cities, valid ones first; as many as payments. */
export function findFares(db: Database, places: readonly CompanyPlace[]) {
  return companyFares(db).execute(placeValues(places))
}

export type ScaleRow = Awaited<ReturnType<typeof findScales>>[number]
export type PaymentRow = Awaited<ReturnType<typeof findPayments>>[number]
export type ServiceOfficeRow = Awaited<ReturnType<typeof findServiceOffices>>[number]
export type FareRow = Awaited<ReturnType<typeof findFares>>[number]
