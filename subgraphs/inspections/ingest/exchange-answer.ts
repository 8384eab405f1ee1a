/** Answers of the comprehensive exchange: JSON with `code` "1" or "0", which stations' software reads only under a 2xx status. */
import { type HubError, httpStatusOf, toldOf } from '@one-visit/kit/errors.ts'
import type { Receipt } from '@one-visit/kit/feed/kept/receipts.ts'
import { cleanText } from '@one-visit/kit/feed/read/text.ts'
import type { FeedAnswer } from '@one-visit/kit/feed/routes/route.ts'
import { inChinese } from './in-chinese.ts'

const type = 'application/json; charset=utf-8'

/** The most of a text, in characters, and of notes that are told; the receipt has all. */
const statusMax = 1_000
const notesMax = 50

/** Statuses of refusals that stay: nobody known by it sent it, or it comes again as it is, or it was not read. */
const kept: ReadonlySet<number> = new Set([401, 413, 415, 429])

/**
 * The answer to a batch that was taken in: what is in quarantine first, by code, pointer and reason, then notes. The text
 * is all that most software shows, so that it holds them; the lists hold them one by one.
 */
export function exchangeReply({ receiptId, records }: Receipt): FeedAnswer {
  const [bad, ...others] = records.filter(({ outcome }) => outcome === 'QUARANTINED')
  const notes = records.flatMap((record) => record.notes ?? [])
  const outcome =
    bad === undefined
      ? 'ok'
      : `${[bad.code, bad.pointer].filter(Boolean).join(' ')}: ${bad.text}${others.length > 0 ? `; and ${others.length} more` : ''}${inChinese(bad.advice)}`
  return answer(200, {
    code: bad === undefined ? '1' : '0',
    status: cleanText([outcome, ...notes].join('; '), statusMax),
    data: receiptId,
    ...(notes.length > 0 && { notes: notes.slice(0, notesMax) }),
  })
}

/** The answer to what is refused whole: under status 200 once it was read, so that the station is told why. */
export function exchangeRefusal(error: HubError): FeedAnswer {
  const status = error.details.quota === undefined ? httpStatusOf(error.code) : 429
  return answer(status >= 500 || kept.has(status) ? status : 200, {
    code: '0',
    status: `${error.message}${inChinese(toldOf(error).advice)}`,
    error: error.code,
  })
}

const answer = (status: number, body: object): FeedAnswer => ({ status, type, body: JSON.stringify(body) })
