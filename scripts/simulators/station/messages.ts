import { beijingDay, beijingText } from '../beijing.ts'
import type { Batch } from '../faulty.ts'
import { inventedPlate, withVinCheckDigit } from '../identifiers.ts'
import { randomAt } from '../random.ts'

/** Record of a comprehensive report as a station's software writes it: head, and groups of what was measured. */
export type DetectRecord = Record<string, unknown>

/** A visit to send: what was measured, in the station's own words. */
export interface StationVisit {
  /** Comprehensive result 综检: record and conclusion, e.g. 一级. */
  comprehensive?: { record: DetectRecord; detectResult: string }
  /** Safety verdict 18C62, or re-test 18C65, or cancelled visit 18C72: police field name to value. */
  safety?: { jkid: '18C62' | '18C65' | '18C72'; fields: Record<string, string> }
  /** Confirmation of positioning unit and alarm. */
  equipment?: Record<string, string | number | boolean>
  /** Whatever else is sent, in its order, after those. */
  further?: readonly { message: string; record: StationRecord }[]
}

/** A record of a station's message: fields in the words of its format. */
export type StationRecord = Readonly<Record<string, unknown>>

/** The envelope of the comprehensive exchange: the payload is JSON text under a key of that very name. */
export function exchangeEnvelope(station: string, type: string, value: unknown): string {
  return JSON.stringify({
    CompanyId: station,
    // The organisation the station belongs to: its division.
    Source: station.slice(0, 6),
    IPCType: type,
    'IPCType.value': JSON.stringify(value),
  })
}

/** A `writeObjectOut` call of the police inspection supervision: each value URL-encoded UTF-8 in XML inside SOAP. */
export function policeCall(jkid: string, records: readonly StationRecord[]): string {
  const visits = records
    .map((fields) => {
      const inner = Object.entries(fields).map(
        ([name, value]) => `<${name}>${encodeURIComponent(String(value))}</${name}>`,
      )
      return `<vehispara>${inner.join('')}</vehispara>`
    })
    .join('')
  const document = `<?xml version="1.0" encoding="GBK"?><root>${visits}</root>`
  const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<soapenv:Body><writeObjectOut><xtlb>18</xtlb><jkxlh>SIMULATED</jkxlh><jkid>${jkid}</jkid>` +
    `<UTF8XmlDoc>${escaped}</UTF8XmlDoc></writeObjectOut></soapenv:Body></soapenv:Envelope>`
  )
}

/** The messages of a visit in the order comprehensive, safety, equipment, and what else there is. */
export function batchesOf({
  comprehensive,
  safety,
  equipment,
  further = [],
}: StationVisit): Batch<StationRecord>[] {
  return [
    ...(comprehensive
      ? [
          {
            message: 'shareDetectInfo',
            records: [detectInfoOf(comprehensive)],
          },
        ]
      : []),
    ...(safety ? [{ message: safety.jkid, records: [safety.fields] }] : []),
    ...(equipment ? [{ message: 'equipmentConfirmation', records: [equipment] }] : []),
    ...further.map(({ message, record }) => ({ message, records: [record] })),
  ]
}

/** A report as stations send it: the record, and a sheet that repeats the vehicle and lists items by hand and by device. */
export function detectInfoOf({
  record,
  detectResult,
}: {
  record: DetectRecord
  detectResult: string
}): StationRecord {
  const [grade, failed] = [detectResult === '一级' ? '1' : '2', detectResult === '不合格']
  return {
    detectRecord: record,
    detectReport: {
      detectResult,
      note: '',
      tractorInfo: { vehicleNo: record.vehicleNo, vinNo: record.vinNo },
      trailerInfo: { vehicleNo: '无' },
      manualTestResult: ['1', '2', '3', '4', '5', '6'].map((detectCls) => ({
        detectCls,
        evaluate: failed && detectCls === '3' ? '-1' : '0',
        unqualifiedItem: failed && detectCls === '3' ? '制动管路渗漏' : '无',
      })),
      performanceItem: [
        { itemCode: 'power', detectData: '66.0', standardValue: '≥58.2', evaluate: grade },
        { itemCode: 'horn_sound_pressure_level', detectData: '101', standardValue: '90~115', evaluate: '0' },
      ],
    },
    image: [],
    video: [],
  }
}

/** What the devices of a test line measured of a vehicle that passes. */
const measured = {
  power: { standardPower: '58.2', steadySpeed: '81.0', evaluate: '1', count: '1' },
  brake: {
    singleAxle: [{ axleSerialNo: '1', axleBrakeRate: '65.0', evaluate: '0', count: '1' }],
    wholeVehicle: {
      singleVehicle: { wholeVehicleBrakeRate: '62.0', parkBrakeRate: '23.5', evaluate: '0', count: '1' },
    },
  },
  suspension: [{ axleType: '前轴', evaluate: '0' }],
  mainLamp: [{ lampType: '1', farLightStrong: '20500', evaluate: '0' }],
  singleItem: [{ itemCode: 'speed_meter', detectResult: '36.1', evaluate: '0' }],
}

const visitsPerDay = 9_999

/**
 * Visits of a seed: each passes both tests but every fifth, which fails the first attempt and passes the re-test, and
 * every eleventh, which is cancelled.
 */
export function* inventedVisits(
  station: string,
  { seed, count, at }: { seed: number; count: number; at: Date },
): Generator<StationVisit> {
  for (let index = 0; index < count; index += 1) {
    const visitedAt = new Date(
      at.getTime() - 600_000 - Math.floor(index / visitsPerDay) * 86_400_000 - (index % visitsPerDay) * 1000,
    )
    const day = beijingDay(visitedAt).replaceAll('-', '')
    const serial = `${station}${day}${String((index % visitsPerDay) + 1).padStart(4, '0')}`
    const vin = withVinCheckDigit(
      `LSG${String(seed % 100_000).padStart(5, '0')}0H2${String(index).padStart(6, '0')}`,
    )
    const plate = inventedPlate(seed * 1000 + index)
    const mileage = Math.floor(randomAt(seed, index) * 200_000)
    const failsFirst = index % 5 === 4
    const fields = {
      jylsh: serial,
      jyjgbh: station,
      hphm: plate.slice(1),
      hpzl: '52',
      clsbdh: vin,
      jycs: '1',
      jyrq: beijingText(visitedAt),
      zjjl: failsFirst ? '2' : '1',
      yxqz: beijingDay(visitedAt, 1),
      bhgx: failsFirst ? 'B1,H1' : '',
      lc: String(mileage),
    }
    yield {
      comprehensive: {
        record: {
          dsId: station,
          dsName: '虚构检测站',
          detectSn: serial,
          detectType: '1',
          detectDate: beijingText(visitedAt),
          client: '虚构委托人',
          vehicleNo: plate,
          plateColorCode: '94',
          vinNo: vin,
          vehicleType: 'K33',
          travelMileage: String(mileage),
          fuelType: 'C',
          detectLine: 'A',
          busiType: '在用',
          transCertificateCode: '',
          seatCount: '5',
          detectTotalCount: '1',
          ...measured,
        },
        detectResult: '一级',
      },
      safety: { jkid: '18C62', fields },
    }
    if (failsFirst)
      yield {
        safety: {
          jkid: '18C65',
          fields: {
            ...fields,
            jycs: '2',
            jyrq: beijingText(new Date(visitedAt.getTime() + 300_000)),
            zjjl: '1',
            bhgx: '',
          },
        },
      }
    if (index % 11 === 10)
      yield {
        safety: {
          jkid: '18C72',
          fields: {
            jylsh: serial,
            jyjgbh: station,
            clsbdh: vin,
            zfsj: beijingText(new Date(visitedAt.getTime() + 360_000)),
          },
        },
      }
  }
}
