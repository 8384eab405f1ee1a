import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStations, type Stations, station } from './testing.ts'

let played: Stations
beforeAll(async () => {
  played = await openStations('2026-01-20T10:00:00+08:00')
})
afterAll(() => played.close())

const vin = 'LSVAA2BR9HN012345'

/** A verdict as the station's software writes it. */
const visit = (jylsh: string, zjjl: string) => ({
  jylsh,
  jyjgbh: station,
  clsbdh: vin,
  hphm: '浙CD12345',
  jycs: '1',
  jyrq: '2026-01-19 10:00:00',
  zjjl,
  yxqz: '2027-01-31',
  bhgx: zjjl === '1' ? '' : '制动不合格',
})

async function ask(path: string, body?: object) {
  const answer = await played.room.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/feeds/inspections/${path}`,
    headers: { authorization: `Bearer ${played.secretOf(station)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

// What scripts/conformance/README.md tells a station to do, call by call.
it.each(['UTF-8', 'GBK'])(
  'a SOAP record in quarantine is found and corrected by its station with the whole call as a text, declared as %s',
  async (encoding) => {
    const soap = (jkid: string, fields: Record<string, string>) =>
      played.soap(jkid, fields).replace('encoding="UTF-8"', `encoding="${encoding}"`)
    await played.sendXml(soap('18C62', visit(encoding, '7')))
    const listed = (await ask('quarantine')).body.records
    expect(listed).toMatchObject([{ message: 'safetyVerdict', code: 'CODE_UNKNOWN', pointer: '/zjjl' }])
    const path = `quarantine/${listed[0].id}`
    const correction = {
      route: 'safety-verdicts',
      contentType: 'text/xml',
      body: soap('18C62', visit(encoding, '2')),
    }
    const { status, body } = await ask(`${path}/resubmit`, correction)
    expect({ status, records: body.records }).toMatchObject({
      status: 200,
      records: [{ outcome: 'APPLIED' }],
    })
    expect((await ask(path)).body.state).toBe('RESUBMITTED')
    const { data } = await played.ask(
      `query($vin: VIN!) { vehicle(vin: $vin) { inspection(kind: SAFETY) { record { verdict failedItems } } } }`,
      { vin },
    )
    expect(data).toMatchObject({
      vehicle: { inspection: { record: { verdict: 'FAIL', failedItems: ['制动不合格'] } } },
    })
  },
)
