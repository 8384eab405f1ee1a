import { type Credential, secretCredential } from '../client.ts'
import { inWords } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

const refusal = 401

/** Nobody and strangers are turned away. */
export function authenticationSteps({ send, minute }: Session): Step[] {
  const attempt = async (more: { credential: Credential }) => {
    const answer = await send([{ serial: 1, at: minute(0) }], more)
    return finding(
      inWords(answer),
      [answer.status === refusal, `the hub answers ${answer.status}, not ${refusal}`],
      [answer.json?.code === 'UNAUTHENTICATED', 'the code of the refusal is not UNAUTHENTICATED'],
    )
  }
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
      run: () => attempt({ credential: secretCredential('whsec_Y29uZm9ybWFuY2UgY29uZm9ybWFuY2U=') }),
    },
  ]
}
