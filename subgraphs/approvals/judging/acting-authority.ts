/** Whether somebody acts for the authority a case's office belongs to, and may decide there, by what the directory says. Pure. */
import type { OfficeAuthority, OfficeKind, WindowDelegation } from '../catalogue/authority-question.ts'
import type { CheckVerdict } from '../catalogue/check.ts'
import { isKnown, judge } from '../catalogue/check.ts'
import { mayOn } from '../catalogue/checks/office-may.ts'
import type { ListFact, Maybe, RecordFact } from '../catalogue/fact.ts'

/** The answer to the question, read fail-closed. */
export interface AuthorityFacts {
  case: { authority: Maybe<RecordFact<OfficeAuthority>> }
  window: { authority: Maybe<RecordFact<OfficeAuthority>>; delegations: Maybe<ListFact<WindowDelegation>> }
}

/** Why somebody may not act; permanent, told to callers and kept in the audit. */
export type AuthorityRefusal =
  /** The directory knows no authority the case's office belongs to. */
  | 'NO_AUTHORITY'
  /** The window, or the officer, is another authority's. */
  | 'NOT_ITS_AUTHORITY'
  /** The window may not decide the item on the day: a company's never may. */
  | 'NO_POWER_TO_DECIDE'

/** In whose name somebody acts, and at which kind of window. */
export interface ActingFor {
  readonly authority: string
  readonly authorityName: string
  readonly windowKind: OfficeKind
  /** The record of the directory that says so. */
  readonly revision: string | null
}

/** May act for the authority, may not, or nobody can say. */
export type Standing =
  | { readonly may: true; readonly acts: ActingFor }
  | { readonly may: false; readonly why: AuthorityRefusal }
  | { readonly may: undefined }

/** What is asked of the one who acts. */
export interface ActingTest {
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  readonly day: string
  /** The authority the officer's token names; undefined where it names none. */
  readonly claimed: string | undefined
  /** Whether the act is the decision. */
  readonly decides: boolean
}

/**
 * Judges who acts at a window on a case. The window must belong to the authority the case's office belongs to, and so must
 * the officer, where the token says whose he or she is. To decide, the window must hold the power on the day; a city bureau,
 * from which items are delegated, holds it of every item.
 */
export function standingOf(facts: AuthorityFacts, { day, claimed, decides }: ActingTest): Standing {
  const { case: office, window } = facts
  if (isAbsent(office.authority)) return { may: false, why: 'NO_AUTHORITY' }
  const own = recordOf(office.authority)
  if (own !== undefined && claimed !== undefined && claimed !== own.office.id)
    return { may: false, why: 'NOT_ITS_AUTHORITY' }
  if (isAbsent(window.authority)) return { may: false, why: 'NOT_ITS_AUTHORITY' }
  const windows = recordOf(window.authority)
  if (own === undefined || windows === undefined) return { may: undefined }
  if (windows.office.id !== own.office.id) return { may: false, why: 'NOT_ITS_AUTHORITY' }
  const { windowKind } = windows
  const power = decides ? powerToDecide(windowKind, window.delegations, day) : 'PASS'
  if (power === 'FAIL') return { may: false, why: 'NO_POWER_TO_DECIDE' }
  if (power === 'UNKNOWN') return { may: undefined }
  const revision = office.authority?.revision ?? null
  return { may: true, acts: { authority: own.office.id, authorityName: own.name, windowKind, revision } }
}

function powerToDecide(
  kind: OfficeKind,
  delegations: AuthorityFacts['window']['delegations'],
  day: string,
): CheckVerdict {
  if (kind === 'COMPANY') return 'FAIL'
  return kind === 'BUREAU' ? 'PASS' : mayOn(delegations, 'DECIDE', day).verdict
}

function isAbsent(fact: Maybe<RecordFact<OfficeAuthority>>): boolean {
  return judge(fact, () => true).verdict === 'FAIL'
}

function recordOf(fact: Maybe<RecordFact<OfficeAuthority>>): OfficeAuthority | undefined {
  return isKnown(fact) && fact.status === 'PRESENT' ? (fact.record ?? undefined) : undefined
}
