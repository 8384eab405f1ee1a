import type { Credential } from './client.ts'
import { inWords } from './receipt.ts'
import type { Session } from './session.ts'
import { finding, type Step } from './step.ts'

const refusal = 401

/** Nobody, a stranger, and a partner whose clock is wrong are turned away. */
export const authenticationSteps = ({ client, send, minute }: Session): Step[] => {
  const attempt = async (more: { credential?: Credential; signedAt?: Date }) => {
    const answer = await send([{ serial: 1, at: minute(0) }], more)
    return finding(
      inWords(answer),
      [answer.status === refusal, `the hub answers ${answer.status}, not ${refusal}`],
      [answer.json?.code === 'UNAUTHENTICATED', 'the code of the refusal is not UNAUTHENTICATED'],
    )
  }
  const skewed = (minutes: number) => async () =>
    client.signs
      ? attempt({ signedAt: new Date(Date.now() + minutes * 60_000) })
      : 'a bearer token carries no time; run the kit with --secret'
  return [
    {
      name: 'no credential',
      expectation: '401 UNAUTHENTICATED',
      run: () => attempt({ credential: { kind: 'none' } }),
    },
    {
      name: 'wrong token',
      expectation: '401 UNAUTHENTICATED',
      run: () => attempt({ credential: { kind: 'token', token: 'conformance-wrong' } }),
    },
    {
      name: 'wrong signature',
      expectation: '401 UNAUTHENTICATED',
      run: () => attempt({ credential: { kind: 'secret', secret: 'whsec_Y29uZm9ybWFuY2U=' } }),
    },
    { name: 'signed ten minutes ago', expectation: '401, clocks may differ by 300 s', run: skewed(-10) },
    { name: 'signed ten minutes ahead', expectation: '401, clocks may differ by 300 s', run: skewed(10) },
  ]
}
