/** A freight vehicle in whose evidence every check of FRT-01 passes, for tests of judging: change one fact and judge. */
import type { Subjects } from '../catalogue/check.ts'
import type { Snapshot } from '../judging/snapshot.ts'
import { listFact, recordFact } from './facts.ts'

/** What the application for it says. */
export const freightSubjects: Subjects = {
  item: 'FRT-01',
  officeId: '330303001',
  division: '330302',
  vin: 'LGXC16DF6H0123456',
  plateNumber: '浙C12345',
  plateColour: 'YELLOW',
  plateKind: '01',
  operatorUscc: '91330399MA20002110',
}

/** Evidence of 1 June 2026, in the shape of the item's document. */
export function freightEvidence() {
  return {
    vehicle: {
      permits: listFact<{ kind: string; state: string; validUntil: string | null }>([]),
      registration: recordFact({ plateNumber: '浙C12345' }),
      usage: recordFact({ current: 'FREIGHT', previous: null, changeCompleted: false }),
      policeStatus: recordFact({
        letters: [{ letter: 'A', effect: 'NONE' }],
        plateNumber: '浙C12345',
        vehicleType: 'H11',
        grossMassKg: 18_000,
        scrapOn: null as string | null,
      }),
      comprehensive: recordFact({
        verdict: 'PASS',
        grade: 'GRADE_2',
        validUntil: '2026-12-31',
        annulled: false,
        duringClosure: false,
      }),
      equipment: recordFact({ positioning: true, alarm: false }),
    },
    operator: {
      licences: listFact([
        { scope: ['FREIGHT'], valid: true, validFrom: '2020-01-01', validUntil: '2028-12-31' },
      ]),
    },
    office: { delegation: recordFact({ validFrom: '2016-04-01', validUntil: null }) },
  }
}

/** A snapshot of it, judged on 1 June 2026. */
export function freightSnapshot(evidence: Snapshot['evidence'] = freightEvidence()): Snapshot {
  return {
    applicationId: '5f0c7c1e-0000-4000-8000-000000000001',
    round: 1,
    itemVersion: 1,
    asOf: '2026-06-01T01:00:00.000Z',
    day: '2026-06-01',
    subjects: freightSubjects,
    evidence,
    paper: [],
  }
}
