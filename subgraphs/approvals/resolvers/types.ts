/** Resolvers of the fields of types: a row's own fields answer for themselves, the rest comes by loaders. */
import { invariant } from '@one-visit/kit/errors.ts'
import { maskParty } from '@one-visit/kit/graph/mask.ts'
import { readPage } from '@one-visit/kit/graph/paging.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { type Item, itemInForce } from '../catalogue/items/index.ts'
import { type SubjectColumn, subjectKindList } from '../catalogue/subjects.ts'
import { flagStateOf } from '../certificates/flags.ts'
import type { ApplicationResolvers, Resolvers } from '../generated/resolvers.ts'
import { mandateOf } from '../mandates/facts.ts'
import { readActSubject } from '../store/audit.ts'
import type { ApplicationRow, FlagRow } from '../store/rows.ts'
import type { ApprovalsContext } from './context.ts'
import { shownFindings, shownFlag } from './shown-values.ts'

/** Fields of the types of cases and certificates. */
export function typeResolvers(): Resolvers<ApprovalsContext> {
  return {
    ServiceItem: {
      __resolveReference: ({ code }, { now }) => findServiceItem(code, now),
      paper: ({ paperAllowed, paper = {} }) =>
        paperAllowed.map((check) => ({
          check,
          states: paper[check]?.states ?? null,
          outweighsConflict: paper[check]?.outweighsConflict ?? false,
        })),
    },
    Application: {
      ...subjectFields(),
      __resolveReference: ({ id }, { loaders }) => loaders.applicationById.load(id),
      item: (row, _, { now }) => getServiceItem(row.item, now),
      applicantName: (row) =>
        maskParty(row.applicantName, { ref: row.applicantRef, uscc: row.applicantUscc }),
      evaluation: (row, _, { loaders }) =>
        row.evaluationId === null ? null : loaders.evaluationById.load(row.evaluationId),
      decisions: async (row, _, { loaders }) => [...(await loaders.decisionsByApplicationId.load(row.id))],
      certificate: (row, _, { loaders }) => loaders.certificateByApplicationId.load(row.id),
      mandate: (row) => {
        const facts = mandateOf(row)
        return facts && row.mandateId !== null ? { id: row.mandateId, ...facts } : null
      },
      paperEvidence: async (row, _, { loaders }) => [...(await loaders.paperByApplicationId.load(row.id))],
    },
    Certificate: {
      __resolveReference: ({ id }, { loaders }) => loaders.certificateById.load(id),
      flags: async (row, asked, { loaders }) => {
        const { first } = readPage({ first: asked.first ?? 100 }, [])
        const found = await loaders.flagsByCertificateAndPage.load([row.id, String(first), asked.after ?? ''])
        return found.map(({ flag }) => flag)
      },
      reviewReasons: async (row, _, context) => {
        const flags = await context.loaders.openFlagsByCertificateId.load(row.id)
        return Promise.all(flags.map(async (flag) => textOf(await shownFlag(flag, context))))
      },
    },
    CertificateFlag: {
      state: flagStateOf,
      oldValue: async (row, _, context) => (await shownFlag(row, context)).oldValue,
      newValue: async (row, _, context) => (await shownFlag(row, context)).newValue,
      certificate: (row, _, { loaders }) => loaders.certificateById.load(row.certificateId),
      application: (row, _, { loaders }) => loaders.applicationById.load(row.applicationId),
    },
    Evaluation: { findings: (row, _, context) => shownFindings(row, context) },
    Decision: {
      findings: (row, _, context) => shownFindings(row, context),
      authority: ({ authority }) => (authority === null ? null : { id: authority }),
      window: ({ windowOffice }) => (windowOffice === null ? null : { id: windowOffice }),
    },
    AuditEntry: {
      authority: ({ detail }) => textIn(detail, 'authority'),
      denialReason: ({ action, detail }) =>
        action === 'DENIED'
          ? (textIn(detail, 'reason') ?? textIn(detail, 'fault') ?? textIn(detail, 'code'))
          : null,
      subject: (row) => readActSubject(row).subject,
      mandateId: (row) => readActSubject(row).mandateId,
    },
    Finding: {
      byPerson: ({ byPerson = false }) => byPerson,
      valuesWithheld: ({ valuesWithheld = false }) => valuesWithheld,
    },
    PaperEvidence: {
      check: (row) => row.checkCode,
      file: ({ id }) => `/paper-evidence/${id}/file`,
    },
  }
}

/** A text the detail of an act says; null where it says none. */
function textIn(detail: string, name: string): string | null {
  const value = (JSON.parse(detail) as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : null
}

/** The subjects an application shows, each as a stub with its key; null where it names none of the kind. */
function subjectFields(): ApplicationResolvers<ApprovalsContext> {
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

function textOf({ field, oldValue, newValue }: FlagRow): string {
  return `${field}: ${oldValue} -> ${newValue}`
}

/** The item of an application, which was in force when it was handed in. */
function getServiceItem(code: string, now: Date): Item {
  const item = findServiceItem(code, now)
  invariant(item !== undefined, `the item ${code} of an application is in the catalogue`)
  return item
}

/** An item as it is in force at an instant; undefined where there is none. */
export function findServiceItem(code: string, now: Date): Item | undefined {
  return itemInForce(code, shanghaiDay(now))
}
