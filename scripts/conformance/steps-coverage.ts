import { runNumber } from './profile.ts'
import { inWords } from './receipt.ts'
import type { Session } from './session.ts'
import { finding, type Step } from './step.ts'

/** Before every record there is: what is said as of then says nothing about real data. */
const longAgo = '1970-01-02T00:00:00Z'

/** A number no sender has come to. */
const unreachedSequence = 999_999_999_999

const digestOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Heartbeat and reconciliation, in a scope and as of a day of the kit's own, so that no real evidence is vouched for. */
export const coverageSteps = ({ post, profile, startedAt }: Session): Step[] => {
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
  let open: boolean | undefined
  const reconciliation = (name: string, count: number): Step => ({
    name,
    expectation: `200, equal ${count === 0}`,
    run: async () => {
      // A gap that is open is not the kit's to close.
      open ??= (await post('heartbeat', { at: longAgo })).json?.gap === true
      if (open) return 'the hub knows of a gap in what you sent: reconcile first'
      const answer = await post('reconciliation', {
        at: longAgo,
        records: [{ message: profile.message, count, keysDigest: digestOfNothing }],
      })
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
