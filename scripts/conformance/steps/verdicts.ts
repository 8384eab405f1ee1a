import { beijingText } from '../../simulators/beijing.ts'
import { readSoapAnswer } from '../../simulators/station/answers.ts'
import { policeCall, type StationRecord } from '../../simulators/station/messages.ts'
import type { Answer, Call } from '../client.ts'
import { inWords, outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'

/** The police supervision: verdicts, re-tests and cancelled visits, and what they are answered. */
export function verdictSteps(
  session: Session,
  { station, serial, vin }: { station: string; serial: string; vin: string },
): Step[] {
  const { client, minute } = session
  /** Sends a record by a call; where that was the wrong one, by which other it is corrected. */
  const send = async (jkid: string, fields: StationRecord, corrected = jkid): Promise<Answer> => {
    const answer = await client.call({
      path: '/feeds/inspections/safety-verdicts',
      contentType: 'text/xml',
      body: policeCall(jkid, [fields]),
    })
    for (const { quarantineId } of outcomesOf(answer))
      if (quarantineId !== undefined)
        session.quarantined.set(quarantineId, {
          batch: { route: 'safety-verdicts', contentType: 'text/xml', body: policeCall(corrected, [fields]) },
        })
    return answer
  }
  const visit = { jylsh: serial, jyjgbh: station, clsbdh: vin }
  const attempt = (jycs: string, zjjl: string, minutes: number) => ({
    ...visit,
    hpzl: '52',
    jycs,
    jyrq: beijingText(minute(minutes)),
    zjjl,
  })
  const becomes = (
    name: string,
    expectation: string,
    outcome: string,
    work: () => Promise<Answer>,
  ): Step => ({
    name,
    expectation: `201, ${expectation}`,
    run: async () => {
      const answer = await work()
      const [record] = outcomesOf(answer)
      return finding(
        inWords(answer),
        [answer.status === 201, `the hub answers ${answer.status}, not 201`],
        [
          record?.outcome === outcome && (record.code === undefined || expectation.includes(record.code)),
          `the record is not ${expectation}`,
        ],
      )
    },
  })
  return [
    becomes('18C62, a failed attempt', 'APPLIED', 'APPLIED', () => send('18C62', attempt('1', '2', 0))),
    becomes('18C65, the re-test passes', 'APPLIED', 'APPLIED', () => send('18C65', attempt('2', '1', 10))),
    becomes('18C65 as a first attempt', 'QUARANTINED(ATTEMPT_FORM)', 'QUARANTINED', () =>
      // A visit of its own: a number of the hub's form would bind its first attempt to a day, and a run may go past midnight.
      send('18C65', { ...attempt('1', '1', 20), jylsh: `${serial}-first` }, '18C62'),
    ),
    ...answerSteps(session, { station, serial, vin, at: minute(0) }),
    {
      name: 'a call the hub does not take (18C99)',
      expectation: '400',
      run: async () => {
        const answer = await send('18C99', visit)
        return finding(inWords(answer), [answer.status === 400, `the hub answers ${answer.status}, not 400`])
      },
    },
    becomes('18C72, the visit is cancelled', 'APPLIED', 'APPLIED', () =>
      send('18C72', { ...visit, zfsj: beijingText(minute(30)) }),
    ),
    ...['first', 'answer'].map((name) =>
      becomes(`18C72, the visit -${name} too`, 'APPLIED', 'APPLIED', () =>
        send('18C72', { ...visit, jylsh: `${serial}-${name}`, zfsj: beijingText(minute(30)) }),
      ),
    ),
  ]
}

/** What the police's service answers a writer: SOAP around a document whose head has code and message. */
function answerSteps(
  { client }: Session,
  { station, serial, vin, at }: { station: string; serial: string; vin: string; at: Date },
): Step[] {
  const visit = {
    jylsh: `${serial}-answer`,
    jyjgbh: station,
    clsbdh: vin,
    jycs: '1',
    jyrq: beijingText(at),
    zjjl: '2',
  }
  const answered = (
    name: string,
    expectation: string,
    wanted: { status: number; code: string },
    call: Partial<Call> & { body: string },
  ): Step => ({
    name,
    expectation,
    run: async () => {
      const answer = await client.call({
        path: '/feeds/inspections/safety-verdicts',
        contentType: 'text/xml',
        ...call,
      })
      const soap = readSoapAnswer(answer.text)
      return finding(
        soap === undefined ? inWords(answer) : `${answer.status} ${soap.text.slice(0, 60)}`,
        [soap !== undefined, 'the answer is not SOAP around a document with a head'],
        [answer.status === wanted.status, `the hub answers ${answer.status}, not ${wanted.status}`],
        [soap?.code === wanted.code, `its message does not begin with ${wanted.code}`],
      )
    },
  })
  const good = policeCall('18C62', [visit])
  return [
    answered(
      'a call, its answer in SOAP',
      'code 1, the receipt in its message',
      { status: 201, code: '' },
      { body: good },
    ),
    answered(
      'a refusal, in SOAP',
      '401, UNAUTHENTICATED in its message',
      { status: 401, code: 'UNAUTHENTICATED' },
      { body: good, credential: { kind: 'none' } },
    ),
    answered(
      'a query (queryObjectOut) at the address of writers',
      '405, METHOD_NOT_ALLOWED in its message',
      { status: 405, code: 'METHOD_NOT_ALLOWED' },
      { body: good.replaceAll('writeObjectOut', 'queryObjectOut') },
    ),
  ]
}
