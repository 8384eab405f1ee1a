import { beijingDay, beijingText } from '../../simulators/beijing.ts'
import { detectInfoOf, exchangeEnvelope } from '../../simulators/station/messages.ts'
import type { Answer } from '../client.ts'
import { runNumber } from '../profiles/profile.ts'
import { stationVin } from '../profiles/station.ts'
import { inWords, outcomesOf } from '../receipt.ts'
import type { Session } from '../session.ts'
import { finding, type Step } from './step.ts'
import { verdictSteps } from './verdicts.ts'

const exchange = '/feeds/inspections/restapi/detecting'

/** The comprehensive exchange: a token, results, and what is wrong with a result, in the exchange's own answers. */
export function exchangeSteps(session: Session, parts: { station: string; password: string }): Step[] {
  const { client, startedAt, get, minute } = session
  const { station, password } = parts
  const serial = `${station}${beijingDay(minute(0)).replaceAll('-', '')}${runNumber(startedAt).slice(-4)}`
  const vin = stationVin(startedAt, 30)
  let token = ''
  let receipt = ''
  const tokenCall = (secret: string): Promise<Answer> =>
    client.call({
      path: `${exchange}/get_access_token`,
      body: exchangeEnvelope(station, 'getAccessToken', { username: `JCZ${station}`, password: secret }),
      credential: { kind: 'none' },
    })
  const put = (body: string, by = token): Promise<Answer> =>
    client.call({ path: `${exchange}/put_data;token=${by}`, body, credential: { kind: 'none' } })
  const result = (head: object): string => {
    const record = {
      dsId: station,
      detectSn: serial,
      detectType: '1',
      detectDate: beijingText(minute(0)),
      vehicleNo: '',
      vinNo: vin,
      travelMileage: '42000',
      detectTotalCount: '1',
      power: { standardPower: '58.2', evaluate: '1' },
      ...head,
    }
    return exchangeEnvelope(station, 'shareDetectInfo', detectInfoOf({ record, detectResult: '一级' }))
  }
  const refused = (name: string, status: number, attempt: () => Promise<Answer>): Step => ({
    name,
    expectation: `${status}, code 0`,
    run: async () => {
      const answer = await attempt()
      return finding(
        exchangeWords(answer),
        [answer.status === status, `the hub answers ${answer.status}, not ${status}`],
        [answer.json?.code === '0', 'the code of the answer is not "0"'],
      )
    },
  })
  /** A message that is refused, and corrected by a whole result when the run ends; without `isResult` it is dropped. */
  const faulty = (name: string, code: string, body: () => string, isResult = true): Step => ({
    name,
    expectation: `200, code 0, ${code}`,
    run: async () => {
      const answer = await put(body())
      const { records } = (await get(`receipts/${String(answer.json?.data)}`)).json ?? {}
      const [{ quarantineId = '' } = {}] = (records ?? []) as { quarantineId?: string }[]
      if (quarantineId !== '' && isResult)
        session.quarantined.set(quarantineId, {
          // Said after all that was wrong with it: what stood before corrects nothing.
          batch: {
            route: 'restapi/detecting/put_data;token=:token',
            body: result({ flag: '2', updateTime: beijingText(minute(45)) }),
          },
        })
      else if (quarantineId !== '')
        await session.post(`quarantine/${quarantineId}/discard`, { reason: 'conformance run' })
      return finding(
        exchangeWords(answer),
        [answer.status === 200, `the hub answers ${answer.status}, not 200`],
        [answer.json?.code === '0', 'the code of the answer is not "0"'],
        [String(answer.json?.status).startsWith(code), `its status does not name ${code}`],
      )
    },
  })
  return [
    refused('token for a wrong password', 401, () => tokenCall('conformance-wrong')),
    {
      name: 'token',
      expectation: '200, code 1 and access_token',
      run: async () => {
        const answer = await tokenCall(password)
        token = String(answer.json?.access_token ?? '')
        return finding(
          `${answer.status} code ${String(answer.json?.code)}`,
          [answer.status === 200 && answer.json?.code === '1', 'the code of the answer is not "1"'],
          [token !== '', 'there is no access_token'],
        )
      },
    },
    refused('put_data with a wrong token', 401, () => put(result({}), 'conformance-wrong')),
    faulty('put_data that is cut off', 'BODY_NOT_JSON', () => result({}).slice(0, -40)),
    faulty(
      'put_data of a message the hub does not take',
      'MESSAGE_UNKNOWN',
      () => exchangeEnvelope(station, 'shareNothing', {}),
      false,
    ),
    {
      name: 'put_data shareDetectInfo',
      expectation: '200, code 1 and a receipt',
      run: async () => {
        const answer = await put(result({}))
        receipt = String(answer.json?.data ?? '')
        return finding(
          exchangeWords(answer),
          [answer.status === 200 && answer.json?.code === '1', 'the code of the answer is not "1"'],
          [receipt !== '', 'there is no receipt in data'],
        )
      },
    },
    {
      name: 'its receipt, asked for later',
      expectation: '200, APPLIED',
      run: async () => {
        const answer = await get(`receipts/${receipt}`)
        return finding(inWords(answer), [
          answer.status === 200 && outcomesOf(answer)[0]?.outcome === 'APPLIED',
          'the result is not APPLIED',
        ])
      },
    },
    faulty('a result whose serial number is not 21 digits', 'SERIAL_FORM', () =>
      result({ detectSn: '12345' }),
    ),
    faulty('another station’s result', 'SENDER_NOT_ALLOWED', () =>
      result({ dsId: '999999999', detectSn: `999999999${serial.slice(9)}` }),
    ),
    faulty('a VIN with the letter O', 'VIN_', () => result({ vinNo: `O${vin.slice(1)}` })),
    faulty('grade one, and a brake that failed', 'CONCLUSION_CONTRADICTS', () =>
      result({ brake: { wholeVehicle: { singleVehicle: { evaluate: '-1' } } } }),
    ),
    {
      name: 'a result with a key nobody knows',
      expectation: '200, code 1 and a note',
      run: async () => {
        const answer = await put(result({ remark: 'conformance' }))
        return finding(
          exchangeWords(answer),
          [answer.status === 200 && answer.json?.code === '1', 'the code of the answer is not "1"'],
          [String(answer.json?.status).includes('remark'), 'its status does not name the key'],
        )
      },
    },
    ...verdictSteps(session, { station, serial, vin }),
  ]
}

/** An answer of the comprehensive exchange: its code and its text. */
function exchangeWords({ status, json }: Answer): string {
  return `${status} code ${String(json?.code)} ${String(json?.status ?? '').slice(0, 60)}`
}
