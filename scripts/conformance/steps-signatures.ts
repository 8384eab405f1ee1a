import { randomUUID } from 'node:crypto'
import type { SigningKey } from '../simulators/signature.ts'
import type { Answer, Call, Credential } from './client.ts'
import { inWords, receiptIdOf } from './receipt.ts'
import type { Session } from './session.ts'
import { type Finding, finding, type Step } from './step.ts'

/** How far clocks may differ, seconds; what is tried lies to both sides of it. */
const skewMax = 300
const margin = 10

/** A secret no hub knows. */
const strange: SigningKey = { kind: 'hmac', secret: 'whsec_Y29uZm9ybWFuY2UgY29uZm9ybWFuY2U=' }

const noKey = 'run the kit with --secret or --key'
const signaturesOf = (...keys: readonly SigningKey[]): Credential => ({ kind: 'signatures', keys })
const newKey = (): string => `conformance-${randomUUID()}`

const is401 = (answer: Answer): Finding =>
  finding(
    inWords(answer),
    [answer.status === 401, `the hub answers ${answer.status}, not 401`],
    [answer.json?.code === 'UNAUTHENTICATED', 'the code of the refusal is not UNAUTHENTICATED'],
  )

const is201 = (answer: Answer): Finding =>
  finding(inWords(answer), [answer.status === 201, `the hub answers ${answer.status}, not 201`])

/** Signed messages: by each kind of key, by several at once, in time, and never taken twice. */
export const signatureSteps = (session: Session, keys: readonly SigningKey[]): Step[] => {
  const { send, get, minute } = session
  const [key] = keys
  const record = [{ serial: 14, at: minute(0) }]
  const sendBy = (signers: readonly SigningKey[], more: Partial<Call> = {}): Promise<Answer> =>
    send(record, { credential: signaturesOf(...signers), ...more })

  /** How far the hub's clock is ahead of ours, seconds; undefined where it does not tell the time. */
  const aheadSeconds = async (): Promise<number | undefined> => {
    const { date } = await get('receipts/none', { credential: { kind: 'none' } })
    return date && Math.round((date.getTime() - Date.now()) / 1000)
  }
  const clock: Step = {
    name: 'clock of the hub',
    expectation: `within ${skewMax} s of this machine’s`,
    run: async () => {
      const ahead = await aheadSeconds()
      if (ahead === undefined) return 'its answers have no Date'
      return finding(`${ahead} s ahead`, [
        Math.abs(ahead) < skewMax,
        'every signature made here is refused: set one of the two clocks',
      ])
    },
  }
  const by = (name: string, kind: SigningKey['kind'], option: string): Step => ({
    name,
    expectation: '201',
    run: async () => {
      const own = keys.filter((each) => each.kind === kind)
      if (own.length === 0) return `run the kit with ${option}`
      for (const each of own) {
        const found = is201(await sendBy([each]))
        if (found.faults.length > 0) return found
      }
      return finding(`201 by ${own.length === 1 ? 'its key' : `each of ${own.length} keys`}`)
    },
  })
  const withKey = (name: string, expectation: string, run: (key: SigningKey) => Promise<Finding>): Step => ({
    name,
    expectation,
    run: async () => (key === undefined ? noKey : run(key)),
  })
  const skewed = (seconds: number, found: (answer: Answer) => Finding): Step =>
    withKey(
      `signed ${Math.abs(seconds)} s ${seconds < 0 ? 'ago' : 'ahead'}, by the hub’s clock`,
      `${Math.abs(seconds) > skewMax ? '401 UNAUTHENTICATED' : '201'}, clocks may differ by ${skewMax} s`,
      async (own) =>
        found(
          await sendBy([own], {
            signedAt: new Date(Date.now() + ((await aheadSeconds()) ?? 0) * 1000 + seconds * 1000),
          }),
        ),
    )

  /** The message that is replayed: what it was sent with, and its receipt. */
  const replayed = { key: newKey(), signedAt: new Date() }
  let receipt = ''
  const isReplay = (answer: Answer): Finding =>
    finding(
      inWords(answer),
      [answer.status === 201, `the hub answers ${answer.status}, not 201`],
      [receiptIdOf(answer) === receipt && receipt !== '', 'the receipt is another one: it was taken twice'],
    )
  return [
    clock,
    by('signed by HMAC (v1)', 'hmac', '--secret'),
    by('signed by Ed25519 (v1a)', 'ed25519', '--key'),
    withKey('rotation: a strange signature, then a known one', '201', async (own) =>
      is201(await sendBy([strange, own])),
    ),
    {
      name: 'rotation: signed by old and new key at once',
      expectation: '201',
      run: async () =>
        keys.length < 2
          ? 'renew your credentials, and give the old --secret and the new one (or --key)'
          : is201(await sendBy(keys)),
    },
    skewed(-(skewMax + margin), is401),
    skewed(skewMax + margin, is401),
    skewed(-(skewMax - margin), is201),
    skewed(skewMax - margin, is201),
    withKey('a signed message, replayed as it was', '201, the same receipt', async (own) => {
      receipt = receiptIdOf(await sendBy([own], replayed))
      return isReplay(await sendBy([own], replayed))
    }),
    withKey('replayed under another Idempotency-Key', '201, the same receipt', async (own) =>
      isReplay(await sendBy([own], { ...replayed, headers: { 'idempotency-key': newKey() } })),
    ),
    withKey('replayed under another webhook-id', '401 UNAUTHENTICATED', async (own) =>
      is401(await sendBy([own], { ...replayed, headers: { 'webhook-id': newKey() } })),
    ),
    withKey('replayed with another time', '401 UNAUTHENTICATED', async (own) => {
      const later = String(Math.floor(replayed.signedAt.getTime() / 1000) + 1)
      return is401(await sendBy([own], { ...replayed, headers: { 'webhook-timestamp': later } }))
    }),
  ]
}
