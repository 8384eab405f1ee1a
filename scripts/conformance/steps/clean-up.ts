import { outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** Takes back what the run left: records by their delete, quarantine by a reason. */
export function cleanUpSteps({ send, post, minute, left, quarantined }: Session): Step[] {
  return [
    {
      name: 'clean-up: records of this run are taken back',
      expectation: '201, all APPLIED',
      run: async () => {
        const serials = left()
        if (serials.length === 0) return 'nothing was left'
        const answer = await send(serials.map((serial) => ({ serial, at: minute(50), gone: true })))
        const applied = outcomesOf(answer).filter(({ outcome }) => outcome === 'APPLIED').length
        return finding(`${answer.status}, ${applied} of ${serials.length}`, [
          applied === serials.length,
          `${left().length} synthetic subjects stay: ${answer.text.slice(0, 200)}`,
        ])
      },
    },
    {
      name: 'clean-up: quarantine of this run is discarded',
      expectation: '200 each',
      run: async () => {
        const ids = [...quarantined]
        if (ids.length === 0) return 'nothing was left'
        for (const id of ids) {
          const { status } = await post(`quarantine/${id}/discard`, { reason: 'conformance run' })
          if (status === 200) quarantined.delete(id)
        }
        return finding(`${ids.length - quarantined.size} of ${ids.length}`, [
          quarantined.size === 0,
          `${quarantined.size} records stay in quarantine`,
        ])
      },
    },
  ]
}
