import { beijingDay, beijingText } from '../beijing.ts'
import { type DetectRecord, inventedVisits, type StationRecord, type StationVisit } from './messages.ts'

/** Which visits are invented. */
export interface StationRun {
  seed: number
  count: number
  at: Date
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** An image nobody else has: the bytes after the end of a PNG are shown by nobody. */
const imageOf = (text: string): string => Buffer.concat([onePixel, Buffer.from(text)]).toString('base64')

const timeOf = (text: unknown): Date => new Date(`${String(text).replace(' ', 'T')}+08:00`)

/**
 * Everything a station sends about the visits of a seed: its own description, then of each visit the vehicle and the
 * question for its number, results, devices, images and report; of every sixth visit a correction, of the one after it
 * the report taken back, of the next the visit annulled.
 */
export function* everythingOf(station: string, run: StationRun): Generator<StationVisit> {
  yield {
    further: [
      {
        message: 'shareDetectionStationInfo',
        record: { detectionStation: { stationInfo: stationOf(station) } },
      },
    ],
  }
  let index = 0
  for (const visit of inventedVisits(station, run)) {
    yield* furtherOf(station, visit, index)
    if (visit.comprehensive !== undefined) index += 1
  }
}

function furtherOf(station: string, visit: StationVisit, index: number): StationVisit[] {
  const head = visit.comprehensive?.record
  if (head === undefined) return [visit]
  const { detectSn, vinNo, vehicleNo, plateColorCode, travelMileage, detectDate } = head
  const serial = String(detectSn)
  const testedAt = timeOf(detectDate)
  const described: StationRecord = {
    dsId: station,
    vinNo,
    vehicleNo,
    plateColorCode,
    vehicleBrandModel: '虚构牌 XG7000',
    registDate: beijingDay(testedAt, -2).replaceAll('-', ''),
    productionDate: beijingDay(testedAt, -3).replaceAll('-', ''),
    seatCount: 5,
  }
  const equipment = {
    recordId: `sim-equipment-${serial}`,
    vin: String(vinNo),
    station,
    positioning: true,
    alarm: true,
    confirmedOn: beijingDay(testedAt),
    signedBy: 'sim-clerk',
    signedAt: testedAt.toISOString(),
  }
  const annulment = {
    recordId: `sim-annulment-${serial}`,
    updatedAt: new Date(testedAt.getTime() + 300_000).toISOString(),
    station,
    serial,
    vin: vinNo,
  }
  return [
    {
      further: [
        { message: 'shareVehicleInfo', record: described },
        { message: 'getVehicleInfoAndDetectSn', record: { dsId: station, vinNo, vehicleNo } },
      ],
    },
    {
      ...visit,
      equipment,
      further: [...imagesOf(head), { message: 'reportFile', record: pdfOf(serial) }],
    },
    ...(index % 6 === 1
      ? [
          reportAgain(
            {
              comprehensive: {
                detectResult: '二级',
                record: { ...head, travelMileage: String(Number(travelMileage) + 1) },
              },
            },
            2,
            60,
          ),
        ]
      : []),
    ...(index % 6 === 2 ? [reportAgain(visit, 3, 120)] : []),
    ...(index % 6 === 3 ? [{ further: [{ message: 'visitAnnulment', record: annulment }] }] : []),
  ]
}

/** What a station says of itself. */
function stationOf(station: string): StationRecord {
  return {
    dsId: station,
    dsName: `虚构检测站${station}`,
    dsType: '150',
    createStationDate: '20160801',
    ma: '2019990077',
    maExpDate: '20291231',
    orgId: station.slice(0, 6),
    createDate: '20160801',
    address: '虚构路9号',
  }
}

/** Images of a visit, each with the head of its own that stations give them; some are data URIs. */
function imagesOf({ dsId, vehicleNo, detectSn, plateColorCode, vinNo }: DetectRecord) {
  const head = { dsId, vehicleNo, detectSn, plateColorCode, vinNo, imageType: '1' }
  const list = (message: string, name: string, before = ''): { message: string; record: StationRecord } => ({
    message,
    record: { [name]: [{ ...head, base64Image: `${before}${imageOf(`${name} ${detectSn}`)}` }] },
  })
  return [
    list('sharePrintImage', 'printImage'),
    list('shareReportImage', 'reportImage', 'data:image/png;base64,'),
    list('shareSignatureImage', 'signatureImage'),
  ]
}

function pdfOf(serial: string): StationRecord {
  return {
    serial,
    purpose: 'report',
    contentType: 'application/pdf',
    content: `%PDF-1.7\n% ${serial}\n%%EOF\n`,
  }
}

/**
 * The comprehensive report of a visit once more, dated `seconds` after the first: corrected (flag 2) or taken back (3).
 * Nothing where the visit had none.
 */
function reportAgain({ comprehensive }: StationVisit, flag: 2 | 3, seconds: number): StationVisit {
  if (comprehensive === undefined) return {}
  const { record } = comprehensive
  const updateTime = beijingText(new Date(timeOf(record.detectDate).getTime() + seconds * 1000))
  return { comprehensive: { ...comprehensive, record: { ...record, flag, updateTime } } }
}
