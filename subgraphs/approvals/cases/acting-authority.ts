/** Asks the graph, outside any transaction, in whose name somebody acts on a case, and refuses who acts for nobody. */
import type { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { print } from 'graphql'
import { authorityQuestion } from '../catalogue/authority-question.ts'
import type { Frame } from '../context.ts'
import { GraphUnasked } from '../graph/unasked.ts'
import {
  type ActingFor,
  type ActingTest,
  type AuthorityFacts,
  type AuthorityRefusal,
  type Standing,
  standingOf,
} from '../judging/acting-authority.ts'
import { readEvidence } from '../judging/evidence.ts'
import { refused } from '../store/refused.ts'
import type { ApplicationRow } from '../store/rows.ts'

/** In whose name somebody acts, and at which window; the rule of an item sits at none. */
export interface Acting extends Omit<ActingFor, 'windowKind'> {
  readonly window: (Pick<ActingFor, 'windowKind'> & { readonly id: string }) | undefined
}

/** For whom the graph is asked, and until when. */
export interface ActingPurpose {
  readonly actor: string
  /** When the answer must be there, epoch ms. */
  readonly deadline: number
}

/** Longest the graph is asked for it, ms; the evidence of the case comes after. */
const askMaxMs = 2_000
/** What is kept of the caller's time for the act itself, ms. */
const reserveMs = 1_000

/**
 * In whose name an officer acts on a case; `decides` where the act is the decision.
 * @throws FORBIDDEN with `reason` for anybody but an officer of the authority, EVIDENCE_INCOMPLETE when nobody can say,
 * SOURCE_UNAVAILABLE when nobody can be asked
 */
export async function requireOfficer(
  frame: Frame,
  principal: Principal,
  row: ApplicationRow,
  { deadline, decides }: Pick<ActingPurpose, 'deadline'> & Pick<ActingTest, 'decides'>,
): Promise<Acting> {
  const { organisation, authority: claimed, caller: actor } = principal
  if (organisation === undefined) throw notAuthorised(row, 'NOT_ITS_AUTHORITY')
  const facts = await askFor(frame, row, organisation, { actor, deadline })
  const test = { day: shanghaiDay(frame.clock()), claimed, decides }
  const { windowKind, ...acts } = requireStanding(row, standingOf(facts, test))
  return { ...acts, window: { id: organisation, windowKind } }
}

/**
 * The authority in whose name the rule of an item decides a case: the one its office belongs to, where that may decide the item.
 * @throws FORBIDDEN with `reason` where it may not, EVIDENCE_INCOMPLETE when nobody can say, SOURCE_UNAVAILABLE
 * when nobody can be asked
 */
export async function requireAuthorityOfRule(
  frame: Frame,
  row: ApplicationRow,
  purpose: ActingPurpose,
): Promise<Acting> {
  const day = shanghaiDay(frame.clock())
  const found = await askFor(frame, row, row.officeId, purpose)
  const member = { day, claimed: undefined, decides: false }
  const { authority } = requireStanding(row, standingOf(found, member))
  const facts = await askFor(frame, row, authority, purpose)
  const { windowKind: _, ...acts } = requireStanding(row, standingOf(facts, { ...member, decides: true }))
  return { ...acts, window: undefined }
}

async function askFor(
  frame: Frame,
  { id: applicationId, item, officeId: caseOffice }: ApplicationRow,
  window: string,
  { actor, deadline }: ActingPurpose,
): Promise<AuthorityFacts> {
  const variables = { caseOffice, window, item }
  const answer = await frame.gateway.run({
    query: print(authorityQuestion),
    variables,
    purpose: { actor, item, applicationId },
    deadlineMs: Math.min(askMaxMs, deadline - frame.clock().getTime() - reserveMs),
  })
  if (answer.kind === 'failed') {
    frame.log.warn({ why: answer.why, applicationId }, 'the graph did not say who may act')
    throw new GraphUnasked(applicationId)
  }
  const read = { table: frame.evidenceTable, asOf: frame.clock() }
  return readEvidence(authorityQuestion, variables, answer, read) as unknown as AuthorityFacts
}

function requireStanding(row: ApplicationRow, standing: Standing): ActingFor {
  if (standing.may === true) return standing.acts
  if (standing.may === false) throw notAuthorised(row, standing.why)
  throw refused(
    'EVIDENCE_INCOMPLETE',
    { field: 'applicationId', fault: 'AUTHORITY_UNKNOWN', applicationId: row.id },
    'To which authority the office belongs, or whether the window may decide the item, cannot be said now.',
  )
}

/** What each refusal says of an item at an office. */
const sentences: Readonly<Record<AuthorityRefusal, (row: ApplicationRow) => string>> = {
  NO_AUTHORITY: ({ officeId }) =>
    `The office ${officeId} belongs to no authority in the directory of offices.`,
  NOT_ITS_AUTHORITY: ({ officeId }) =>
    `Only an officer of the authority the office ${officeId} belongs to may do this.`,
  NO_POWER_TO_DECIDE: ({ item }) => `The power to decide ${item} is not delegated to the window.`,
}

function notAuthorised(row: ApplicationRow, reason: AuthorityRefusal): HubError {
  const about = { field: 'applicationId', fault: reason, applicationId: row.id, reason }
  return refused('FORBIDDEN', about, sentences[reason](row))
}
