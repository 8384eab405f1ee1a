import { inWords, outcomesOf } from './receipt.ts'
import type { Session } from './session.ts'
import { finding, type Step } from './step.ts'

/** What is in quarantine can be seen, corrected once, and dropped with a reason. */
export const quarantineSteps = (session: Session): Step[] => {
  const { send, get, post, minute, profile, quarantined, accept } = session
  const serial = 9
  let id = ''
  return [
    {
      name: 'a quarantined record is kept',
      expectation: '200, with its payload and pointer',
      run: async () => {
        id = outcomesOf(await send([{ serial, at: minute(0), fault: 'broken' }]))[0]?.quarantineId ?? ''
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
  ]
}
