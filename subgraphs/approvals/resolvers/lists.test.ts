import { type Database, type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { tenantOf } from '@one-visit/kit/room/server.ts'
import { mostRowsRead, testDatabase } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDeliveries } from '../callbacks/deliveries.ts'
import { listCallbacks } from '../callbacks/register.ts'
import { listApplications } from '../cases/work-list.ts'
import { findFlagPages, findOpenFlagsOf, listOpenFlags } from '../certificates/flags.ts'
import { listMandates } from '../mandates/list-mandates.ts'
import { findCertificates, findCertificatesOf, findDecisionsOf, findPaperOf } from '../store/questions.ts'
import { asOwner } from '../testing/as-owner.ts'
import { fillApprovals, fillHanging } from '../testing/fill.ts'

const count = 4_000
const firstPage = { first: 10, after: undefined }
const laterPage = { first: 10, after: ['2026-01-02T00:00:00.000Z', '00000000-0000-4000-8000-000000000000'] }
const callback = '00000000-0000-4000-8000-000000000001'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await db.write(ownWork, async (tx) => {
    await fillApprovals(tx, count)
    await fillHanging(tx)
    await tx.execute(sql`
      insert into approvals.callbacks (id, organisation, party, url, types, signature, secret, created_at, created_by)
      select ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, 'platform-' || g, 'PLATFORM', 'http://x',
        '{certificate.issued}', 'HMAC', 'x', now(), 'x' from generate_series(1, 300) g`)
    await tx.execute(sql`
      insert into approvals.callback_deliveries (id, callback_id, organisation, event_id, type, body, created_at)
      select gen_random_uuid(), id, organisation, gen_random_uuid(), 'certificate.issued', '{}', now()
      from approvals.callbacks, generate_series(1, 20)`)
    await tx.execute(sql`
      insert into approvals.mandates (id, kind, granted_by, granted_to, items, valid_from, valid_until, evidence, granted_at,
        registered_by, idempotency_key, input_digest)
      select gen_random_uuid(), 'AGENCY', 'platform-' || g % 2, 'person-' || g % 5, '{RHL-02}', '2026-01-01', '2027-01-01',
        'CONSENT', '2026-01-01'::timestamptz + g * interval '1 minute', 'r', 'k' || g, 'd' from generate_series(1, 4000) g`)
  })
  await asOwner(db, 'analyze')
})
afterAll(() => db.close())

const callers: [string, Principal][] = [
  [
    'a station clerk',
    { caller: 'c', roles: ['STATION_CLERK'], organisation: 'office-1', division: '330301' },
  ],
  ['a county clerk', { caller: 'c', roles: ['COUNTY_CLERK'], organisation: 'office-1', division: '330302' }],
  ['a bureau clerk', { caller: 'c', roles: ['BUREAU_CLERK'], organisation: 'bureau', division: '330300' }],
  ['an auditor', { caller: 'c', roles: ['AUDITOR'] }],
  ['a citizen', { caller: 'c', roles: ['CITIZEN'], subjectRef: 'person-1' }],
  ['a company', { caller: 'c', roles: ['COMPANY_AGENT'], organisation: 'company-1' }],
  ['a platform', { caller: 'c', roles: ['PLATFORM'], organisation: 'platform-1' }],
]

/** A page and what leads to it, for each of seven states and at most three views; a caller's own rows are 570 and more. */
const few = 300

describe.each(callers)('for %s a page reads few rows of many:', (_, principal) => {
  const rowsRead = (work: (tx: Orm) => Promise<unknown>) => mostRowsRead(db, tenantOf(principal), work)
  const viewer = { principal, day: '2026-03-01' }

  it.each([
    ['of all', {}],
    ['of a state', { states: ['READY'] }],
    ['of an item that is rare', { item: 'FRT-02' }],
    ['of an item there is none of', { item: 'FRT-09' }],
    ['of a rare item and a state', { item: 'FRT-02', states: ['READY', 'ISSUED'] }],
  ] as const)('the work list %s', async (_title, filter) => {
    for (const page of [firstPage, laterPage])
      expect(await rowsRead((tx) => listApplications(tx, viewer, filter, page))).toBeLessThan(few)
  })

  it('open flags, mandates, callbacks and their deliveries', async () => {
    for (const page of [firstPage, laterPage]) {
      expect(await rowsRead((tx) => listOpenFlags(tx, principal, page))).toBeLessThan(few)
      expect(await rowsRead((tx) => listMandates(tx, principal, page))).toBeLessThan(few)
    }
    expect(await rowsRead((tx) => listCallbacks(tx, principal, firstPage))).toBeLessThan(20)
    if (principal.roles.includes('PLATFORM'))
      expect(await rowsRead((tx) => listDeliveries(tx, callback, firstPage))).toBeLessThan(50)
  })

  it('what hangs on the applications of a page', async () => {
    const { ids, certificates } = await db.read(tenantOf(principal), async (tx) => {
      const listed = (await listApplications(tx, viewer, {}, firstPage)).map(({ id }) => id)
      return { ids: listed, certificates: (await findCertificatesOf(tx, listed)).map(({ id }) => id) }
    })
    expect(certificates.length).toBeGreaterThan(5)
    for (const question of [
      (tx: Orm) => findDecisionsOf(tx, ids),
      (tx: Orm) => findCertificatesOf(tx, ids),
      (tx: Orm) => findCertificates(tx, certificates),
      (tx: Orm) => findPaperOf(tx, ids),
      (tx: Orm) => findOpenFlagsOf(tx, certificates),
      (tx: Orm) => findFlagPages(tx, certificates, { first: 5, after: '' }),
    ])
      expect(await rowsRead(question)).toBeLessThan(few)
  })
})
