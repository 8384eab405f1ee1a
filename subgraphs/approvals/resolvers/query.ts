/** Resolvers of the approval step: arguments to acts and loaders, rows to GraphQL shapes. */
import type { KeyObject } from 'node:crypto'
import { maskOwner } from '@one-visit/kit/graph/mask.ts'
import { connectionOf, pageMax, readPage } from '@one-visit/kit/graph/paging.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { Callbacks } from '../callbacks/register.ts'
import { isIdentifier } from '../cases/authority.ts'
import { readFindings } from '../cases/judge-application.ts'
import { listApplications, positionOf } from '../cases/work-list.ts'
import { catalogue, type Item, itemInForce } from '../catalogue/items/index.ts'
import { type SubjectColumn, subjectKindList } from '../catalogue/subjects.ts'
import { type FlagRow, flagPositionOf, flagStateOf, listOpenFlags } from '../certificates/flags.ts'
import { verifyCertificate } from '../certificates/verify-certificate.ts'
import type { Frame } from '../context.ts'
import type {
  CertificateFlagsArgs,
  QueryApplicationArgs,
  QueryApplicationsArgs,
  QueryAuditTrailArgs,
  QueryCertificateFlagsArgs,
  QueryServiceItemArgs,
  QueryVerifyCertificateArgs,
} from '../generated/resolvers.ts'
import { listAudit } from '../store/audit.ts'
import type {
  ApplicationRow,
  CertificateRow,
  DecisionRow,
  EvaluationRow,
  PaperRow,
} from '../store/questions.ts'
import { callbackMutations, callbackQueries, callbackTypes } from './callbacks.ts'
import type { ApprovalsLoaders } from './loaders.ts'
import { mutationResolvers } from './mutation.ts'

/** What resolvers of this room get. */
export type ApprovalsContext = RoomContext<ApprovalsLoaders>

/** What resolvers need beside their context. */
export interface ResolverOptions {
  readonly frame: Frame
  readonly pseudonymKey: PseudonymKey
  readonly callbacks: Callbacks
  /** Public key of certificate tokens. */
  readonly certificateKey: KeyObject
}

type Reference<Key extends string> = Record<Key, string>

/** Resolver map of the room. */
export function createResolvers(options: ResolverOptions): object {
  return {
    Query: {
      serviceItems: (_: unknown, __: unknown, { now }: ApprovalsContext) =>
        catalogue.flatMap(({ code }) => findServiceItem(code, now) ?? []),
      serviceItem: (_: unknown, { code }: QueryServiceItemArgs, { now }: ApprovalsContext) =>
        findServiceItem(code, now),
      application: (_: unknown, { id }: QueryApplicationArgs, { loaders }: ApprovalsContext) =>
        loaders.applicationById.load(id),
      applications: (_: unknown, args: QueryApplicationsArgs, context: ApprovalsContext) =>
        workList(args, context),
      verifyCertificate: (_: unknown, { token }: QueryVerifyCertificateArgs, { db, now }: ApprovalsContext) =>
        verifyCertificate({ db, key: options.certificateKey }, token, now),
      certificateFlags: async (
        _: unknown,
        args: QueryCertificateFlagsArgs,
        { db, tenant, principal }: ApprovalsContext,
      ) => {
        const page = readPage(args, 2)
        const rows = await db.read(tenant, (tx) => listOpenFlags(tx, principal, page))
        return connectionOf(rows, page.first, flagPositionOf, (row) => row)
      },
      ...callbackQueries(options),
      auditTrail: (_: unknown, args: QueryAuditTrailArgs, { db, tenant }: ApprovalsContext) => {
        const { applicationId, after } = args
        const { first } = readPage({ first: args.first ?? pageMax }, 1)
        const page = { first, after: after ?? 0 }
        return isIdentifier(applicationId) ? db.read(tenant, (tx) => listAudit(tx, applicationId, page)) : []
      },
    },
    Mutation: { ...mutationResolvers(options), ...callbackMutations(options) },
    ServiceItem: {
      __resolveReference: ({ code }: Reference<'code'>, { now }: ApprovalsContext) =>
        findServiceItem(code, now),
    },
    Application: {
      __resolveReference: ({ id }: Reference<'id'>, { loaders }: ApprovalsContext) =>
        loaders.applicationById.load(id),
      item: (row: ApplicationRow, _: unknown, { now }: ApprovalsContext) => findServiceItem(row.item, now),
      applicantName: (row: ApplicationRow) => maskOwner(row.applicantName),
      ...subjectFields(),
      evaluation: (row: ApplicationRow, _: unknown, { loaders }: ApprovalsContext) =>
        row.evaluationId && loaders.evaluationById.load(row.evaluationId),
      decisions: (row: ApplicationRow, _: unknown, { loaders }: ApprovalsContext) =>
        loaders.decisionsByApplicationId.load(row.id),
      certificate: (row: ApplicationRow, _: unknown, { loaders }: ApprovalsContext) =>
        loaders.certificateByApplicationId.load(row.id),
      paperEvidence: (row: ApplicationRow, _: unknown, { loaders }: ApprovalsContext) =>
        loaders.paperByApplicationId.load(row.id),
    },
    Certificate: {
      __resolveReference: ({ id }: Reference<'id'>, { loaders }: ApprovalsContext) =>
        loaders.certificateById.load(id),
      flags: async (row: CertificateRow, asked: CertificateFlagsArgs, { loaders }: ApprovalsContext) => {
        const { first } = readPage({ first: asked.first ?? 100 }, 1)
        const found = await loaders.flagsByCertificateAndPage.load([row.id, String(first), asked.after ?? ''])
        return found.map(({ flag }) => flag)
      },
      reviewReasons: async (row: CertificateRow, _: unknown, { loaders }: ApprovalsContext) =>
        (await loaders.openFlagsByCertificateId.load(row.id)).map(textOf),
    },
    CertificateFlag: {
      state: flagStateOf,
      certificate: (row: FlagRow, _: unknown, { loaders }: ApprovalsContext) =>
        loaders.certificateById.load(row.certificateId),
      application: (row: FlagRow, _: unknown, { loaders }: ApprovalsContext) =>
        loaders.applicationById.load(row.applicationId),
    },
    ...callbackTypes,
    Evaluation: { findings: (row: EvaluationRow) => readFindings(row.findings) },
    Decision: { findings: (row: DecisionRow) => readFindings(row.findings) },
    PaperEvidence: { check: (row: PaperRow) => row.checkCode },
  }
}

/** The subjects an application shows, each as a stub with its key; null where it names none of the kind. */
function subjectFields(): object {
  return Object.fromEntries(
    subjectKindList
      .filter(({ shown }) => shown)
      .map(({ root, column }) => [
        root.field,
        (row: ApplicationRow) => {
          const key = row[column as SubjectColumn]
          return key && { [root.key]: key }
        },
      ]),
  )
}

const textOf = ({ field, oldValue, newValue }: FlagRow): string => `${field}: ${oldValue} -> ${newValue}`

async function workList(args: QueryApplicationsArgs, { db, tenant, principal, loaders }: ApprovalsContext) {
  const page = readPage(args, 2)
  const rows = await db.read(tenant, (tx) => listApplications(tx, principal, args, page))
  for (const row of rows) loaders.applicationById.prime(row.id, row)
  return connectionOf(rows, page.first, positionOf, (row) => row)
}

const findServiceItem = (code: string, now: Date): Item | undefined => itemInForce(code, shanghaiDay(now))
