import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asIntruder } from '../testing/as-owner.ts'
import { company, endAs, grantAs, platform } from '../testing/mandates.ts'
import { type TestRoom, testRoom } from '../testing/room.ts'
import { verifyAudit } from './verify-audit.ts'

let world: TestRoom
let granted: string
let ended: string
beforeAll(async () => {
  world = await testRoom()
  granted = (await grantAs(world, company)).value.id
  ended = (await grantAs(world, company)).value.id
  await endAs(world, platform, ended, { lastDay: '2025-09-30' })
  await world.chained()
})
afterAll(() => world.close())

async function broken(): Promise<string[]> {
  const lines: string[] = []
  for await (const line of verifyAudit(world.db, undefined)) lines.push(line)
  return lines.filter((line) => line.startsWith('BROKEN'))
}

/** Does something past every guard, audits, and puts it back. */
async function brokenBy(text: string, back: string): Promise<string[]> {
  await asIntruder(world.db, text)
  const found = await broken()
  await asIntruder(world.db, back)
  expect(await broken()).toEqual([])
  return found
}

describe('mandates held against the chain', () => {
  it('are as they were granted and ended', async () => {
    expect(await broken()).toEqual([])
  })

  it.each([
    ['a last day moved', 'valid_until', '2099-12-31', '2025-12-31'],
    ['another grantee', 'granted_to', 'PF2', 'PF1'],
    ['other items', 'items', '{FRT-01,RHL-02}', '{RHL-02}'],
  ])('differ by %s', async (_, column, value, before) => {
    const set = (to: string) => `update approvals.mandates set ${column} = '${to}' where id = '${granted}'`
    expect(await brokenBy(set(value), set(before))).toEqual([
      `BROKEN  mandate ${granted}: it is not what was granted or ended`,
    ])
  })

  it('differ by an end taken back', async () => {
    const columns = 'ended_on, ended_at, ended_by'
    const [keep, drop] = ['create table approvals.kept as', 'drop table approvals.kept']
    await asIntruder(world.db, `${keep} select ${columns} from approvals.mandates where id = '${ended}'`)
    const set = (to: string) => `update approvals.mandates set (${columns}) = (${to}) where id = '${ended}'`
    expect(
      await brokenBy(set('null, null, null'), `${set(`select ${columns} from approvals.kept`)}; ${drop}`),
    ).toEqual([`BROKEN  mandate ${ended}: it is not what was granted or ended`])
  })

  it('are not there without an act, and not gone with one', async () => {
    const forged = '00000000-0000-4000-8000-00000000f0f0'
    const copy = `create temporary table forged as select * from approvals.mandates where id = '${granted}';
      update forged set id = '${forged}', idempotency_key = 'forged'; insert into approvals.mandates select * from forged; drop table forged`
    expect(await brokenBy(copy, `delete from approvals.mandates where id = '${forged}'`)).toEqual([
      `BROKEN  mandate ${forged}: it is there, and the chain does not know that it was granted`,
    ])
    const away = `create table approvals.kept as select * from approvals.mandates where id = '${granted}'; delete from approvals.mandates where id = '${granted}'`
    const back = 'insert into approvals.mandates select * from approvals.kept; drop table approvals.kept'
    expect(await brokenBy(away, back)).toEqual([
      `BROKEN  mandate ${granted}: the chain knows it, and it is gone`,
    ])
  })
})
