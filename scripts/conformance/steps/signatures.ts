import { randomUUID } from 'node:crypto'
import type { SigningKey } from '../../simulators/signature.ts'
import type { Answer, Call } from '../client.ts'
import { inWords, receiptIdOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { type Finding, finding, type Step } from './step.ts'

/** How far clocks may differ, seconds; what is tried lies to both sides of it. */
const skewMax = 300
const margin = 10

/** A secret no hub knows. */
const strange: SigningKey = { kind: 'hmac', secret: 'whsec_Y29uZm9ybWFuY2UgY29uZm9ybWFuY2U=' }

const newKey = (): string => `conformance-${randomUUID()}`

/** Sends a record that changes nothing, signed by some keys. */
type SendSigned = (keys: readonly SigningKey[], more?: Partial<Call>) => Promise<Answer>

/** Signed messages: by each kind of key, by several at once, in time, and never taken twice. */
export function signatureSteps(session: Session, keys: readonly SigningKey[]): Step[] {
  const [own] = keys
  const send: SendSigned = (signers, more = {}) =>
    session.send([{ serial: 14, at: session.minute(0) }], {
      credential: { kind: 'signatures', keys: signers },
      ...more,
    })
  const clock: Step = {
    name: 'clock of the hub',
    expectation: `within ${skewMax} s of this machine’s`,
    run: async () => {
      const ahead = await secondsAhead(session)
      if (ahead === undefined) return 'its answers have no Date'
      return finding(`${ahead} s ahead`, [
        Math.abs(ahead) < skewMax,
        'every signature made here is refused: set one of the two clocks',
      ])
    },
  }
  if (own === undefined)
    return [
      clock,
      {
        name: 'signed messages: keys, rotation, time, replay',
        expectation: '201 and 401',
        run: async () => 'run the kit with --secret or --key',
      },
    ]
  return [clock, ...keySteps(send, keys, own), ...clockSteps(session, send, own), ...replaySteps(send, own)]
}

/** How far the hub's clock is ahead of ours, seconds; undefined where its answers do not tell the time. */
async function secondsAhead({ get }: Session): Promise<number | undefined> {
  const { date } = await get('receipts/none', { credential: { kind: 'none' } })
  return date && Math.round((date.getTime() - Date.now()) / 1000)
}

/** Each kind of key, and several at once. */
function keySteps(send: SendSigned, keys: readonly SigningKey[], own: SigningKey): Step[] {
  const by = (name: string, kind: SigningKey['kind'], option: string): Step => ({
    name,
    expectation: '201',
    run: async () => {
      const ofKind = keys.filter((key) => key.kind === kind)
      if (ofKind.length === 0) return `run the kit with ${option}`
      for (const key of ofKind) {
        const found = is201(await send([key]))
        if (found.faults.length > 0) return found
      }
      return finding(`201 by ${ofKind.length === 1 ? 'its key' : `each of ${ofKind.length} keys`}`)
    },
  })
  return [
    by('signed by HMAC (v1)', 'hmac', '--secret'),
    by('signed by Ed25519 (v1a)', 'ed25519', '--key'),
    {
      name: 'rotation: a strange signature, then a known one',
      expectation: '201',
      run: async () => is201(await send([strange, own])),
    },
    {
      name: 'rotation: signed by all keys at once',
      expectation: '201',
      run: async () =>
        keys.length < 2
          ? 'renew your credentials, and give the old --secret and the new one (or --key)'
          : is201(await send(keys)),
    },
  ]
}

function is201(answer: Answer): Finding {
  return finding(inWords(answer), [answer.status === 201, `the hub answers ${answer.status}, not 201`])
}

/** Signed too long ago, too far ahead, and in time, by the hub's own clock. */
function clockSteps(session: Session, send: SendSigned, own: SigningKey): Step[] {
  return [-(skewMax + margin), skewMax + margin, -(skewMax - margin), skewMax - margin].map((seconds) => {
    const isTooFar = Math.abs(seconds) > skewMax
    return {
      name: `signed ${Math.abs(seconds)} s ${seconds < 0 ? 'ago' : 'ahead'}, by the hub’s clock`,
      expectation: `${isTooFar ? '401 UNAUTHENTICATED' : '201'}, clocks may differ by ${skewMax} s`,
      run: async () => {
        const ahead = (await secondsAhead(session)) ?? 0
        const signedAt = new Date(Date.now() + (ahead + seconds) * 1000)
        return (isTooFar ? is401 : is201)(await send([own], { signedAt }))
      },
    }
  })
}

function is401(answer: Answer): Finding {
  return finding(
    inWords(answer),
    [answer.status === 401, `the hub answers ${answer.status}, not 401`],
    [answer.json?.code === 'UNAUTHENTICATED', 'the code of the refusal is not UNAUTHENTICATED'],
  )
}

/** What somebody could do who saw a signed message go by. */
function replaySteps(send: SendSigned, own: SigningKey): Step[] {
  let seen = { key: newKey(), signedAt: new Date() }
  let receipt = ''
  const isSame = (answer: Answer): Finding =>
    finding(
      inWords(answer),
      [answer.status === 201, `the hub answers ${answer.status}, not 201`],
      [receiptIdOf(answer) === receipt && receipt !== '', 'the receipt is another one: it was taken twice'],
    )
  const replay = (
    name: string,
    found: (answer: Answer) => Finding,
    headers: () => Record<string, string>,
  ): Step => ({
    name,
    expectation: found === isSame ? '201, the same receipt' : '401 UNAUTHENTICATED',
    run: async () => found(await send([own], { ...seen, headers: headers() })),
  })
  return [
    {
      name: 'a signed message, replayed as it was',
      expectation: '201, the same receipt',
      run: async () => {
        seen = { key: newKey(), signedAt: new Date() }
        receipt = receiptIdOf(await send([own], seen))
        return isSame(await send([own], seen))
      },
    },
    replay('replayed under another Idempotency-Key', isSame, () => ({ 'idempotency-key': newKey() })),
    replay('replayed under another webhook-id', is401, () => ({ 'webhook-id': newKey() })),
    replay('replayed with another time', is401, () => ({
      'webhook-timestamp': String(Math.floor(seen.signedAt.getTime() / 1000) + 1),
    })),
  ]
}
