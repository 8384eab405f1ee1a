import type { Answer } from '../client.ts'
import { runNumber } from '../profiles/profile.ts'
import { inWords } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** Before every record there is: what is said as of then says nothing about real data. */
const longAgo = '1970-01-02T00:00:00Z'

/** A number no sender has come to. */
const unreachedSequence = 999_999_999_999_999

/**
 * The first of three numbers for batches of this run: far above those of any sender, and below those of every earlier
 * run, so that the hub counts from here where the partner numbers nothing itself.
 */
const sequenceOf = (startedAt: Date): number => 900_000_000_000_000 - 10 * startedAt.getTime()

/** SHA-256 of nothing, for each of the 256 pieces into which the versions of records are cut. */
const versionsOfNothing = new Array<string>(256).fill(
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
)

/** Heartbeat and reconciliation, in a scope and as of a day of the kit's own, so that no real evidence is vouched for. */
export function coverageSteps(session: Session): Step[] {
  const { post, profile, startedAt } = session
  const scope = `conformance-${runNumber(startedAt)}`
  const now = (): string => new Date().toISOString()
  const heartbeat = (name: string, expectation: string, gap: boolean, more: object): Step => ({
    name,
    expectation,
    run: async () => {
      const answer = await post('heartbeat', { scope, at: now(), ...more })
      return finding(
        `${inWords(answer)} ${JSON.stringify(answer.json?.gap) ?? ''}`,
        [answer.status === 200, `the hub answers ${answer.status}, not 200`],
        [answer.json?.gap === gap, `gap is not ${gap}`],
      )
    },
  })
  const refused = (name: string, body: object): Step => ({
    name,
    expectation: '400 BAD_USER_INPUT',
    run: async () => {
      const answer = await post('heartbeat', body)
      return finding(inWords(answer), [answer.status === 400, `the hub answers ${answer.status}, not 400`])
    },
  })
  /** Where both sides are compared: a scope of the kit's own, or everything where records belong to no scope. */
  let compared: object | undefined
  const compare = async (count: number): Promise<Answer | undefined> => {
    const records = [{ message: profile.message, count, versionsDigest: versionsOfNothing }]
    if (compared === undefined) {
      const own = await post('reconciliation', { scope, at: longAgo, records })
      compared = own.status === 400 ? {} : { scope }
      // A gap that is open in everything is not the kit's to close.
      if (own.status === 400 && (await post('heartbeat', { at: longAgo })).json?.gap === true) isOpen = true
    }
    return isOpen ? undefined : post('reconciliation', { ...compared, at: longAgo, records })
  }
  let isOpen = false
  const reconciliation = (name: string, count: number): Step => ({
    name,
    expectation: `200, equal ${count === 0}`,
    run: async () => {
      const answer = await compare(count)
      if (answer === undefined) return 'the hub knows of a gap in what you sent: reconcile first'
      return finding(
        `${inWords(answer)} ${JSON.stringify(answer.json?.equal) ?? ''}`,
        [answer.status === 200, `the hub answers ${answer.status}, not 200`],
        [answer.json?.equal === (count === 0), `equal is not ${count === 0}`],
      )
    },
  })
  return [
    heartbeat('heartbeat', '200, no gap', false, {}),
    heartbeat('heartbeat naming a batch that never came', '200, a gap', true, {
      lastSequence: unreachedSequence,
    }),
    ...numberedSteps(session, `${scope}-numbered`),
    refused('heartbeat of tomorrow', {
      scope,
      at: new Date(startedAt.getTime() + 86_400_000).toISOString(),
    }),
    refused('heartbeat without a time', { scope }),
    reconciliation('reconciliation, nothing on both sides', 0),
    reconciliation('reconciliation, one record the hub has not', 1),
    reconciliation('reconciliation once both agree again', 0),
  ]
}

const isNumberedAlready = 'you number your batches yourself: the kit cannot number between yours'

/** Batches that carry a number: the hub says when one is missing, and that it came. */
function numberedSteps({ send, post, minute, startedAt }: Session, scope: string): Step[] {
  const first = sequenceOf(startedAt)
  let isCounted = false
  const numbered = async (number: number): Promise<number> => {
    const headers = { 'feed-sequence': String(number) }
    return (await send([{ serial: 1, at: minute(10) }], { headers })).status
  }
  const gapUpTo = async (lastSequence: number): Promise<unknown> => {
    const at = new Date().toISOString()
    const answer = await post('heartbeat', { scope, at, firstSequence: first, lastSequence })
    return answer.json?.gap
  }
  const step = (name: string, gap: boolean, run: () => Promise<[status: number, gap: unknown]>): Step => ({
    name,
    expectation: gap ? '200, a gap' : '200, no gap',
    run: async () => {
      if (!isCounted) return isNumberedAlready
      const [status, got] = await run()
      return finding(
        `${status}, gap ${String(got)}`,
        [status === 201, `the numbered batch was answered with ${status}, not 201`],
        [got === gap, `gap is not ${gap}`],
      )
    },
  })
  return [
    {
      name: 'a batch with feed-sequence, told by heartbeat',
      expectation: '201, then 200',
      run: async () => {
        const status = await numbered(first)
        const gap = await gapUpTo(first)
        isCounted = gap === false
        // The hub takes no first number above batches that came.
        if (gap === undefined) return isNumberedAlready
        return finding(`${status}, gap ${String(gap)}`, [
          status === 201,
          `the numbered batch was answered with ${status}, not 201`,
        ])
      },
    },
    step('the next but one: a batch is missing', true, async () => [
      await numbered(first + 2),
      await gapUpTo(first + 2),
    ]),
    step('the missing batch arrives', false, async () => [
      await numbered(first + 1),
      await gapUpTo(first + 2),
    ]),
  ]
}
