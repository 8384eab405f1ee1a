import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import type { Snapshot } from './decide.ts'

/** What a certificate says, before it has a signature. */
export interface CertificateContent {
  certificateId: string
  /** Number of the permit, e.g. 浙交运管网约字330302000001号. */
  number: string
  item: string
  itemVersion: number
  kind: 'RIDE_HAILING' | 'ROAD_TRANSPORT'
  vin: string
  plateNumber: string
  plateColour: string | null
  holder: string
  authority: string
  division: string
  validFrom: string
  validUntil: string
  /** Whether a check stood on paper. */
  onPaper: boolean
  snapshotDigest: string
}

/** What a certificate is made of, apart from the rules of its item. */
export interface CertificateIssue {
  snapshot: Snapshot
  snapshotDigest: string
  certificateId: string
  serial: number
  holder: string
  authority: string
  onPaper: boolean
}

/** Province character of a division code's first two digits, as permit numbers begin. */
const provinceOf = (division: string): string => (division.startsWith('33') ? '浙' : division.slice(0, 2))

/** Number of a permit: province, word, 字, six digits of the division and six of the serial, 号. */
export function certificateNumber(division: string, word: string, serial: number): string {
  return `${provinceOf(division)}${word}字${division}${String(serial).padStart(6, '0')}号`
}

/**
 * The content of the certificate an approval leads to. Pure: number and identity are given, validity follows from the
 * item and the snapshot the decision stands on.
 */
export function certificateContent(issue: CertificateIssue): CertificateContent {
  return certificateContentBy(getItemVersion(issue.snapshot.subjects.item, issue.snapshot.itemVersion), issue)
}

/** The content of a certificate by the rules of an item version that is at hand. */
export function certificateContentBy(
  item: Pick<Item, 'code' | 'version' | 'factsOf' | 'certificate'>,
  issue: CertificateIssue,
): CertificateContent {
  const { snapshot, snapshotDigest, certificateId, serial, holder, authority, onPaper } = issue
  const { subjects, day } = snapshot
  return {
    certificateId,
    number: certificateNumber(subjects.division, item.certificate.numberWord, serial),
    item: item.code,
    itemVersion: item.version,
    kind: item.certificate.kind,
    vin: subjects.vin ?? '',
    plateNumber: subjects.plateNumber ?? '',
    plateColour: subjects.plateColour ?? null,
    holder,
    authority,
    division: subjects.division,
    validFrom: day,
    validUntil: item.certificate.validUntil(item.factsOf(snapshot.evidence), { day, subjects }),
    onPaper,
    snapshotDigest,
  }
}
