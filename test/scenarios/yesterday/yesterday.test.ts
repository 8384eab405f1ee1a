import { itemInForce } from '@one-visit/approvals/catalogue/items/index.ts'
import { listDecisions } from '@one-visit/approvals/store/questions.ts'
import { asIntruder } from '@one-visit/approvals/testing/as-owner.ts'
import { type DemoApplication, decide, refreshEvidence } from '@one-visit/scripts/demo/documents.ts'
import { fedRooms } from '@one-visit/scripts/host/room-names.ts'
import { sendMessages, vehicleMessages } from '@one-visit/scripts/simulators/platform/platform.ts'
import { tools } from '@one-visit/scripts/tools/tools.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf, readCase, untilCase, verifyOf } from '../../permit-case.ts'
import { buildWorld, type World } from '../../world.ts'
import { openYesterday, type Yesterday, type YesterdayCases } from '../../yesterday/open-yesterday.ts'
import { policeOfYesterday } from '../../yesterday/play-hub.ts'

/** How long the hub may take for what it does by itself, on a machine that has other work, ms. */
const withinMs = 60_000

let yesterday: Yesterday
let world: World | undefined
beforeAll(async () => {
  yesterday = await openYesterday()
})
afterAll(async () => {
  await (world ?? yesterday?.db)?.close()
})

/** Runs an operator's tool on the loaded database. */
async function run(name: string, ...args: string[]): Promise<{ exit: number; lines: string[] }> {
  const lines: string[] = []
  const work = tools[name]?.(yesterday.db, () => yesterday.keys, args)
  for (;;) {
    const next = await work?.next()
    if (next === undefined || next.done) return { exit: next?.value ?? 2, lines }
    lines.push(next.value)
  }
}

describe('what a hub stored before this code', () => {
  it('is decided again byte for byte, every kind of decision', async () => {
    const found: Record<string, object> = {}
    for await (const decision of listDecisions(yesterday.db)) found[decision.applicationId] = decision
    const { approved, refused, byMachine, onPaper, returned, flagged } = yesterday.cases.applications
    const byClerk = { item: 'RHL-02', outcome: 'APPROVE', verdict: 'PASS' }
    expect(found).toMatchObject({
      [approved]: byClerk,
      [refused]: { ...byClerk, outcome: 'REFUSE', verdict: 'FAIL' },
      [byMachine]: { item: 'FRT-01', outcome: 'APPROVE', verdict: 'PASS', decidedBy: 'machine:FRT-01' },
      [onPaper]: { ...byClerk, verdict: 'PASS_ON_PAPER' },
      [returned]: byClerk,
      [flagged]: byClerk,
    })
    expect(await run('replay')).toEqual({ exit: 0, lines: ['7 decisions identical, 0 different'] })
  })

  it.each(fedRooms)('is made again from its journal in %s, byte for byte', async (room) => {
    const { exit, lines } = await run('rebuild', room)
    expect(lines[0]).toMatch(/: [1-9]\d* batches, [1-9]\d* records read again/)
    expect(lines.at(-1)).toBe('the journal makes the rows that stand, byte for byte')
    expect(exit).toBe(0)
  })

  it('has an audit chain in which nothing was changed', async () => {
    const { exit, lines } = await run('audit')
    expect(lines).toEqual([
      expect.stringMatching(/^[1-9]\d* rows, each as it was written/),
      'the checkpoints were not looked at: nobody said where the sink is',
      '10 cases held against the chain',
      '0 rows are not chained yet',
    ])
    expect(exit).toBe(0)
  })
})

/** The check of the correction that does not pass on what the police said before. */
const scrapping = 'NOT_TO_BE_SCRAPPED'

/** The check of the correction that does not pass on what platforms said before the kind of service was kept. */
const service = 'SERVES_RIDE_HAILING'

/** The check of the correction that no case of yesterday passes: they were handed in at a district's window for the city. */
const ofOffice = 'DIVISION_OF_OFFICE'

function isUnknown(evaluation: DemoApplication['evaluation'], code: string): boolean {
  return evaluation?.findings.some((one) => one.code === code && one.verdict === 'UNKNOWN') === true
}

/** Whether everything is known, and nothing is wrong but where it was handed in. */
function isOnlyElsewhere({ evaluation }: DemoApplication): boolean {
  const open = evaluation?.findings.filter(({ verdict }) => verdict !== 'PASS')
  return open?.length === 1 && open[0]?.code === ofOffice && open[0]?.verdict === 'FAIL'
}

describe('a hub that goes on with it', () => {
  let hub: World
  let police: Awaited<ReturnType<typeof policeOfYesterday>> | undefined
  const idOf = (name: keyof YesterdayCases['applications']): string => yesterday.cases.applications[name]
  const caseOf = (name: keyof YesterdayCases['applications']): Promise<DemoApplication> =>
    readCase(hub, idOf(name))
  /** Asks as an account what must be answered. */
  const ask = async <Data>(account: string, query: string, variables: object): Promise<Data> => {
    const { data, errors } = await hub.ask<Data>(account, query, { ...variables })
    expect(errors).toEqual([])
    return data as Data
  }
  /** Acts on a case as it stands; looks again, as a clerk would, where news of it came in between. */
  const actAsSeen = async (
    id: string,
    isWanted: (seen: DemoApplication) => boolean,
    mutation: string,
    variables: object = {},
  ): Promise<void> => {
    for (let look = 1; look <= 10; look += 1) {
      const { version, evaluation } = await untilCase(hub, id, isWanted, withinMs)
      const { data, errors } = await hub.ask<Record<string, { status?: string }>>('station-clerk', mutation, {
        id,
        version,
        digest: evaluation?.factsDigest,
        key: `decide-${id}`,
        ...variables,
      })
      const told = errors[0]?.extensions.code ?? data?.decide?.status
      if (told !== 'CONFLICT' && told !== 'EVIDENCE_CHANGED') {
        expect(errors).toEqual([])
        return
      }
    }
    expect.fail(`news of ${id} came in between ten times`)
  }
  /** Asks the sources anew: what the police said before did not tell a date that is not known from none. */
  const refresh = (name: keyof YesterdayCases['applications']) =>
    ask<object>('station-clerk', refreshEvidence, { id: idOf(name) })
  /** The platform of a case tells of its car again, or for the first time. */
  const tellByPlatform = async (name: keyof YesterdayCases['applications'], plateNumber: string) => {
    const { application } = await ask<{
      application: { vehicle: { vin: string }; platform: { companyId: string } }
    }>(
      'bureau-clerk',
      'query($id: ID!) { application(id: $id) { vehicle { vin } platform { companyId } } }',
      { id: idOf(name) },
    )
    const { companyId } = application.platform
    await sendMessages(
      { url: `${hub.url}/feeds/platforms`, token: hub.keys.tokenOf(companyId), companyId },
      vehicleMessages(companyId, [{ vin: application.vehicle.vin, plateNumber }], yesterday.clock()),
    )
  }
  const verify = (token: string | undefined) => verifyOf(hub, token, withinMs)

  beforeAll(async () => {
    police = await policeOfYesterday()
    world = await buildWorld({ ...yesterday, isFed: true, policeUrl: police.url })
    hub = world
  })
  afterAll(() => police?.close())

  it.each([
    ['approved', 'ISSUED', 'VALID'],
    ['refused', 'REFUSED', undefined],
    ['byMachine', 'ISSUED', 'VALID'],
    ['onPaper', 'ISSUED', 'VALID'],
    ['withdrawn', 'WITHDRAWN', undefined],
    ['waiting', 'WAITING_FOR_EVIDENCE', undefined],
    ['ready', 'READY', undefined],
    ['returned', 'RETURNED', 'REJECTED'],
    ['flagged', 'ISSUED', 'VALID'],
  ] as const)('reads the case that is %s', async (name, state, certificateState) => {
    const seen = await caseOf(name)
    expect([seen.state, seen.certificate?.state]).toEqual([state, certificateState])
  })

  it.each(['approved', 'byMachine', 'onPaper', 'flagged'] as const)(
    'says that the certificate of the case %s is valid, by the token in its QR code',
    async (name) => {
      const { certificate } = await caseOf(name)
      expect(await verify(certificate?.token)).toMatchObject({
        result: 'VALID',
        number: certificate?.number,
      })
    },
  )

  it('shows the flag of the car that is private again', async () => {
    const { application } = await ask<{ application: { certificate: { flags: object[] } } }>(
      'station-clerk',
      'query($id: ID!) { application(id: $id) { certificate { flags { field oldValue newValue state } } } }',
      { id: idOf('flagged') },
    )
    expect(application.certificate.flags).toContainEqual({
      field: 'vehicle.usage.current',
      oldValue: '"RIDE_HAILING"',
      newValue: '"NON_COMMERCIAL"',
      state: 'OPEN',
    })
  })

  it('tells the platform what it was sent', async () => {
    const { callbackDeliveries } = await ask<{ callbackDeliveries: { edges: { node: object }[] } }>(
      'platform-agent',
      `query($id: ID!) { callbackDeliveries(callbackId: $id, first: 200) { edges { node { state } } } }`,
      { id: yesterday.cases.callbackId },
    )
    expect(callbackDeliveries.edges.map(({ node }) => node)).toContainEqual({ state: 'DELIVERED' })
  })

  it('lists the record in quarantine and opens its payload', async () => {
    const { room, partner, id } = yesterday.cases.quarantined
    const read = async (path: string) => {
      const headers = { authorization: `Bearer ${hub.keys.tokenOf(partner)}` }
      return (await fetch(`${hub.url}/feeds/${room}/quarantine${path}`, { headers })).json()
    }
    expect(await read('')).toMatchObject({ records: [{ id, state: 'OPEN' }] })
    expect(JSON.stringify(await read(`/${id}`))).toContain('20260230')
  })

  it('evaluates the waiting case when its platform tells of the car, and issues what is handed in for the right division', async () => {
    await tellByPlatform('waiting', '浙CD40105')
    // Until the correction has judged it, what the police said yesterday passes, and nobody is asked afresh.
    await untilCase(hub, idOf('waiting'), ({ evaluation }) => isUnknown(evaluation, scrapping), withinMs)
    await refresh('waiting')
    await actAsSeen(
      idOf('waiting'),
      (seen) => seen.state === 'READY' && isOnlyElsewhere(seen),
      'mutation($id: ID!, $version: Int!) { withdrawApplication(applicationId: $id, expectedVersion: $version) { id } }',
    )
    const anew = await applyFor(hub, carOf(105), 'anew')
    await actAsSeen(anew.id, ({ evaluation }) => evaluation?.verdict === 'PASS', decide, {
      outcome: 'APPROVE',
    })
    const { certificate } = await untilCase(hub, anew.id, ({ state }) => state === 'ISSUED', withinMs)
    expect(await verify(certificate?.token)).toMatchObject({ result: 'VALID' })
  }, 150_000)

  it('decides the case that was ready, on the evidence that was seen', async () => {
    await refresh('ready')
    // The row of yesterday has no kind of service: only the platform can say it.
    await untilCase(hub, idOf('ready'), ({ evaluation }) => isUnknown(evaluation, service), withinMs)
    await tellByPlatform('ready', '浙CD40106')
    const id = idOf('ready')
    await actAsSeen(id, isOnlyElsewhere, decide, {
      outcome: 'REFUSE',
      reason: '许可区域不在受理机构辖区内',
    })
    expect(await untilCase(hub, id, ({ state }) => state === 'REFUSED', withinMs)).toMatchObject({ id })
  }, 90_000)

  it('moved the cases it decided to the correction of their item, and left those of before under their version', async () => {
    const versionOf = async (name: keyof YesterdayCases['applications']): Promise<number> => {
      const { application } = await ask<{ application: { itemVersion: number } }>(
        'bureau-clerk',
        'query($id: ID!) { application(id: $id) { itemVersion } }',
        { id: idOf(name) },
      )
      return application.itemVersion
    }
    const newest = itemInForce('RHL-02', '2026-06-01')?.version
    for (const name of ['waiting', 'ready'] as const)
      expect([name, await versionOf(name)]).toEqual([name, newest])
    for (const name of ['approved', 'refused', 'byMachine', 'onPaper', 'withdrawn', 'flagged'] as const)
      expect([name, await versionOf(name)]).toEqual([name, 1])
  })

  it('goes on with the audit chain, and replays the new decisions beside the old ones', async () => {
    expect((await run('audit')).exit).toBe(0)
    expect((await run('replay')).lines).toEqual(['9 decisions identical, 0 different'])
  })

  it('believes no certificate of before whose content somebody changed, and says which', async () => {
    const { certificate } = await caseOf('onPaper')
    await asIntruder(
      yesterday.db,
      `update approvals.certificates set content = replace(content, '"onPaper":true', '"onPaper":false')
       where application_id = '${idOf('onPaper')}'`,
    )
    expect(await verify(certificate?.token)).toMatchObject({ result: 'UNKNOWN' })
    const { exit, lines } = await run('audit')
    expect(lines).toContainEqual(
      expect.stringMatching(/^BROKEN {2}certificate .*: its content is not what was issued \(row \d+\)$/),
    )
    expect(exit).toBe(1)
  })
})
