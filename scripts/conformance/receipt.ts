import type { Answer } from './client.ts'

/** What became of one record. */
export interface RecordOutcome {
  outcome: string
  code?: string
  pointer?: string
  /** What would be right, in both languages. */
  advice?: { zh?: string; en?: string }
  quarantineId?: string
}

/** Number of the receipt in an answer; empty where there is none. */
export function receiptIdOf({ json }: Answer): string {
  return typeof json?.receiptId === 'string' ? json.receiptId : ''
}

/** Outcomes of the records in an answer, in the order they were sent. */
export function outcomesOf({ json }: Answer): readonly RecordOutcome[] {
  return Array.isArray(json?.records) ? (json.records as RecordOutcome[]) : []
}

/** An answer in a few words: status, and outcomes or the code of the refusal. */
export function inWords(answer: Answer): string {
  const outcomes = outcomesOf(answer).map(({ outcome, code, pointer }) =>
    code === undefined ? outcome : `${outcome}(${code} ${pointer})`,
  )
  const { json } = answer
  const code = typeof json?.code === 'string' ? json.code : ''
  return [String(answer.status), ...(outcomes.length > 0 ? outcomes : [code])].join(' ').trim()
}
