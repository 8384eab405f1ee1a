import type { CrashPoint } from '@one-visit/kit/crash.ts'
import { type FeedContract, feedContracts, type ModelRecord } from '@one-visit/kit/feed/testing.ts'
import { confirmationHistory, confirmations, stationLicenceHistory, stationLicences } from '../tables.ts'
import { authorityToken, openStations, station } from '../testing.ts'
import { createAccessTokens } from './access-token.ts'
import { cancellationPlan } from './cancellation-plan.ts'
import { attemptsMax, inspectionPlan } from './inspection-plan.ts'

const secret = `whsec_${Buffer.from(`secret of station ${station}`).toString('base64')}`

/** An address may carry a token, which the room's own key signs; the second credential must be the same sender's. */
async function open(parts: { crash: CrashPoint }) {
  const { room, db, keys, clock, close } = await openStations(undefined, { withAuthority: true, ...parts })
  const token = createAccessTokens(keys.journalKey).issue(station, clock())
  const inject: typeof room.app.inject = ((asked: { url: string }) =>
    room.app.inject({ ...asked, url: asked.url.replace('TOKEN', token) })) as never
  const app = new Proxy(room.app, {
    get: (target, name, receiver) => (name === 'inject' ? inject : Reflect.get(target, name, receiver)),
  })
  return { app, feeds: room.feeds, db, close }
}

const common = {
  contentType: 'application/json',
  headers: { authorization: `Bearer ${secret}` },
  batch: JSON.stringify,
  // The kit holds the merge itself against the model many times over; here it is each format's words.
  runs: 3,
} satisfies Partial<FeedContract>

const vinOf = (key: number): string => `LSVAA2BR9HN${String(key).padStart(6, '0')}`

/** Beijing time as the formats write it. */
function written(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** The test was on one day; what the model calls the time of a record is when it was corrected. */
function detectInfo({ key, at, variant, deleted }: ModelRecord) {
  return {
    detectRecord: {
      dsId: station,
      detectSn: `${station}20250228${String(key).padStart(4, '0')}`,
      detectType: '1',
      detectDate: '2025-02-28 09:00:00',
      power: { standardPower: '58.2', evaluate: '1' },
      vinNo: vinOf(key),
      travelMileage: `${variant + 1}00.4`,
      detectTotalCount: 1,
      flag: deleted ? 3 : 2,
      updateTime: written(at),
    },
    detectReport: {
      detectResult: '二级',
      manualTestResult: [{ detectCls: '1', evaluate: '0', unqualifiedItem: '无' }],
    },
  }
}

const first = { key: 9000, at: new Date('2025-03-01T00:00:00Z'), sequence: 0, variant: 0, deleted: false }

const exchange: FeedContract = {
  ...common,
  url: '/feeds/inspections/detecting-api/restapi/detecting/put_data;token=TOKEN',
  batch: (records) =>
    JSON.stringify({
      CompanyId: station,
      Source: '0',
      IPCType: 'shareDetectInfo',
      'IPCType.value': JSON.stringify(records),
    }),
  record: detectInfo,
  bad: {
    record: { ...detectInfo(first), detectReport: { detectResult: '四级' } },
    code: 'CODE_UNKNOWN',
    pointer: '/detectReport/detectResult',
  },
  withText: (text) => ({ ...detectInfo(first), note: text }),
  // Stations read why only under a 2xx status.
  statuses: { malformed: 200, keyReused: 200 },
  plan: inspectionPlan,
  hasSequence: false,
  // Of one instant a report that is taken back is gone.
  sequenceOf: ({ deleted }) => (deleted ? attemptsMax : 0),
}

function soap(jkid: string) {
  return (records: readonly unknown[]) => {
    const inner = (records as Record<string, string>[])
      .map(
        (fields) =>
          `<vehispara>${Object.entries(fields)
            .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
            .join('')}</vehispara>`,
      )
      .join('')
    const document = `&lt;?xml version="1.0" encoding="GBK"?&gt;<root>${inner}</root>`
    const escaped = document.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return `<Envelope><Body><writeObjectOut><jkid>${jkid}</jkid><UTF8XmlDoc>${escaped}</UTF8XmlDoc></writeObjectOut></Body></Envelope>`
  }
}

function visit({ key, at, variant }: ModelRecord): Record<string, string> {
  return {
    jylsh: `C${key}`,
    jyjgbh: station,
    jcxdh: '1',
    clsbdh: vinOf(key),
    jycs: '2',
    jyrq: '2025-02-28 09:00:00',
    gxsj: written(at),
    zjjl: '1',
    lc: String(1000 + variant),
  }
}

const police = {
  ...common,
  url: '/feeds/inspections/safety-verdicts',
  contentType: 'text/xml',
  hasDeletes: false,
}

const verdicts: FeedContract = {
  ...police,
  batch: soap('18C62'),
  record: visit,
  bad: { record: { ...visit(first), zjjl: '-1' }, code: 'CODE_UNKNOWN', pointer: '/zjjl' },
  malformed: '<a',
  plan: inspectionPlan,
  hasSequence: false,
  sequenceOf: () => 1,
}

const cancellations: FeedContract = {
  ...police,
  batch: soap('18C72'),
  record: ({ key, at, variant }) => ({
    jylsh: `D${key}`,
    jyjgbh: station,
    clsbdh: vinOf(10 * key + variant),
    zfsj: written(at),
  }),
  bad: {
    record: { jylsh: 'D', jyjgbh: station, clsbdh: 'short', zfsj: '2025-03-01 08:00:00' },
    code: 'VIN_LENGTH',
    pointer: '/clsbdh',
  },
  malformed: '<a',
  plan: cancellationPlan,
  hasSequence: false,
}

function annulment({ key, at, sequence, variant, deleted }: ModelRecord) {
  return {
    recordId: `a-${key}`,
    updatedAt: at.toISOString(),
    sequence,
    deleted,
    station,
    serial: `E${key}`,
    vin: vinOf(10 * key + variant),
  }
}

const annulments: FeedContract = {
  ...common,
  url: '/feeds/inspections/annulments',
  record: annulment,
  bad: {
    record: { ...annulment(first), station: '330302002' },
    code: 'SENDER_NOT_ALLOWED',
    pointer: '/station',
  },
  withText: (text) => ({ ...annulment(first), serial: text }),
  plan: cancellationPlan,
}

function confirmation({ key, at, variant }: ModelRecord) {
  return {
    recordId: `eq-${key}`,
    vin: vinOf(key),
    station,
    positioning: variant !== 1,
    alarm: variant !== 2,
    confirmedOn: '2025-03-01',
    signedBy: 'clerk',
    signedAt: at.toISOString(),
  }
}

const equipment: FeedContract = {
  ...common,
  url: '/feeds/inspections/equipment-confirmations',
  record: confirmation,
  bad: {
    record: { ...confirmation(first), station: '330302002' },
    code: 'SENDER_NOT_ALLOWED',
    pointer: '/station',
  },
  withText: (text) => ({ ...confirmation(first), signedBy: text }),
  plan: { table: confirmations, history: confirmationHistory, key: ['vin'] },
  hasSequence: false,
  hasDeletes: false,
}

function licence({ key, at, sequence, variant, deleted }: ModelRecord) {
  return {
    recordId: `l-${key}`,
    updatedAt: at.toISOString(),
    sequence,
    deleted,
    station: '330303900',
    line: `L${key}`,
    number: '浙检',
    validFrom: '2024-01-01',
    validUntil: `203${variant}-12-31`,
  }
}

const stationLicensing: FeedContract = {
  ...common,
  headers: { authorization: `Bearer ${authorityToken}` },
  url: '/feeds/inspections/station-licences',
  record: licence,
  bad: {
    record: { ...licence(first), validUntil: '2023-01-01' },
    code: 'PERIOD_REVERSED',
    pointer: '/validUntil',
  },
  withText: (text) => ({ ...licence(first), number: text }),
  plan: { table: stationLicences, history: stationLicenceHistory, key: ['stationId', 'line', 'validFrom'] },
}

feedContracts(open, {
  shareDetectInfo: exchange,
  '18C62': verdicts,
  '18C72': cancellations,
  visitAnnulment: annulments,
  equipmentConfirmation: equipment,
  stationLicence: stationLicensing,
})
