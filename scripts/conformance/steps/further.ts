import type { FeedAddress } from '../profiles/profile.ts'
import { inWords, outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** What a partner sends besides: one record to each of its other addresses, taken back at once. */
export function furtherSteps({ profile, sendTo, minute }: Session): Step[] {
  return profile.further.flatMap((address: FeedAddress) =>
    [false, true].map((gone) => ({
      name: `${address.message}${gone ? ', taken back' : ''}`,
      expectation: '201, APPLIED',
      run: async () => {
        const answer = await sendTo(address, [{ serial: 20, at: minute(gone ? 10 : 0), gone }])
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [outcomesOf(answer)[0]?.outcome === 'APPLIED', 'the record is not APPLIED'],
        )
      },
    })),
  )
}
