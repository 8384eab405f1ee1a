import { outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/**
 * Settles what the run left: what is in quarantine is corrected, or it would leave doubtful whom it is about, dropped or
 * not; then all records are taken back by their delete.
 */
export function cleanUpSteps({ send, post, minute, left, accept, quarantined }: Session): Step[] {
  return [
    {
      name: 'clean-up: quarantine of this run is corrected',
      expectation: '200 each',
      run: async () => {
        const all = [...quarantined]
        if (all.length === 0) return 'nothing was left'
        let refusal = ''
        for (const [id, { batch, serial }] of all) {
          const answer = await post(`quarantine/${id}/resubmit`, batch)
          if (answer.status === 200) {
            quarantined.delete(id)
            if (serial !== undefined) accept(serial)
          } else refusal = answer.text.slice(0, 200)
        }
        return finding(`${all.length - quarantined.size} of ${all.length}`, [
          quarantined.size === 0,
          `${quarantined.size} records leave doubtful whom they are about: ${refusal}`,
        ])
      },
    },
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
  ]
}
