/** The one table of what may be done with an application: in each state the actions, where they lead, and who does them. */
import { type ApplicationState, applicationStates } from '../store/tables/cases.ts'

/** Who makes a move; `authority.ts` says who is which. */
export type Mover =
  /** The applicant, or who hands in for him or her. */
  | 'SUBMITTER'
  /** A clerk who handles the application's office. */
  | 'CLERK'
  /** The rule of an item that may approve without a clerk. */
  | 'RULE'
  /** A job of the hub that carries a decision out. */
  | 'HUB'

/** Where an application stands before it is handed in. */
export const notSubmitted = 'NOT_SUBMITTED'

/** Where a move begins. */
export type From = typeof notSubmitted | ApplicationState

interface Row {
  readonly action: string
  readonly to: ApplicationState
  readonly who: readonly Mover[]
}

/** Rows of every state that waits for a decision. */
const undecided = [
  { action: 'APPROVE', to: 'APPROVED', who: ['CLERK', 'RULE'] },
  { action: 'REFUSE', to: 'REFUSED', who: ['CLERK'] },
  { action: 'WITHDRAW', to: 'WITHDRAWN', who: ['SUBMITTER', 'CLERK'] },
] as const satisfies readonly Row[]

/** An evaluation is made for whoever asks for it, and by the hub when a source has news. */
const anybody = ['SUBMITTER', 'CLERK', 'RULE', 'HUB'] as const

/** Rows of a state in which findings say whether evidence is still missing. */
const unread = [
  { action: 'EVALUATE', to: 'WAITING_FOR_EVIDENCE', who: anybody },
  { action: 'EVALUATE', to: 'READY', who: anybody },
  ...undecided,
] as const satisfies readonly Row[]

/**
 * From each state the moves there are; a state without rows is final. The compiler refuses a table that forgets a state
 * of the schema. A flow that comes adds its rows here and nothing else: what follows from a move is read off its ends
 * (`move-application.ts`).
 */
export const states = {
  NOT_SUBMITTED: [{ action: 'SUBMIT', to: 'WAITING_FOR_EVIDENCE', who: ['SUBMITTER', 'CLERK'] }],
  WAITING_FOR_EVIDENCE: [
    ...unread,
    { action: 'ENTER_PAPER', to: 'WAITING_FOR_EVIDENCE', who: ['CLERK'] },
    { action: 'END_MANDATE', to: 'WAITING_FOR_EVIDENCE', who: ['HUB'] },
  ],
  READY: [
    ...unread,
    { action: 'ENTER_PAPER', to: 'READY', who: ['CLERK'] },
    { action: 'END_MANDATE', to: 'READY', who: ['HUB'] },
  ],
  // What came back from the owning room stays marked until it is decided, whatever its evidence says now.
  RETURNED: [
    ...undecided,
    { action: 'EVALUATE', to: 'RETURNED', who: anybody },
    { action: 'ENTER_PAPER', to: 'RETURNED', who: ['CLERK'] },
    { action: 'END_MANDATE', to: 'RETURNED', who: ['HUB'] },
  ],
  APPROVED: [
    { action: 'ISSUE', to: 'ISSUED', who: ['HUB'] },
    { action: 'RETURN', to: 'RETURNED', who: ['HUB'] },
    { action: 'END_MANDATE', to: 'APPROVED', who: ['HUB'] },
  ],
  ISSUED: [],
  REFUSED: [],
  WITHDRAWN: [],
} as const satisfies Record<From, readonly Row[]>

/** What can be done with an application. */
export type Action = (typeof states)[From][number]['action']

/** One move of the table. */
export interface Transition extends Row {
  readonly action: Action
  readonly from: From
}

/** Every move of the table, in its order. */
export const transitions: readonly Transition[] = Object.entries(states).flatMap(([from, rows]) =>
  rows.map((row) => ({ ...row, from: from as From })),
)

/** The move of this action between these states, where the table has it. */
export function findTransition(from: From, action: Action, to: ApplicationState): Transition | undefined {
  return transitions.find((each) => each.from === from && each.action === action && each.to === to)
}

/** What somebody may do with an application in a state, each action once, in the order of the table. */
export function actionsOf(state: From, movers: readonly Mover[]): Action[] {
  const rows = transitions.filter(
    ({ from, who }) => from === state && who.some((each) => movers.includes(each)),
  )
  return [...new Set(rows.map(({ action }) => action))]
}

/** Whether an application in this state waits for a decision. */
export function isOpen(state: From): boolean {
  return actionsOf(state, ['CLERK']).includes('REFUSE')
}

/** States from which an application goes on: waiting for a decision, or for what a decision leads to. */
export const unfinishedStates: readonly ApplicationState[] = applicationStates.filter(
  (state) => states[state].length > 0,
)
