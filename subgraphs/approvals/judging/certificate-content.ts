import { invariant } from '@one-visit/kit/errors.ts'
import { findProvinceWord } from '@one-visit/schema/divisions.ts'
import { isKnown } from '../catalogue/check.ts'
import type { Fact } from '../catalogue/fact.ts'
import type { CertificateKind } from '../catalogue/item.ts'
import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import type { Subjects } from '../catalogue/subjects.ts'
import { issueContext } from './issue-context.ts'
import type { Snapshot } from './snapshot.ts'

/** What every certificate says, before it has a signature. */
interface CommonContent {
  certificateId: string
  /** Number of the permit, e.g. 浙交运管网约字330302000001号. */
  number: string
  item: string
  itemVersion: number
  holder: string
  authority: string
  division: string
  validFrom: string
  validUntil: string
  /** Whether a check stood on paper. */
  onPaper: boolean
  snapshotDigest: string
}

/** What a certificate says of a vehicle. */
interface VehicleContent {
  vin: string
  plateNumber: string
  plateColour: string | null
}

/** What each kind of certificate says of its subject. A kind that comes says here what is written on it. */
const particulars = {
  RIDE_HAILING: vehicleContent,
  ROAD_TRANSPORT: vehicleContent,
} as const satisfies Readonly<Record<CertificateKind, (subjects: Subjects) => object>>

/** What a certificate says: by its kind, what it says of its subject, and what every certificate says. */
export type CertificateContent = {
  [Kind in CertificateKind]: CommonContent & { kind: Kind } & ReturnType<(typeof particulars)[Kind]>
}[CertificateKind]

/** What a certificate is made of, apart from the rules of its item. */
export interface CertificateIssue {
  snapshot: Snapshot
  snapshotDigest: string
  certificateId: string
  serial: number
  /** Name of the applicant, who holds it where the item does not say whose it is. */
  holder: string
  authority: string
  onPaper: boolean
}

/** Number of a permit: province, word, 字, six digits of the division and six of the serial, 号. */
export function certificateNumber(division: string, word: string, serial: number): string {
  const province = findProvinceWord(division) ?? division.slice(0, 2)
  return `${province}${word}字${division}${String(serial).padStart(6, '0')}号`
}

/**
 * The content of the certificate an approval leads to. Pure: number and identity are given, validity follows from the
 * item and the snapshot the decision stands on.
 */
export function certificateContent(issue: CertificateIssue): CertificateContent {
  return certificateContentBy(getItemVersion(issue.snapshot.subjects.item, issue.snapshot.itemVersion), issue)
}

/** What of an item a certificate is made by. */
type IssuedItem = Pick<
  Item,
  'code' | 'version' | 'checks' | 'factsOf' | 'certificate' | 'paperAllowed' | 'paper'
>

/** The content of a certificate by the rules of an item version that is at hand. */
export function certificateContentBy(item: IssuedItem, issue: CertificateIssue): CertificateContent {
  const { snapshot, snapshotDigest, certificateId, serial, holder, authority, onPaper } = issue
  const { subjects, day } = snapshot
  const { kind, numberWord } = item.certificate
  return {
    certificateId,
    number: certificateNumber(subjects.division, numberWord, serial),
    item: item.code,
    itemVersion: item.version,
    kind,
    ...particulars[kind](subjects),
    holder: holderOf(item, snapshot) ?? holder,
    authority,
    division: subjects.division,
    validFrom: day,
    validUntil: lastDayOf(item, snapshot),
    onPaper,
    snapshotDigest,
  }
}

/** The last day by the rules of the item, and by the paper a check stood on. */
function lastDayOf(item: IssuedItem, snapshot: Snapshot): string {
  const { context, lastDayOnPaper } = issueContext(item, snapshot)
  const term = item.certificate.validUntil(item.factsOf(snapshot.evidence), context)
  return lastDayOnPaper !== undefined && lastDayOnPaper < term ? lastDayOnPaper : term
}

/** Whose it is as its source has it, where the item says and the source can be relied on. */
function holderOf({ certificate, factsOf }: IssuedItem, { evidence }: Snapshot): string | undefined {
  return certificate.holder?.(factsOf(reliedOn(evidence))) || undefined
}

/** Evidence without the envelopes that must not be relied on. */
function reliedOn(evidence: Snapshot['evidence']): Snapshot['evidence'] {
  return Object.fromEntries(
    Object.entries(evidence).map(([root, fields]) => [
      root,
      Object.fromEntries(Object.entries(fields).filter(([, fact]) => isKnown(fact as Fact))),
    ]),
  )
}

function vehicleContent({ vin, plateNumber, plateColour }: Subjects): VehicleContent {
  invariant(
    vin !== undefined && plateNumber !== undefined,
    'a certificate of a vehicle names it and its plate',
  )
  return { vin, plateNumber, plateColour: plateColour ?? null }
}
