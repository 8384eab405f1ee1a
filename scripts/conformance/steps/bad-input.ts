import type { Probe } from '../profiles/profile.ts'
import { inWords, outcomesOf } from '../receipt.ts'
import { pathOf, type Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** Larger than any hub takes, bytes. */
const oversized = 1024 ** 3

/** Bad input is refused by name: a batch that is none as a whole, a record by itself. */
export function badInputSteps(session: Session): Step[] {
  const { client, profile, send, minute } = session
  const path = pathOf(profile)
  const refused = (name: string, status: number, code: string, body: string, contentType: string): Step => ({
    name,
    expectation: `${status} ${code}`,
    run: async () => {
      const answer = await client.call({ path, body, contentType })
      return finding(
        inWords(answer),
        [answer.status === status, `the hub answers ${answer.status}, not ${status}`],
        [answer.json?.code === code, `the code of the refusal is not ${code}`],
      )
    },
  })
  const judged = (name: string, code: string, pointer: string | undefined, probe: Probe) => ({
    name,
    expectation: `201, QUARANTINED(${code})`,
    run: async () => {
      const answer = await send([probe])
      const [record] = outcomesOf(answer)
      return finding(
        inWords(answer),
        [answer.status === 201, `the hub answers ${answer.status}, not 201`],
        [record?.outcome === 'QUARANTINED', 'the record is not QUARANTINED'],
        [record?.code === code, `its code is not ${code}`],
        [pointer === undefined || record?.pointer === pointer, `its pointer is not ${pointer}`],
      )
    },
  })
  const good = profile.write([{ serial: 1, at: minute(0) }])
  const { foreign } = profile
  return [
    refused('another media type', 415, 'UNSUPPORTED_MEDIA_TYPE', good, 'image/png'),
    refused('a web page', 400, 'BAD_USER_INPUT', '<html><body>502<p>', profile.contentType),
    refused('half a message', 400, 'BAD_USER_INPUT', good.slice(0, good.length / 2), profile.contentType),
    {
      name: 'a body of a gigabyte',
      expectation: '413, before the body is read',
      run: async () => {
        const answer = await client.announce(path, profile.contentType, oversized)
        return finding(inWords(answer), [answer.status === 413, `the hub answers ${answer.status}, not 413`])
      },
    },
    {
      name: 'a broken record between two good ones',
      expectation: `201, the broken one alone in quarantine, with advice`,
      run: async () => {
        const answer = await send([
          { serial: 4, at: minute(0) },
          { serial: 5, at: minute(0), fault: 'broken' },
          { serial: 6, at: minute(0) },
        ])
        const [one, broken, other] = outcomesOf(answer)
        return finding(
          inWords(answer),
          [answer.status === 201, `the hub answers ${answer.status}, not 201`],
          [one?.outcome === 'APPLIED' && other?.outcome === 'APPLIED', 'the good records are not APPLIED'],
          [broken?.outcome === 'QUARANTINED', 'the broken record is not QUARANTINED'],
          [
            broken?.pointer === profile.brokenPointer,
            `its pointer is ${broken?.pointer}, not ${profile.brokenPointer}`,
          ],
          [
            Boolean(broken?.advice?.zh) && Boolean(broken?.advice?.en),
            'nothing says what would be right, in Chinese and English',
          ],
        )
      },
    },
    judged('a record dated an hour ahead', profile.aheadCode, undefined, {
      serial: 7,
      at: minute(60),
      fault: 'ahead',
    }),
    typeof foreign === 'string'
      ? { name: 'somebody else’s record', expectation: 'QUARANTINED', run: async () => foreign }
      : judged('somebody else’s record', foreign.code, foreign.pointer, {
          serial: 8,
          at: minute(0),
          fault: 'foreign',
        }),
  ]
}
