import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Frame } from '../context.ts'
import { canonicalJson } from '../judging/canonical.ts'
import { findActsOf, rowDigest } from '../store/audit.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { watchSubjects } from '../store/subjects.ts'
import { applicationStates, applications, rounds, watches } from '../store/tables/cases.ts'
import { beginApplication, type Move, moveApplication } from './move-application.ts'
import { findTransition, isOpen, notSubmitted, type Transition, transitions } from './states.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const at = new Date('2025-03-01T02:03:04.005Z')
const actions = [...new Set(transitions.map(({ action }) => action))]

/** What an act needs of the room here: a queue that remembers what it was sent. */
function played(): { frame: Frame; sent: Record<string, unknown>[] } {
  const sent: Record<string, unknown>[] = []
  const send = async (_: Orm, queue: string, data: object) => void sent.push({ queue, ...data })
  return { frame: { jobs: { send } } as unknown as Frame, sent }
}

function newApplication(id = crypto.randomUUID()) {
  return {
    id,
    number: id,
    item: 'RHL-02',
    itemVersion: 1,
    officeId: '330399001',
    division: '330399',
    applicantRef: 'v1.anna',
    applicantName: '测试甲',
    applicantPhone: '000',
    vin: 'LSVAA4182E2123456',
  }
}

function moveOf({ action, to, who }: Pick<Transition, 'action' | 'to' | 'who'>): Move {
  return {
    action,
    to,
    who: who[0] ?? 'HUB',
    actor: 'somebody',
    at,
    reason: 'because',
    audit: { action: 'EVALUATED', detail: { moved: action } },
  }
}

/** An application as it stands in a state, with its watches where it waits. */
async function standing(tx: Orm, state: ApplicationRow['state']): Promise<ApplicationRow> {
  const [row] = await tx
    .insert(applications)
    .values({ ...newApplication(), state, submittedAt: at, submittedBy: 'x', waitingFor: ['traffic-police'] })
    .returning()
  if (row === undefined) throw new Error('the row that was inserted is there')
  if (isOpen(state)) await watchSubjects(tx, row)
  return row
}

/** What is stored about an application besides its row. */
async function around(tx: Orm, { id }: Pick<ApplicationRow, 'id'>) {
  return {
    watched: (await tx.select().from(watches).where(eq(watches.applicationId, id))).length,
    rounds: await tx.select().from(rounds).where(eq(rounds.applicationId, id)).orderBy(asc(rounds.round)),
    audited: (await findActsOf(tx, [id])).map(({ detail }) => detail),
  }
}

/** Detail of a move's row in the chain: what it was told, and the row as it then stands. */
function bound(action: string, row: ApplicationRow | undefined) {
  if (row === undefined) throw new Error('the row that was moved is there')
  return canonicalJson({
    moved: action,
    state: row.state,
    applicationDigest: rowDigest(row),
    subject: row.applicantRef,
  })
}

const made = transitions.filter(({ from }) => from !== notSubmitted)

describe('a move of an application', () => {
  it.each(made)('$from $action $to: row, round, watches, partners and audit follow', async (transition) => {
    const { from, action, to } = transition
    if (from === notSubmitted) throw new Error('such an application has no row')
    const { frame, sent } = played()
    await db.write(ownWork, async (tx) => {
      const row = await standing(tx, from)
      const moved = await moveApplication(tx, frame, row, moveOf(transition))
      const opens = !isOpen(from) && isOpen(to)
      const closes = isOpen(from) && !isOpen(to)
      expect(moved).toEqual({
        ...row,
        state: to,
        version: 2,
        round: opens ? 2 : 1,
        waitingFor: closes ? [] : ['traffic-police'],
      })
      expect(await around(tx, row)).toEqual({
        watched: isOpen(to) ? 3 : 0,
        rounds: opens ? [{ applicationId: row.id, round: 2, openedAt: at, reason: 'because' }] : [],
        audited: [bound(action, moved)],
      })
      const told = {
        queue: 'tell-partners',
        type: 'application.state.changed',
        applicationId: row.id,
        state: to,
      }
      expect(sent).toEqual(from === to ? [] : [expect.objectContaining(told)])
    })
  })

  it('begins with its first round and its watches, and tells no partner', async () => {
    const values = newApplication()
    await db.write(ownWork, async (tx) => {
      const [submit] = transitions.filter(({ from }) => from === notSubmitted)
      if (submit === undefined) throw new Error('the table has a beginning')
      const { reason: _, ...move } = moveOf(submit)
      expect(await beginApplication(tx, values, move)).toMatchObject({
        ...values,
        state: 'WAITING_FOR_EVIDENCE',
        version: 1,
        round: 1,
        submittedAt: at,
        submittedBy: 'somebody',
      })
      expect(await around(tx, values)).toEqual({
        watched: 3,
        rounds: [{ applicationId: values.id, round: 1, openedAt: at, reason: null }],
        audited: [bound('SUBMIT', await findApplication(tx, values.id))],
      })
    })
  })

  it('is refused before anything is written where the table does not have it', async () => {
    const untouched = new Proxy({} as Orm, {
      get: (_, name) => {
        throw new Error(`the database was asked to ${String(name)}`)
      },
    })
    const { frame } = played()
    const row = newApplication()
    const refusal = async (work: Promise<unknown>) => {
      const error: unknown = await work.catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(HubError)
      expect(error).toMatchObject({ code: 'CONFLICT' })
    }
    for (const action of actions)
      for (const to of applicationStates) {
        for (const state of applicationStates)
          if (findTransition(state, action, to) === undefined)
            await refusal(
              moveApplication(
                untouched,
                frame,
                { ...row, state } as unknown as ApplicationRow,
                moveOf({ action, to, who: ['HUB'] }),
              ),
            )
        if (findTransition(notSubmitted, action, to) === undefined)
          await refusal(beginApplication(untouched, row, moveOf({ action, to, who: ['HUB'] })))
      }
  })

  it('is a fault of ours where somebody makes it whom the table does not name', async () => {
    const { frame } = played()
    await db.write(ownWork, async (tx) => {
      const row = await standing(tx, 'READY')
      const refuse = moveOf({ action: 'REFUSE', to: 'REFUSED', who: ['RULE'] })
      await expect(moveApplication(tx, frame, row, refuse)).rejects.toThrow(/REFUSE is a move for CLERK/)
    })
  })

  it('leaves the version where it brings nothing new', async () => {
    const { frame } = played()
    await db.write(ownWork, async (tx) => {
      const row = await standing(tx, 'READY')
      const same = { ...moveOf({ action: 'EVALUATE', to: 'READY', who: ['HUB'] }), isNews: false }
      expect(await moveApplication(tx, frame, row, same)).toMatchObject({ version: 1 })
    })
  })

  it('keeps row, rounds, watches and audit together through any sequence of moves', async () => {
    const { frame } = played()
    const anyMove = fc.record({
      action: fc.constantFrom(...actions),
      to: fc.constantFrom(...applicationStates),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { minLength: 1, maxLength: 60 }), async (moves) => {
        await db.write(ownWork, async (tx) => {
          let row = await standing(tx, 'WAITING_FOR_EVIDENCE')
          let count = 0
          let returns = 0
          for (const { action, to } of moves) {
            const transition = findTransition(row.state, action, to)
            if (transition === undefined) continue
            if (action === 'RETURN') returns += 1
            row = await moveApplication(tx, frame, row, moveOf(transition))
            count += 1
          }
          expect(row).toMatchObject({ version: 1 + count, round: 1 + returns })
          const { watched, rounds: opened, audited } = await around(tx, row)
          expect([watched > 0, opened.length, audited.length]).toEqual([isOpen(row.state), returns, count])
        })
      }),
      { numRuns: 20 },
    )
  })
})
