/** Judges an answer of the graph by the newest version of the ride-hailing permit, as approvals does. */
import { rhl02 } from '@one-visit/approvals/catalogue/items/RHL-02.ts'
import { decideBy } from '@one-visit/approvals/judging/decide.ts'
import { readEvidence } from '@one-visit/approvals/judging/evidence.ts'
import { readEvidenceTable } from '@one-visit/schema/load.ts'
import { dayAt, division, officeId, ownerUscc, plateOfApplication } from './cast.ts'
import type { FindingOf } from './compare.ts'

const newest = rhl02.versions.at(-1)
if (newest === undefined) throw new Error('RHL-02 has no version.')
const item = newest
const table = readEvidenceTable()

/** The question of the item, and what it is asked with. */
export const { evidence: document } = item
export const variablesOf = (vin: string, companyId: string) =>
  item.variables({ item: 'RHL-02', vin, companyId, division, officeId })

/** What is found of an application on an answer. */
export function judgeAnswer(
  { vin, companyId }: { vin: string; companyId: string },
  data: Record<string, Record<string, unknown>>,
  now: number,
): { verdict: string; findings: readonly FindingOf[] } {
  const asOf = new Date(now)
  const variables = variablesOf(vin, companyId)
  const evidence = readEvidence(document, variables, { kind: 'answered', data, errors: [] }, { table, asOf })
  return decideBy(item, {
    applicationId: 'A1',
    round: 1,
    itemVersion: item.version,
    asOf: asOf.toISOString(),
    day: dayAt(now),
    subjects: {
      item: 'RHL-02',
      officeId,
      division,
      vin,
      plateNumber: plateOfApplication(vin),
      plateColour: 'GRADIENT_GREEN',
      plateKind: '52',
      companyId,
    },
    applicant: { uscc: ownerUscc },
    evidence,
    paper: [],
  })
}

/** What the sources that do not play say: no permit, no registration, and all that is needed of platform and office. */
export function goodOthers(
  vin: string,
  companyId: string,
  now: Date,
): Record<string, Record<string, unknown>> {
  const envelope = (source: string, subject: string, more: object) => ({
    source: { id: source, name: source, authority: source },
    subject,
    confirmedAt: now,
    observedAt: now,
    revision: null,
    unreadSince: null,
    behind: null,
    ...more,
  })
  return {
    vehicle: {
      permits: envelope('transport-register', vin, {
        status: 'CONFIRMED_ABSENT',
        records: [],
        complete: true,
      }),
      registration: envelope('transport-register', vin, { status: 'CONFIRMED_ABSENT', record: null }),
    },
    platform: {
      permit: envelope('platform', `${companyId}/${division}`, {
        status: 'PRESENT',
        record: {
          inForce: true,
          validFrom: '2020-01-01',
          validUntil: '2040-12-31',
          validUntilUnlimited: false,
        },
      }),
    },
    office: {
      entry: envelope('office-directory', officeId, { status: 'PRESENT', record: { division } }),
      delegations: envelope('office-directory', `${officeId}/RHL-02`, {
        status: 'PRESENT',
        records: [
          {
            powers: ['ACCEPT', 'DECIDE', 'ISSUE'],
            validFrom: '2017-08-22',
            validUntil: null,
            confirmedAt: now,
            contradicted: false,
          },
        ],
        complete: true,
      }),
    },
  }
}
