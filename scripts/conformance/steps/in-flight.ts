import { randomUUID } from 'node:crypto'
import { outcomesOf, receiptIdOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/**
 * Versions of one synthetic subject in a batch, a second apart: a hub on its embedded database looks up every 500 records
 * only.
 */
const versions = 1_400
const spanMinutes = 24

/** Requests at once, and how often that is tried until a repeat meets the first at work. */
const requests = 4
const attemptsMax = 2

/** A batch is taken in once, however many send it at the same time: the others are told to wait. */
export function inFlightSteps({ send, minute }: Session): Step[] {
  return [
    {
      name: 'same key while the first is worked on',
      expectation: '409 IN_FLIGHT with Retry-After, one receipt',
      run: async () => {
        for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
          const batch = Array.from({ length: versions }, (_, index) => ({
            serial: 12,
            at: new Date(minute(attempt * spanMinutes).getTime() + index * 1000),
          }))
          const key = `conformance-${randomUUID()}`
          const answers = await Promise.all(Array.from({ length: requests }, () => send(batch, { key })))
          const last = await send(batch, { key })
          const waiting = answers.filter(({ status }) => status === 409)
          const receipts = new Set([...answers, last].filter(({ status }) => status === 201).map(receiptIdOf))
          const found = finding(
            `409 x ${waiting.length}, 201 x ${requests - waiting.length}, then ${last.status}`,
            [
              answers.every(({ status }) => status === 201 || status === 409),
              'an answer is neither 201 nor 409',
            ],
            [waiting.every(({ json }) => json?.code === 'IN_FLIGHT'), 'the code of a 409 is not IN_FLIGHT'],
            [waiting.every(({ retryAfter }) => /^\d+$/.test(retryAfter ?? '')), 'a 409 has no Retry-After'],
            [last.status === 201, `afterwards the hub answers ${last.status}, not 201`],
            [receipts.size === 1, `there are ${receipts.size} receipts: the batch was taken more than once`],
            [outcomesOf(last).length === versions, 'the receipt has not the outcomes of all records'],
          )
          if (waiting.length > 0 || found.faults.length > 0) return found
        }
        return 'the hub was done with every batch before a repeat of it arrived'
      },
    },
  ]
}
