import { ownWork } from '@one-visit/kit/database/database.ts'
import { count, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applications } from '../store/tables/cases.ts'
import { askToSubmit, refusalOf } from '../testing/mandates.ts'
import {
  bureau,
  clerk,
  decideAs,
  goodEvidence,
  newApplicant,
  operatorUscc,
  secondClerk,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.played.evidence = goodEvidence()
})

const rows = async (): Promise<number> => {
  const [found] = await world.db.read(ownWork, (tx) => tx.select({ rows: count() }).from(applications))
  return found?.rows ?? 0
}
const other = { vin: 'LSVAA4182E2123459', plateNumber: '浙CT1235', plateColour: 'BLUE', plateKind: '02' }

describe('a second application of one applicant for one item and subject', () => {
  it('is refused naming the first, whoever hands it in and where, and nothing of it is kept', async () => {
    const applicant = newApplicant()
    const { value: first } = await submitAs(world, submission({ applicant }))
    const before = await rows()
    const anew = [
      [clerk, submission({ applicant })],
      [secondClerk, submission({ applicant: { ...applicant, name: '测试丙', phone: '13900000000' } })],
      [
        bureau,
        submission({ applicant, officeId: '330399002', division: '330302', platformCompanyId: 'PF2' }),
      ],
    ] as const
    for (const [as, input] of anew) {
      const refused = await refusalOf(askToSubmit(world, as, input))
      expect(refused).toMatchObject({
        code: 'CONFLICT',
        fault: 'APPLICATION_OPEN',
        applicationId: first.id,
        number: first.number,
      })
      expect(refused?.message).toContain(first.number)
    }
    expect(await rows()).toBe(before)
  })

  it('is refused of many at the same moment but one', async () => {
    const applicant = newApplicant()
    const before = await rows()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => submitAs(world, submission({ applicant }))),
    )
    const codes = answers.map(({ code }) => code ?? 'taken in').sort()
    expect(codes).toEqual([...Array.from({ length: 7 }, () => 'CONFLICT'), 'taken in'])
    expect(await rows()).toBe(before + 1)
  })

  it('is the first again under its key', async () => {
    const applicant = newApplicant()
    const { value: first } = await submitAs(world, submission({ applicant }), 'same')
    expect((await submitAs(world, submission({ applicant }), 'same')).value.id).toBe(first.id)
    expect((await submitAs(world, submission({ applicant }), 'another')).code).toBe('CONFLICT')
    expect((await submitAs(world, submission({ applicant }), 'same')).value.id).toBe(first.id)
  })

  it('is taken in of another applicant, for another vehicle and for another item', async () => {
    const applicant = newApplicant()
    await submitAs(world, submission({ applicant }))
    const freight = { item: 'FRT-01', operatorUscc, platformCompanyId: undefined }
    const company = { name: '测试公司', uscc: operatorUscc, phone: '0577-1' }
    for (const input of [
      submission({ applicant: newApplicant() }),
      submission({ applicant: company }),
      submission({ applicant, vehicle: other }),
      submission({ applicant, ...freight }),
    ])
      expect((await submitAs(world, input)).value.number).toMatch(/^330399-/)
  })

  it('is taken in once the first is refused, withdrawn or carried out', async () => {
    const applicant = newApplicant()
    const hand = () => submitAs(world, submission({ applicant }))
    const { value: first } = await hand()
    await decideAs(world, first, {
      outcome: 'REFUSE',
      reason: '材料不符',
      refusal: { ground: 'NOT_AS_APPLIED' },
    })
    const { value: second } = await hand()
    await world.graph(
      'mutation($id: ID!, $version: Int!) { withdrawApplication(applicationId: $id, expectedVersion: $version) { id } }',
      { id: second.id, version: second.version },
    )
    const { value: third } = await hand()
    expect((await decideAs(world, third)).value.status).toBe('DECIDED')
    await world.settle()
    expect((await hand()).value.id).not.toBe(third.id)
  })

  it('is refused while the certificate of the first is on its way: it may come back', async () => {
    const applicant = newApplicant()
    const { value: first } = await submitAs(world, submission({ applicant }))
    const answer = world.played.feed
    world.played.feed = () => {
      throw new Error('the register is away')
    }
    expect((await decideAs(world, first)).value.application.state).toBe('APPROVED')
    expect((await submitAs(world, submission({ applicant }))).code).toBe('CONFLICT')
    world.played.feed = answer
  })

  it('leaves what was doubled before this rule, and names the oldest', async () => {
    const applicant = newApplicant()
    const { value: first } = await submitAs(world, submission({ applicant }))
    const { value: twin } = await submitAs(world, submission({ applicant, vehicle: other }))
    await world.db.write(ownWork, (tx) =>
      tx
        .update(applications)
        .set({ vin: 'LSVAA4182E2123456', submittedAt: new Date('2025-06-03T02:00:00.000Z') })
        .where(eq(applications.id, twin.id)),
    )
    const refused = await refusalOf(askToSubmit(world, clerk, submission({ applicant })))
    expect(refused).toMatchObject({ fault: 'APPLICATION_OPEN', number: first.number })
    expect((await decideAs(world, first)).value.status).toBe('DECIDED')
  })
})
