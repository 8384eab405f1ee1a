import { HubError } from '../../errors.ts'
import type { Receipt } from '../kept/receipts.ts'
import type { Sources } from '../kept/sources.ts'
import type { Intake } from '../merge/intake.ts'
import type { AnyMessage, FeedSource } from '../message.ts'
import type { Admission, Quota } from './limits.ts'
import { plainPath } from './plain-route.ts'
import { readIdempotencyKey } from './route.ts'

/** Plain records of one message, from somebody the gateway knows. */
export interface Submission {
  caller: { caller: string; organisation?: string | undefined }
  message: string
  records: readonly unknown[]
  idempotencyKey: string
  /** The sender's own number of the batch. */
  sequence?: number | undefined
}

/** What the way in from the graph is made of. */
export interface SubmitParts {
  room: string
  /** Messages the room takes in from outside. */
  messages: readonly AnyMessage[]
  sources: Sources
  quota: Quota
  admission: Admission
  take: Intake['take']
}

/** Takes in what comes over the graph, under the same limits as what comes to the feed's own addresses. */
export function createSubmit(parts: SubmitParts): (submission: Submission) => Promise<Receipt> {
  const { messages, sources, quota } = parts
  const names = messages.map(({ name }) => name)
  return async (submission) => {
    if (!names.includes(submission.message))
      throw new HubError(
        'BAD_USER_INPUT',
        `The room takes no message of this name; it takes ${names.join(', ')}.`,
        {
          fault: 'MESSAGE_UNKNOWN',
          argument: 'message',
        },
      )
    const { sequence } = submission
    if (sequence !== undefined && sequence < 0)
      throw new HubError('BAD_USER_INPUT', 'The sequence is a whole number from 0 on.', {
        fault: 'NUMBER_FORM',
        argument: 'sequence',
      })
    const source = await sources.byOrganisation(submission.caller)
    quota.spend(source)
    return takeCounted(parts, source, submission)
  }
}

/** A batch of plain records holds its place among all others while it is worked on. */
async function takeCounted(
  { room, admission, take }: SubmitParts,
  source: FeedSource,
  { message, records, sequence, idempotencyKey: key }: Submission,
): Promise<Receipt> {
  const idempotencyKey = readIdempotencyKey(key)
  const body = Buffer.from(JSON.stringify(records))
  const place = admission.enter(body.length, { sender: source.id })
  try {
    const route = plainPath(message)
    return await take({ source, route, address: `/feeds/${room}/${route}`, idempotencyKey, sequence, body })
  } finally {
    place.leave()
  }
}
