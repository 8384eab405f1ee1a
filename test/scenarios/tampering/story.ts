/** A room in which something was done, stopped, and put back as it was after each intrusion. */
import { asIntruder } from '@one-visit/approvals/testing/as-owner.ts'
import { decideAs, submitAs, type TestRoom, testRoom } from '@one-visit/approvals/testing/room.ts'

/** Tables an intruder changes here. */
const tables = ['audit', 'audit_head', 'audit_checkpoints', 'applications', 'decisions', 'certificates']

/** What stands in the room: identifiers of applications by what became of them. */
export interface Story {
  readonly world: TestRoom
  readonly issued: string
  readonly refused: string
  readonly ready: string
  /** Puts every table back as it was. */
  restore(): Promise<void>
}

/** Plays three cases, stops the room, which sends the last checkpoint, and keeps a copy of every table. */
export async function playStory(): Promise<Story> {
  const world = await testRoom()
  const handIn = async () => (await submitAs(world)).value
  const issued = await handIn()
  await decideAs(world, issued)
  await world.settle()
  const refused = await handIn()
  await decideAs(world, refused, {
    outcome: 'REFUSE',
    reason: '材料与实车不符',
    refusal: { ground: 'NOT_AS_APPLIED' },
  })
  const ready = await handIn()
  await world.settle()
  await world.room.close()
  const forEach = (text: (table: string) => string) => asIntruder(world.db, tables.map(text).join('; '))
  await forEach((table) => `create table kept_${table} as table approvals.${table}`)
  return {
    world,
    issued: issued.id,
    refused: refused.id,
    ready: ready.id,
    restore: () =>
      forEach(
        (table) =>
          `delete from approvals.${table}; insert into approvals.${table} overriding system value select * from kept_${table}`,
      ),
  }
}
