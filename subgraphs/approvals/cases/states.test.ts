import { readSchema } from '@one-visit/schema/load.ts'
import fc from 'fast-check'
import { Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { applicationStates } from '../store/tables/cases.ts'
import { actionsOf, type From, findTransition, isOpen, notSubmitted, states, transitions } from './states.ts'

const anybody = ['SUBMITTER', 'CLERK', 'RULE', 'HUB'] as const

/** The table as a person would write it down: from, action, to. */
const written = `
NOT_SUBMITTED SUBMIT WAITING_FOR_EVIDENCE
WAITING_FOR_EVIDENCE EVALUATE WAITING_FOR_EVIDENCE
WAITING_FOR_EVIDENCE EVALUATE READY
WAITING_FOR_EVIDENCE APPROVE APPROVED
WAITING_FOR_EVIDENCE REFUSE REFUSED
WAITING_FOR_EVIDENCE WITHDRAW WITHDRAWN
WAITING_FOR_EVIDENCE ENTER_PAPER WAITING_FOR_EVIDENCE
WAITING_FOR_EVIDENCE END_MANDATE WAITING_FOR_EVIDENCE
READY EVALUATE WAITING_FOR_EVIDENCE
READY EVALUATE READY
READY APPROVE APPROVED
READY REFUSE REFUSED
READY WITHDRAW WITHDRAWN
READY ENTER_PAPER READY
READY END_MANDATE READY
RETURNED APPROVE APPROVED
RETURNED REFUSE REFUSED
RETURNED WITHDRAW WITHDRAWN
RETURNED EVALUATE RETURNED
RETURNED ENTER_PAPER RETURNED
RETURNED END_MANDATE RETURNED
APPROVED ISSUE ISSUED
APPROVED RETURN RETURNED
APPROVED END_MANDATE APPROVED`

describe('the table of states', () => {
  it('has these moves and no other', () => {
    expect(transitions.map(({ from, action, to }) => `${from} ${action} ${to}`).sort()).toEqual(
      written.trim().split('\n').sort(),
    )
  })

  it('names the states of the schema and of the stored rows, and where an application begins', () => {
    const named = parse(readSchema('approvals')).definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'ApplicationState'
        ? (definition.values ?? []).map(({ name }) => name.value)
        : [],
    )
    expect(Object.keys(states).sort()).toEqual([notSubmitted, ...named].sort())
    expect([...applicationStates].sort()).toEqual([...named].sort())
  })

  it.each([
    ['NOT_SUBMITTED', false],
    ['WAITING_FOR_EVIDENCE', true],
    ['READY', true],
    ['RETURNED', true],
    ['APPROVED', false],
    ['ISSUED', false],
    ['REFUSED', false],
    ['WITHDRAWN', false],
  ] as const)('says whether %s waits for a decision', (state, open) => {
    expect(isOpen(state)).toBe(open)
  })

  it('says what each may do, each action once', () => {
    expect(actionsOf('READY', ['CLERK'])).toEqual([
      'EVALUATE',
      'APPROVE',
      'REFUSE',
      'WITHDRAW',
      'ENTER_PAPER',
    ])
    expect(actionsOf('RETURNED', ['SUBMITTER'])).toEqual(['WITHDRAW', 'EVALUATE'])
    expect(actionsOf('WAITING_FOR_EVIDENCE', ['RULE'])).toEqual(['EVALUATE', 'APPROVE'])
    expect(actionsOf('APPROVED', ['SUBMITTER', 'CLERK', 'RULE'])).toEqual([])
    expect(actionsOf('APPROVED', ['HUB'])).toEqual(['ISSUE', 'RETURN', 'END_MANDATE'])
    expect(actionsOf('READY', [])).toEqual([])
  })

  it('lets nobody do anything in a final state', () => {
    for (const state of ['ISSUED', 'REFUSED', 'WITHDRAWN'] as const)
      expect(actionsOf(state, anybody)).toEqual([])
  })

  it('gives every state a way there from the beginning', () => {
    const reached = new Set<From>([notSubmitted])
    for (const from of reached) for (const row of states[from]) reached.add(row.to)
    expect([...reached].sort()).toEqual(Object.keys(states).sort())
  })

  it('is left by no sequence of moves', () => {
    const anyMove = fc.record({
      action: fc.constantFrom(...transitions.map(({ action }) => action)),
      to: fc.constantFrom(...applicationStates),
    })
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
        let state: From = notSubmitted
        for (const { action, to } of moves) {
          const found = findTransition(state, action, to)
          if (found === undefined) continue
          expect(actionsOf(state, found.who)).toContain(action)
          state = found.to
          expect(Object.keys(states)).toContain(state)
        }
      }),
    )
  })
})
