import { inWords, outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** What is in quarantine can be seen, corrected once, and dropped with a reason. */
export function quarantineSteps(session: Session): Step[] {
  const { get, post, minute, profile, quarantined, accept } = session
  const serial = 9
  let id = ''
  return [
    {
      name: 'a quarantined record is kept',
      expectation: '200, with its payload and pointer',
      run: async () => {
        id = await breakOne(session, serial)
        if (id === '') return finding('no quarantineId', [false, 'the receipt names no quarantineId'])
        const answer = await get(`quarantine/${id}`)
        return finding(
          inWords(answer),
          [answer.status === 200, `the hub answers ${answer.status}, not 200`],
          [answer.json?.pointer === profile.brokenPointer, `its pointer is not ${profile.brokenPointer}`],
          [answer.json?.payload !== undefined && answer.json.payload !== null, 'there is no payload'],
        )
      },
    },
    {
      name: 'corrected by a batch that is none',
      expectation: '400, and it stays in quarantine',
      run: async () => {
        const { path: route, contentType } = profile
        const answer = await post(`quarantine/${id}/resubmit`, { route, contentType, body: 'conformance' })
        const { json } = await get(`quarantine/${id}`)
        return finding(
          inWords(answer),
          [answer.status === 400, `the hub answers ${answer.status}, not 400`],
          [json?.state === 'OPEN', `its state is ${String(json?.state)}, not OPEN`],
        )
      },
    },
    {
      name: 'corrected and sent again',
      expectation: '200, APPLIED',
      run: async () => {
        const answer = await post(`quarantine/${id}/resubmit`, {
          route: profile.path,
          contentType: profile.contentType,
          body: profile.write([{ serial, at: minute(0) }]),
        })
        if (answer.status === 200) {
          quarantined.delete(id)
          accept(serial)
        }
        return finding(
          inWords(answer),
          [answer.status === 200, `the hub answers ${answer.status}, not 200`],
          [outcomesOf(answer)[0]?.outcome === 'APPLIED', 'the record is not APPLIED'],
        )
      },
    },
    {
      name: 'corrected a second time',
      expectation: '409 CONFLICT',
      run: async () => {
        const answer = await post(`quarantine/${id}/discard`, { reason: 'conformance' })
        return finding(inWords(answer), [answer.status === 409, `the hub answers ${answer.status}, not 409`])
      },
    },
    {
      name: 'somebody else’s quarantine',
      expectation: '404 NOT_FOUND',
      run: async () => {
        const answer = await get('quarantine/00000000-0000-4000-8000-000000000000')
        return finding(inWords(answer), [answer.status === 404, `the hub answers ${answer.status}, not 404`])
      },
    },
    ...discardSteps(session),
  ]
}

/** A broken record of the run, by the number of its subject; answers its number in quarantine, empty where it has none. */
async function breakOne({ send, minute }: Session, serial: number): Promise<string> {
  return outcomesOf(await send([{ serial, at: minute(0), fault: 'broken' }]))[0]?.quarantineId ?? ''
}

/** Dropped with a reason, once. */
function discardSteps(session: Session): Step[] {
  const { get, post } = session
  const reason = 'conformance: a broken record sent on purpose'
  let id = ''
  const discard = (name: string, status: number, body: object): Step => ({
    name,
    expectation: String(status),
    run: async () => {
      const answer = await post(`quarantine/${id}/discard`, body)
      return finding(inWords(answer), [
        answer.status === status,
        `the hub answers ${answer.status}, not ${status}`,
      ])
    },
  })
  return [
    {
      name: 'quarantine, listed',
      expectation: '200, with a record just sent',
      run: async () => {
        id = await breakOne(session, 10)
        for (let after = ''; ; ) {
          const answer = await get(`quarantine${after}`)
          const { next } = (answer.json ?? {}) as { next?: string | null }
          const isListed = id !== '' && answer.text.includes(id)
          if (isListed || !next)
            return finding(
              isListed ? `${answer.status}, it is there` : `${answer.status}, it is not there`,
              [answer.status === 200, `the hub answers ${answer.status}, not 200`],
              [isListed, 'the record is not in the list'],
            )
          after = `?after=${next}`
        }
      },
    },
    discard('discarded without a reason', 400, {}),
    discard('discarded with a reason', 200, { reason }),
    {
      name: 'the discarded record, asked for later',
      expectation: '200, DISCARDED with the reason',
      run: async () => {
        const answer = await get(`quarantine/${id}`)
        return finding(
          `${answer.status} ${String(answer.json?.state ?? '')}`.trim(),
          [answer.status === 200, `the hub answers ${answer.status}, not 200`],
          [answer.json?.state === 'DISCARDED', 'its state is not DISCARDED'],
          [answer.json?.resolution === reason, 'the reason is not kept'],
        )
      },
    },
    discard('discarded a second time', 409, { reason }),
  ]
}
