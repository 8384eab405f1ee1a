import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import type { TmriRecord } from './tmri-soap.ts'

/** An answer of the police as it is journaled. */
export interface PulledAnswer {
  /** What the question named: a vehicle, or a person by reference. */
  asked: object
  /** When the police answered, RFC 3339. */
  answeredAt: string
  /** Until when the answer before this one was given again; undefined where it was given once. */
  previousUntil: string | undefined
  records: readonly TmriRecord[]
}

/** The records of an answer, each with what was asked and when. */
export function recordsOfAnswer({ records, ...about }: PulledAnswer, message: AnyMessage): IncomingRecord[] {
  return records.map((fields) => ({ message, value: { ...about, fields } }))
}
