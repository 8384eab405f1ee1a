/** Loaders of one request: a page of applications costs the same few statements however long it is. */
import type { Database, Orm, Tenant } from '@one-visit/kit/database/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { keepSeen } from '../cases/seen-by-mandate.ts'
import { findFlagPages, findOpenFlagsOf } from '../certificates/flags.ts'
import { findInForce } from '../mandates/in-force.ts'
import {
  findApplications,
  findCertificates,
  findCertificatesOf,
  findDecisionsOf,
  findEvaluations,
  findPaperOf,
} from '../store/questions.ts'

/** A certificate, how many of its flags, and after which; the empty text for the first page. */
type FlagPageKey = readonly [certificateId: string, first: string, after: string]

/** For whom rows are read, and as of when. */
interface Request {
  readonly db: Database
  readonly now: Date
  readonly principal: Principal
  readonly tenant: Tenant
}

/**
 * Makes the loaders of a request; row-level security of the tenant decides what they see, and the days of mandates which
 * applications.
 */
export function createLoaders({ db, now, principal, tenant }: Request) {
  const read =
    <Row>(query: (tx: Orm, keys: readonly string[]) => Promise<Row[]>) =>
    async (keys: readonly string[]): Promise<Row[]> => {
      const known = keys.filter(isIdentifier)
      return known.length === 0 ? [] : db.read(tenant, (tx) => query(tx, known))
    }
  const findSeen = async (tx: Orm, ids: readonly string[]) =>
    keepSeen(tx, principal, await findApplications(tx, ids), shanghaiDay(now))
  return {
    applicationById: byKey(read(findSeen), (row) => row.id),
    /** Its id, where it is in force now. */
    mandateInForceById: byKey(
      read(async (tx, ids) => [...(await findInForce(tx, ids, shanghaiDay(now)))]),
      (id) => id,
    ),
    evaluationById: byKey(read(findEvaluations), (row) => row.id),
    // A certificate is seen with its application, also by whoever names it by its own key.
    certificateById: byKey(
      read(async (tx, ids) => {
        const found = await findCertificates(tx, ids)
        const seen = await findSeen(tx, [...new Set(found.map(({ applicationId }) => applicationId))])
        return found.filter(({ applicationId }) => seen.some(({ id }) => id === applicationId))
      }),
      (row) => row.id,
    ),
    certificateByApplicationId: byKey(read(findCertificatesOf), (row) => row.applicationId),
    openFlagsByCertificateId: groupByKey(read(findOpenFlagsOf), (row) => row.certificateId),
    flagsByCertificateAndPage: groupByKey(
      async (keys: readonly FlagPageKey[]) => {
        const found = []
        for (const [first, after, ids] of idsByPage(keys))
          for (const flag of await read((tx, known) =>
            findFlagPages(tx, known, { first: Number(first), after }),
          )(ids))
            found.push({ flag, key: [flag.certificateId, first, after] as const })
        return found
      },
      ({ key }) => key,
    ),
    decisionsByApplicationId: groupByKey(read(findDecisionsOf), (row) => row.applicationId),
    paperByApplicationId: groupByKey(read(findPaperOf), (row) => row.applicationId),
  }
}

/** Certificates by the page that is asked of them: mostly one page for all. */
function idsByPage(keys: readonly FlagPageKey[]): (readonly [first: string, after: string, ids: string[]])[] {
  const pages = new Map<string, readonly [string, string, string[]]>()
  for (const [id, first, after] of keys) {
    const page = pages.get(`${first} ${after}`) ?? ([first, after, []] as const)
    page[2].push(id)
    pages.set(`${first} ${after}`, page)
  }
  return [...pages.values()]
}

export type ApprovalsLoaders = ReturnType<typeof createLoaders>
