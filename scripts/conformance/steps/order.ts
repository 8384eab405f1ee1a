import type { Probe } from '../profiles/profile.ts'
import { inWords, outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** Of one subject the newest record stands, in whatever order they arrive. */
export function orderSteps({ send, minute, profile }: Session): Step[] {
  const becomes = (name: string, outcome: string, probes: readonly Probe[]): Step => ({
    name,
    expectation: `201, ${outcome}`,
    run: async () => {
      const answer = await send(probes)
      const outcomes = outcomesOf(answer)
      return finding(
        inWords(answer),
        [answer.status === 201, `the hub answers ${answer.status}, not 201`],
        [
          outcomes.length === probes.length && outcomes.every((one) => one.outcome === outcome),
          `the record is not ${outcome}`,
        ],
      )
    },
  })
  return [
    becomes('a newer record of the same subject', 'APPLIED', [{ serial: 1, at: minute(10) }]),
    becomes('an older record that comes late', 'SUPERSEDED', [{ serial: 1, at: minute(5) }]),
    becomes('the newest once more, under another key', 'DUPLICATE', [{ serial: 1, at: minute(10) }]),
    becomes('a delete before the record it deletes', 'APPLIED', [{ serial: 3, at: minute(10), gone: true }]),
    becomes('the deleted record, late', profile.addAfterDelete, [{ serial: 3, at: minute(5) }]),
    becomes('the delete once more', 'DUPLICATE', [{ serial: 3, at: minute(10), gone: true }]),
  ]
}
