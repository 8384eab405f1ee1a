/**
 * Why nothing can be said of a fact, in words. They are part of stored decisions and are never edited: what a snapshot of
 * before did not hold is not told of it, and what it did is told as it was then.
 */
import { shanghaiMinute } from '@one-visit/schema/time.ts'
import type { RecordDoubt } from '../catalogue/check.ts'
import type { Fact, Maybe, UnknownReason } from '../catalogue/fact.ts'

/** A text, Chinese and English; it follows the name of the source. */
type Reason = readonly [zh: string, en: string]

const reasons: Readonly<Record<UnknownReason, Reason>> = {
  ERROR: ['来源应答出错', 'the source answered with an error'],
  NO_ANSWER: ['来源未应答', 'the source did not answer'],
  NO_ENVELOPE: ['来源未应答', 'the source did not answer'],
  STALE: ['来源数据滞后', 'what the source sent is not complete'],
  UNAVAILABLE: ['来源数据暂缺', 'the source has not spoken yet'],
  CONFLICTING: ['来源记录相互矛盾', 'records of the source contradict one another'],
  OTHER_SUBJECT: ['来源应答的对象不符', 'the source spoke of another subject'],
  INCOMPLETE: ['来源应答不完整', 'the answer of the source is cut off'],
  TOO_OLD: ['来源确认时间过久', 'the source confirmed it too long ago'],
  AHEAD: ['来源时间超前', 'the source confirmed it in the future'],
}

/** What makes a record doubtful that its source vouches for. */
const doubts: Readonly<Record<RecordDoubt, Reason>> = {
  duringClosure: ['所报检验在该站停检期间进行', 'the test was made while its station was declared closed'],
}

/** Why nobody can rely on a record unseen. */
export const doubtText = (doubt: RecordDoubt): Reason => doubts[doubt]

/** Why a check that rests on a fact cannot say: what is wrong with the fact, or that its record does not say enough. */
export function reasonText(fact: Maybe<Fact>): Reason {
  if (!fact?.unknown) return ['记录内容不足以判断', 'the record does not say enough']
  return (
    unreadText(fact) ?? behindText(fact) ?? silenceText(fact) ?? unvouchedText(fact) ?? reasons[fact.unknown]
  )
}

/** Since when a source has sent something that nobody could read. */
function unreadText({ unknown, unreadSince, subject }: Fact): Reason | undefined {
  const since = minuteOf(unreadSince)
  if (unknown !== 'STALE' || since === undefined) return undefined
  const what = vinForm.test(subject) ? 'vehicle' : 'subject'
  return [
    `来源自${since}起有关于该对象的来文未能读取`,
    `the source sent something about this ${what} that could not be read, since ${since} (UTC+8)`,
  ]
}

const vinForm = /^[A-HJ-NPR-Z0-9]{17}$/

/** Of several senders behind one fact, which holds it back, and since when. */
function behindText({ unknown, behind }: Fact): Reason | undefined {
  if ((unknown !== 'STALE' && unknown !== 'TOO_OLD') || !behind) return undefined
  const { name } = behind
  const since = minuteOf(behind.since)
  return since === undefined
    ? [`中${name}从未确认`, `${name} has never confirmed anything`]
    : [`中${name}自${since}起未再确认`, `${name} has confirmed nothing since ${since} (UTC+8)`]
}

/** Since when a source is silent. */
function silenceText({ silentSince }: Fact): Reason | undefined {
  if (silentSince === undefined) return undefined
  return [`来源自${silentSince}起未再确认`, `the source has confirmed nothing since ${silentSince} (UTC+8)`]
}

/** That a list may lack records, of a snapshot that says whether something is unread: then it was not cut off. */
function unvouchedText({ unknown, unreadSince }: Fact): Reason | undefined {
  if (unknown !== 'INCOMPLETE' || unreadSince === undefined) return undefined
  return ['来源尚未确认记录齐全', 'the source has not confirmed that these are all its records']
}

/** Minute of an instant in Asia/Shanghai; undefined for none, and for one that cannot be read. */
function minuteOf(instant: string | null | undefined): string | undefined {
  const at = new Date(instant ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? undefined : shanghaiMinute(at)
}
