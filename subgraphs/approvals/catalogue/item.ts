import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { Check, CheckContext } from './check.ts'
import type { PaperRules } from './paper.ts'
import type { SubjectName, Subjects } from './subjects.ts'

/** How many visits an item costs. */
export type VisitClass = 'ZERO_VISIT' | 'ONE_VISIT' | 'ON_SITE'

/** Legal nature: 许可 permit, 备案 filing, 注册 registration, 确认 confirmation. */
export type Nature = 'PERMIT' | 'FILING' | 'REGISTRATION' | 'CONFIRMATION'

/** A material, and the room that supplies it instead of the citizen. */
export interface Material {
  code: string
  name: string
  suppliedBy: string
}

/** Kinds of certificate, as the transport register calls the permit. */
export type CertificateKind = 'RIDE_HAILING' | 'ROAD_TRANSPORT'

/** The certificate an approval leads to. */
export interface CertificateSpec<Facts> {
  kind: CertificateKind
  /** Words of the number between province and district, e.g. 交运管. */
  numberWord: string
  /**
   * That the last day belongs to it and passes the item's own rules, and that no paper stands for a check of a day that ends
   * it; a version that does not say so may fail them that day.
   */
  ends?: 'INCLUSIVE'
  /** Last day, given the first. */
  validUntil: (facts: Facts, context: CheckContext) => string
  /**
   * Whose it is, by name, as the source of the fact has it. Nothing where the source is silent and paper stands for it: then
   * it is the applicant. A version that leaves it out issues to the applicant.
   */
  holder?: (facts: Facts) => string | null | undefined
}

/** One version of an item, as it is written. */
export interface ItemVersionSource<Variables, Facts> {
  /** First day of the law it states. */
  validFrom: string
  /** Last day of that law; left out while no end of it is known. */
  until?: string
  /** Day on which this hub released it. It orders versions and is never compared with a clock. */
  releasedOn: string
  /** Number of the version whose fault it mends. */
  corrects?: number
  /** Legal basis: act, article. */
  basis: string
  nature: Nature
  visitClass: VisitClass
  counters: readonly string[]
  materials: readonly Material[]
  /** Working days. */
  promisedDays: number
  legalDays: number
  /** Guide text in Chinese. */
  guide: string
  needs: readonly SubjectName[]
  /** The question's variables, from what the application says. */
  variables: (subjects: Subjects) => Variables
  /** In the order findings are told. */
  checks: readonly Check<Facts>[]
  /** Whether the rule itself may approve, without a clerk. */
  machineApproval: boolean
  /** Checks for which a clerk may enter an original. */
  paperAllowed: readonly string[]
  /** What paper states for each of them; where it is left out, paper states nothing and carries the whole term. */
  paper?: PaperRules
  certificate: CertificateSpec<Facts>
  /** Values of evidence that name a person, `root.field.value`: no ground of a certificate, so that no flag shows them. */
  personal?: readonly string[]
  /**
   * Paths of evidence, `root.field`, that the certificate itself changes once it is issued: no ground of it, so that
   * nothing drifts when they change. None where it is left out.
   */
  ownEffects?: readonly string[]
}

/** One version of an item, with its types behind it. */
export interface ItemVersion {
  version: number
  validFrom: string
  until?: string
  releasedOn: string
  corrects?: number
  basis: string
  nature: Nature
  visitClass: VisitClass
  counters: readonly string[]
  materials: readonly Material[]
  promisedDays: number
  legalDays: number
  guide: string
  needs: readonly SubjectName[]
  evidence: TypedDocumentNode<unknown, unknown>
  variables: (subjects: Subjects) => Record<string, unknown>
  checks: readonly Check<unknown>[]
  factsOf: (evidence: unknown) => unknown
  machineApproval: boolean
  paperAllowed: readonly string[]
  paper?: PaperRules
  certificate: CertificateSpec<unknown>
  personal?: readonly string[]
  ownEffects?: readonly string[]
}

/** An approval item 审批事项: its names, and an append-only list of versions in the order of their release. */
export interface CatalogueItem {
  code: string
  name: string
  nameEn: string
  versions: readonly ItemVersion[]
}

/**
 * Writes down one version: the question asked of the graph, the facts in its answer by the names checks call them, and
 * the rest. The types tie the checks to what the question asks.
 */
export function itemVersion<Result, Variables, Facts>(
  evidence: TypedDocumentNode<Result, Variables>,
  facts: (result: Result) => Facts,
  source: ItemVersionSource<NoInfer<Variables>, NoInfer<Facts>>,
): Omit<ItemVersion, 'version'> {
  return { ...source, evidence, factsOf: facts } as unknown as Omit<ItemVersion, 'version'>
}

/** An item of the catalogue. Versions are numbered from 1 in the order they stand, which is that of their release. */
export function defineItem(
  code: string,
  names: { name: string; nameEn: string },
  versions: readonly Omit<ItemVersion, 'version'>[],
): CatalogueItem {
  return Object.freeze({
    code,
    ...names,
    versions: Object.freeze(
      versions.map((version, index) => Object.freeze({ ...version, version: index + 1 })),
    ),
  })
}
