import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../client.ts'
import { inWords } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** A minute is over at the latest after this, seconds. */
const minuteMax = 60

/** Who sends too much is told when to come again. Runs last: the quota of the minute is gone then. */
export function loadSteps({ send, minute }: Session, quota: number | undefined): Step[] {
  const key = `conformance-${randomUUID()}`
  // A record the hub knows: however often it is sent, nothing changes.
  const sendAgain = (): Promise<Answer> => send([{ serial: 1, at: minute(10) }], { key, impatient: true })
  return [
    {
      name: 'more requests a minute than the quota',
      expectation: '429 with Retry-After, and 201 after it',
      run: async () => {
        if (quota === undefined)
          return 'run the kit with --quota N, if you were given one; it uses up the running minute'
        let answer = await sendAgain()
        // The minute may turn on the way.
        for (let sent = 1; sent <= 2 * quota && answer.status !== 429; sent += 1) answer = await sendAgain()
        const seconds = secondsOf(answer)
        if (answer.status === 429 && seconds !== undefined && seconds <= minuteMax)
          await sleep(seconds * 1000 + 500)
        const after = await sendAgain()
        return finding(
          `${inWords(answer)} Retry-After ${answer.retryAfter ?? 'missing'}, then ${after.status}`,
          [answer.status === 429, `after ${2 * quota + 1} requests the hub still answers ${answer.status}`],
          [
            seconds !== undefined && seconds > 0 && seconds <= minuteMax,
            'Retry-After is not 1 to 60 seconds',
          ],
          [after.status === 201, `after the wait the hub answers ${after.status}, not 201`],
        )
      },
    },
    {
      name: 'more at once than the room takes on',
      expectation: '503 with Retry-After, before the body is read',
      run: async () => 'it would shut every other partner out of the room; the hub’s own tests reach it',
    },
  ]
}

/** Seconds of `Retry-After`; undefined for anything else. */
function secondsOf({ retryAfter = '' }: Answer): number | undefined {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined
}
