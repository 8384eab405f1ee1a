import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { inWords, outcomesOf, receiptIdOf } from '../receipt.ts'
import { pathOf, type Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** What was acknowledged can be asked for, and a repeat is known by its key. */
export function receiptSteps(session: Session): Step[] {
  const { send, get, minute, profile, client } = session
  const key = `conformance-${randomUUID()}`
  let receipt = ''
  const first = [{ serial: 1, at: minute(0) }]
  return [
    {
      name: 'a record',
      expectation: '201 with a receipt, APPLIED',
      run: async () => {
        const answer = await send(first, { key })
        receipt = receiptIdOf(answer)
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [receipt !== '', 'the answer has no receiptId'],
          [outcomesOf(answer)[0]?.outcome === 'APPLIED', 'the record is not APPLIED'],
        )
      },
    },
    {
      name: 'its receipt, asked for later',
      expectation: '200, the same outcomes',
      run: async () => {
        const answer = await get(`receipts/${receipt}`)
        return finding(
          inWords(answer),
          [answer.status === 200, `the hub answers ${answer.status}, not 200`],
          [receiptIdOf(answer) === receipt && receipt !== '', 'it is not the receipt of this number'],
          [outcomesOf(answer)[0]?.outcome === 'APPLIED', 'the record is not APPLIED'],
        )
      },
    },
    {
      name: 'its receipt, asked for by a stranger',
      expectation: '401',
      run: async () => {
        const answer = await get(`receipts/${receipt}`, { credential: { kind: 'none' } })
        return finding(inWords(answer), [answer.status === 401, `the hub answers ${answer.status}, not 401`])
      },
    },
    {
      name: 'same key, same body',
      expectation: '201, the same receipt',
      run: async () => {
        const answer = await send(first, { key })
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [receiptIdOf(answer) === receipt, 'the receipt is another one: the hub took the batch twice'],
        )
      },
    },
    {
      name: 'same key, other body',
      expectation: '422 IDEMPOTENCY_KEY_REUSED',
      run: async () => {
        const answer = await send([{ serial: 2, at: minute(0) }], { key })
        return finding(
          inWords(answer),
          [answer.status === 422, `the hub answers ${answer.status}, not 422`],
          [answer.json?.code === 'IDEMPOTENCY_KEY_REUSED', 'the code is not IDEMPOTENCY_KEY_REUSED'],
        )
      },
    },
    {
      name: 'other key, same record',
      expectation: '201, DUPLICATE',
      run: async () => {
        const answer = await send(first)
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [outcomesOf(answer)[0]?.outcome === 'DUPLICATE', 'the record is not a DUPLICATE'],
        )
      },
    },
    {
      name: 'a batch in gzip',
      expectation: '201, DUPLICATE',
      run: async () => {
        const answer = await client.call({
          path: pathOf(profile),
          contentType: profile.contentType,
          // Signatures are over the bytes as they are sent.
          body: gzipSync(profile.write(first)),
          headers: { 'content-encoding': 'gzip' },
        })
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [outcomesOf(answer)[0]?.outcome === 'DUPLICATE', 'the record is not a DUPLICATE'],
        )
      },
    },
  ]
}
