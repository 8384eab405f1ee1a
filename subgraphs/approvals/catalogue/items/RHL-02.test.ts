import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../judging/canonical.ts'
import { decide } from '../../judging/decide.ts'
import { factsOf } from '../../judging/evidence.ts'
import { envelope, itemHarness, spoilt } from '../../testing/item-harness.ts'

const vin = 'LGXC16DF6H0123456'
const companyId = 'CCZC0004'
const officeId = '330303001'
const subjects = {
  item: 'RHL-02',
  officeId,
  division: '330300',
  vin,
  plateNumber: '浙CD12345',
  plateColour: 'GRADIENT_GREEN',
  plateKind: '52',
  companyId,
}

function absent(source: string, subject: string, more: object) {
  return {
    ...envelope(source, subject, { record: {} }),
    status: 'CONFIRMED_ABSENT',
    revision: null,
    ...more,
  }
}

const item = itemHarness('RHL-02', subjects, () => ({
  vehicle: {
    // A car that applies for its first permit is not in the transport register yet.
    permits: absent('transport-register', vin, { record: undefined, records: [], complete: true }),
    registration: absent('transport-register', vin, { record: null }),
    usage: envelope('traffic-police', vin, {
      record: { current: 'RIDE_HAILING', previous: 'NON_COMMERCIAL', changeCompleted: true },
    }),
    policeStatus: envelope('traffic-police', vin, {
      record: {
        letters: [{ letter: 'A', effect: 'NONE' }],
        plateNumber: '浙CD12345',
        seats: 5,
        wheelbaseMm: 2_700,
        registeredOn: '2024-06-01',
        scrapOn: null,
      },
    }),
    safety: envelope('inspection-station', vin, {
      record: { verdict: 'PASS', grade: null, validUntil: '2026-06-01', annulled: false, odometerKm: 42_000 },
    }),
    equipment: envelope('inspection-station', vin, { record: { positioning: true, alarm: true } }),
    platformRecord: envelope('platform', vin, {
      record: { plateNumber: '浙CD12345', inService: true, positioningBrand: 'BD', positioningModel: 'B1' },
    }),
    insurance: envelope('platform', vin, {
      records: [
        { kind: '交强险', validFrom: '2026-01-01', validUntil: '2026-06-01' },
        { kind: '承运人责任险', validFrom: '2026-06-01', validUntil: '2027-06-01' },
      ],
    }),
    mileage: envelope('platform', vin, { record: { totalKm: 42_000 } }),
  },
  platform: {
    permit: envelope('platform', `${companyId}/330300`, {
      record: { inForce: true, validFrom: '2025-01-01', validUntil: '2026-06-01' },
    }),
  },
  office: {
    delegation: envelope('office-directory', `${officeId}/RHL-02`, {
      record: { validFrom: '2017-08-22', validUntil: null },
    }),
  },
}))

/** Noon of a day in Beijing. */
const noon = (day: string): { asOf: string } => ({ asOf: `${day}T04:00:00.000Z` })

describe('RHL-02, the ride-hailing vehicle permit', () => {
  it('passes when every source agrees', () => {
    const { verdict, findings } = item.judge(item.good())
    expect(findings.filter((finding) => finding.verdict !== 'PASS')).toEqual([])
    expect(verdict).toBe('PASS')
  })

  it.each([
    ['OFFICE_DELEGATED', 'office.delegation.record.validFrom', '2026-06-02'],
    [
      'POLICE_STATUS_CLEAR',
      'vehicle.policeStatus.record.letters',
      [
        { letter: 'A', effect: 'NONE' },
        { letter: 'K', effect: 'BLOCK' },
      ],
    ],
    ['POLICE_STATUS_CLEAR', 'vehicle.policeStatus.record.letters', []],
    ['SEATS_AT_MOST', 'vehicle.policeStatus.record.seats', 8],
    ['USAGE_RIDE_HAILING', 'vehicle.usage.record.current', 'NON_COMMERCIAL'],
    ['USAGE_RIDE_HAILING', 'vehicle.usage.record.current', 'RIDE_HAILING_TURNED_PRIVATE'],
    ['SAFETY_INSPECTION_VALID', 'vehicle.safety.record.verdict', 'FAIL'],
    ['SAFETY_INSPECTION_VALID', 'vehicle.safety.record.verdict', 'NOT_TESTED'],
    ['SAFETY_INSPECTION_VALID', 'vehicle.safety.record.annulled', true],
    ['EQUIPMENT_FITTED', 'vehicle.equipment.record.alarm', false],
    ['PLATFORM_PERMIT_VALID', 'platform.permit.record.inForce', false],
    ['PLATFORM_LISTS_VEHICLE', 'vehicle.platformRecord.record.inService', false],
    ['PLATFORM_LISTS_VEHICLE', 'vehicle.platformRecord.record.positioningModel', null],
    ['PLATE_AGREES', 'vehicle.platformRecord.record.plateNumber', '浙CD99999'],
    ['PLATE_AGREES', 'vehicle.policeStatus.record.plateNumber', '浙CD99999'],
    ['INSURANCE_IN_FORCE', 'vehicle.insurance.records', []],
    ['MILEAGE_BELOW', 'vehicle.mileage.record.totalKm', 600_000],
    ['MILEAGE_BELOW', 'vehicle.safety.record.odometerKm', 600_000],
    ['NOT_TO_BE_SCRAPPED', 'vehicle.policeStatus.record.scrapOn', '2026-06-01'],
    ['SAFETY_INSPECTION_VALID', 'vehicle.safety', absent('inspection-station', vin, { record: null })],
  ])('fails %s alone when %s is %j', (code, path, value) => {
    const { verdict, findings } = item.judge(spoilt(item.good(), path, value))
    expect(findings.find((finding) => finding.code === code)).toMatchObject({
      verdict: 'FAIL',
      advice: expect.any(String),
    })
    expect(verdict).toBe('FAIL')
  })

  it('does not take a permit in force for a first issue', () => {
    const held = envelope('transport-register', vin, {
      records: [{ kind: 'RIDE_HAILING', state: 'VALID', validUntil: '2026-06-01' }],
    })
    expect(item.verdictOf('NO_PERMIT_IN_FORCE', spoilt(item.good(), 'vehicle.permits', held))).toBe('FAIL')
    expect(
      item.verdictOf('NO_PERMIT_IN_FORCE', spoilt(item.good(), 'vehicle.permits', held), noon('2026-06-02')),
    ).toBe('PASS')
  })

  it('asks for a completed change only where the police once stated another usage', () => {
    const without = spoilt(item.good(), 'vehicle.usage.record.changeCompleted', false)
    expect(item.verdictOf('USAGE_RIDE_HAILING', without)).toBe('UNKNOWN')
    for (const previous of [null, 'RIDE_HAILING'])
      expect(
        item.verdictOf('USAGE_RIDE_HAILING', spoilt(without, 'vehicle.usage.record.previous', previous)),
      ).toBe('PASS')
  })

  it.each([
    ['SAFETY_INSPECTION_VALID', 'vehicle.safety.record.validUntil', '2026-06-01', ['PASS', 'PASS', 'FAIL']],
    ['PLATFORM_PERMIT_VALID', 'platform.permit.record.validUntil', '2026-06-01', ['PASS', 'PASS', 'FAIL']],
    ['OFFICE_DELEGATED', 'office.delegation.record.validUntil', '2026-06-01', ['PASS', 'PASS', 'FAIL']],
    ['OFFICE_DELEGATED', 'office.delegation.record.validFrom', '2026-06-01', ['FAIL', 'PASS', 'PASS']],
    ['AGE_BELOW', 'vehicle.policeStatus.record.registeredOn', '2018-06-01', ['PASS', 'FAIL', 'FAIL']],
    ['NOT_TO_BE_SCRAPPED', 'vehicle.policeStatus.record.scrapOn', '2026-06-01', ['PASS', 'FAIL', 'FAIL']],
  ])('%s turns on the day of %s', (code, path, value, verdicts) => {
    const tree = spoilt(item.good(), path, value)
    const days = ['2026-05-31', '2026-06-01', '2026-06-02'].map((day) => {
      // Each day is judged on what the sources vouched for that morning.
      const asked = structuredClone(tree)
      for (const fields of Object.values(asked))
        for (const fact of Object.values(fields))
          (fact as { confirmedAt: string }).confirmedAt = `${day}T00:00:00.000Z`
      return item.verdictOf(code, asked, noon(day))
    })
    expect(days).toEqual(verdicts)
  })

  it('counts eight years from 29 February to the 28th where the year has no 29th', () => {
    const tree = spoilt(item.good(), 'vehicle.policeStatus.record.registeredOn', '2020-02-29')
    expect(item.verdictOf('AGE_BELOW', tree)).toBe('PASS')
  })

  it('asks in Hangzhou what Hangzhou asks and in Wenzhou nothing', () => {
    const old = spoilt(item.good(), 'vehicle.policeStatus.record.registeredOn', '2020-06-01')
    expect(item.verdictOf('LOCAL_VEHICLE_RULES', old)).toBe('PASS')
    expect(item.verdictOf('LOCAL_VEHICLE_RULES', old, { subjects: { division: '330100' } })).toBe('FAIL')
  })

  describe.each(item.paths)('%s', (path) => {
    const touched = (tree: Parameters<typeof item.judge>[0], options = {}): string[] => {
      const { findings, verdict } = item.judge(tree, options)
      expect(verdict).toBe('UNKNOWN')
      return findings.filter((finding) => finding.verdict === 'UNKNOWN').map(({ code }) => code)
    }
    const expected = touched(spoilt(item.good(), path, null))

    it('null is UNKNOWN for its own checks and for no other', () => {
      expect(expected.length).toBeGreaterThan(0)
      expect(expected.length).toBeLessThan(10)
    })
    it.each(['STALE', 'UNAVAILABLE', 'CONFLICTING'])('%s is UNKNOWN', (status) => {
      expect(touched(spoilt(item.good(), `${path}.status`, status))).toEqual(expected)
    })
    it('says since when a silent source confirmed nothing, except in a snapshot of before it was kept', () => {
      const since = '2026-05-30T16:05:59.999Z'
      const tree = spoilt(spoilt(item.good(), `${path}.status`, 'STALE'), `${path}.confirmedAt`, since)
      const { findings, snapshot } = item.judge(tree)
      for (const { text, textEn } of findings.filter(({ verdict }) => verdict === 'UNKNOWN')) {
        expect(text).toContain('自2026-05-31 00:05起未再确认')
        expect(textEn).toContain('nothing since 2026-05-31 00:05 (UTC+8)')
      }
      const [root = '', field = ''] = path.split('.')
      const before = structuredClone(snapshot)
      const told = before.evidence[root]?.[field] as { silentSince?: string }
      delete told.silentSince
      for (const { text } of decide(before).findings.filter(({ verdict }) => verdict === 'UNKNOWN'))
        expect(text).toContain('来源数据滞后')
      expect(canonicalJson(factsOf(before.evidence))).toBe(canonicalJson(factsOf(snapshot.evidence)))
    })
    it.each([
      ['speaks of another subject', 'subject', 'LSVAA2BR9HN012345'],
      ['comes from another source', 'source', { id: 'somebody', name: 'x', authority: 'x' }],
      ['was never confirmed', 'confirmedAt', null],
      ['was confirmed too long ago', 'confirmedAt', '2025-01-01T00:00:00.000Z'],
      ['was confirmed in the future', 'confirmedAt', '2026-06-01T01:02:01.000Z'],
      ['was confirmed at no time one can read', 'confirmedAt', 'yesterday'],
    ])('is UNKNOWN when it %s', (_, field, value) => {
      expect(touched(spoilt(item.good(), `${path}.${field}`, value))).toEqual(expected)
    })
    it('is UNKNOWN when an error touches it, above or below', () => {
      const [root = '', field = ''] = path.split('.')
      for (const fault of [
        [root, field],
        [root, field, 'record', 'letters', 0],
      ])
        expect(
          touched(item.good(), {
            answer: { kind: 'answered', data: item.good(), errors: [{ path: fault }] },
          }),
        ).toEqual(expected)
    })
  })

  it('is UNKNOWN throughout when nobody answered or an error touches everything', () => {
    const rules = ['LOCAL_VEHICLE_RULES']
    for (const answer of [
      { kind: 'failed' as const, why: 'deadline' },
      { kind: 'answered' as const, data: item.good(), errors: [{}] },
      { kind: 'answered' as const, data: null, errors: [] },
      { kind: 'answered' as const, data: 'html', errors: [] },
    ])
      expect(
        item
          .judge({}, { answer })
          .findings.every(({ code, verdict }) => verdict === 'UNKNOWN' || rules.includes(code)),
      ).toBe(true)
  })

  it('passes on paper only where paper is allowed and the source is silent', () => {
    const silent = spoilt(item.good(), 'vehicle.usage', null)
    const paper = [{ check: 'USAGE_RIDE_HAILING', fileDigest: 'x' }]
    expect(item.judge(silent, { paper }).verdict).toBe('PASS_ON_PAPER')
    const failing = spoilt(item.good(), 'vehicle.usage.record.current', 'TAXI')
    expect(item.judge(failing, { paper }).verdict).toBe('FAIL')
    const office = spoilt(item.good(), 'office.delegation', null)
    expect(item.judge(office, { paper: [{ check: 'OFFICE_DELEGATED', fileDigest: 'x' }] }).verdict).toBe(
      'UNKNOWN',
    )
  })

  it('never becomes better when evidence is taken away', () => {
    const rank = { FAIL: 0, UNKNOWN: 1, PASS_ON_PAPER: 2, PASS: 3 }
    fc.assert(
      fc.property(
        fc.subarray([...item.paths]),
        fc.constantFrom('UNAVAILABLE', 'STALE', 'CONFLICTING'),
        fc.boolean(),
        (gone, status, fails) => {
          const start = fails ? spoilt(item.good(), 'vehicle.safety.record.verdict', 'FAIL') : item.good()
          const taken = gone.reduce((tree, path) => spoilt(tree, `${path}.status`, status), start)
          const verdict = item.judge(taken).verdict
          expect(verdict === 'PASS').toBe(gone.length === 0 && !fails)
          if (gone.length > 0) expect(rank[verdict]).toBeLessThan(rank.PASS)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has the same facts whenever they were observed, and other facts when one changes', () => {
    const digest = (tree: Parameters<typeof item.judge>[0]) =>
      canonicalJson(factsOf(item.judge(tree).snapshot.evidence))
    const later = structuredClone(item.good())
    for (const fields of Object.values(later))
      for (const fact of Object.values(fields)) {
        ;(fact as { observedAt: string }).observedAt = '2026-06-01T00:30:00.000Z'
        ;(fact as { confirmedAt: string }).confirmedAt = '2026-06-01T00:30:00.000Z'
      }
    expect(digest(later)).toBe(digest(item.good()))
    expect(digest(spoilt(item.good(), 'vehicle.mileage.record.totalKm', 42_001))).not.toBe(
      digest(item.good()),
    )
  })
})
