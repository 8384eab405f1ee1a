import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import type { Mandate, Parties } from '../parties.ts'
import { ownerAgrees } from './owner-agrees.ts'

const person = `v1.${'a'.repeat(43)}`
const other = `v1.${'b'.repeat(43)}`
const withSecondKey = `v2.${'a'.repeat(43)}`
const company = '91330300MA2CTERT7Y'
const bank = '91330399MA2000246J'
const day = '2026-06-01'
const lease: Mandate = {
  kind: 'LEASE',
  grantedBy: bank,
  grantedTo: company,
  validFrom: '2026-06-01',
  validUntil: '2026-06-01',
}

type Owner = { ownerRef?: string | null; ownerUscc?: string | null }

function verdictOf(owner: Owner, parties: Parties, operatorUscc?: string) {
  const context = { ...contextOn(day, operatorUscc === undefined ? {} : { operatorUscc }), ...parties }
  return ownerAgrees.run({ owner: recordFact(owner) }, context).verdict
}

describe('OWNER_AGREES', () => {
  it.each<[string, Owner, Parties, string | undefined, string]>([
    ['the applicant, a person', { ownerRef: person }, { applicant: { ref: person } }, undefined, 'PASS'],
    ['the applicant, a company', { ownerUscc: company }, { applicant: { uscc: company } }, undefined, 'PASS'],
    ['the operator', { ownerUscc: company }, { applicant: { ref: other } }, company, 'PASS'],
    ['the operator, and nobody knows who applies', { ownerUscc: company }, {}, company, 'PASS'],
    ['another person', { ownerRef: other }, { applicant: { ref: person } }, undefined, 'FAIL'],
    ['another company', { ownerUscc: bank }, { applicant: { uscc: company } }, company, 'FAIL'],
    [
      'a person, where a company applies',
      { ownerRef: person },
      { applicant: { uscc: company } },
      company,
      'FAIL',
    ],
    [
      'a company, where a person applies',
      { ownerUscc: bank },
      { applicant: { ref: person } },
      undefined,
      'FAIL',
    ],
    ['nobody by key', {}, { applicant: { ref: person } }, undefined, 'UNKNOWN'],
    [
      'nobody by key, both null',
      { ownerRef: null, ownerUscc: null },
      { applicant: { ref: person } },
      undefined,
      'UNKNOWN',
    ],
    ['nobody by key, with a lease', {}, { applicant: { uscc: company }, mandate: lease }, company, 'UNKNOWN'],
    ['another, and nobody knows who applies', { ownerUscc: bank }, {}, company, 'UNKNOWN'],
    ['another, and the applicant has no key', { ownerUscc: bank }, { applicant: {} }, company, 'UNKNOWN'],
    [
      'by a pseudonym of another key',
      { ownerRef: withSecondKey },
      { applicant: { ref: person } },
      company,
      'UNKNOWN',
    ],
  ])('the owner is %s', (_, owner, parties, operatorUscc, expected) => {
    expect(verdictOf(owner, parties, operatorUscc)).toBe(expected)
  })

  it.each<[string, Partial<Mandate>, string]>([
    ['a lease of the owner in force on this one day', {}, 'PASS'],
    ['a consignment without an end', { kind: 'CONSIGNMENT', validUntil: null }, 'PASS'],
    ['to the applicant', { grantedTo: person }, 'PASS'],
    ['an employment', { kind: 'EMPLOYMENT' }, 'FAIL'],
    ['an agency', { kind: 'AGENCY' }, 'FAIL'],
    ['from tomorrow', { validFrom: '2026-06-02', validUntil: '2026-12-31' }, 'FAIL'],
    ['until yesterday', { validFrom: '2026-01-01', validUntil: '2026-05-31' }, 'FAIL'],
    ['of somebody else', { grantedBy: other }, 'FAIL'],
    ['to somebody else', { grantedTo: '91330399MA0000007R' }, 'FAIL'],
    ['that ends before it begins', { validUntil: '2026-05-31' }, 'UNKNOWN'],
    ['to a person by a pseudonym of another key', { grantedTo: withSecondKey }, 'UNKNOWN'],
  ])('differs, with a mandate: %s', (_, more, expected) => {
    const parties = { applicant: { ref: person }, mandate: { ...lease, ...more } }
    expect(verdictOf({ ownerUscc: bank }, parties, company)).toBe(expected)
  })

  it('cannot be said of a mandate given by a pseudonym of another key', () => {
    const mandate = { ...lease, grantedBy: withSecondKey }
    expect(verdictOf({ ownerRef: other }, { applicant: { uscc: company }, mandate }, company)).toBe('UNKNOWN')
  })

  it('fails where the police know of no vehicle, and is unknown where they are silent', () => {
    const run = (owner: Parameters<typeof ownerAgrees.run>[0]['owner']) =>
      ownerAgrees.run({ owner }, { ...contextOn(day), applicant: { ref: person } }).verdict
    expect([run(absent()), run(unknownFact()), run(null)]).toEqual(['FAIL', 'UNKNOWN', 'UNKNOWN'])
  })

  it('never fails on a key that is missing or of another version, whatever else is so', () => {
    const key = fc.constantFrom(person, other, withSecondKey, company, bank, undefined)
    fc.assert(
      fc.property(key, key, key, fc.constantFrom(lease, undefined), (owner, applicant, operator, mandate) => {
        const isRef = (each: string | undefined) => each?.startsWith('v') === true
        const applying =
          applicant === undefined
            ? {}
            : { applicant: isRef(applicant) ? { ref: applicant } : { uscc: applicant } }
        const operating = isRef(operator) ? undefined : operator
        const verdict = verdictOf(
          isRef(owner) ? { ownerRef: owner ?? null } : { ownerUscc: owner ?? null },
          { ...applying, ...(mandate && { mandate }) },
          operating,
        )
        const versions = [owner, applicant].map((each) => /^v(\d)/.exec(each ?? '')?.[1])
        const isUncomparable =
          versions[0] !== undefined && versions[1] !== undefined && versions[0] !== versions[1]
        if (owner === undefined || applicant === undefined || isUncomparable) expect(verdict).not.toBe('FAIL')
        if (owner !== undefined && owner === applicant) expect(verdict).toBe('PASS')
      }),
    )
  })
})
