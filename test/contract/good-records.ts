import { readdirSync, readFileSync } from 'node:fs'
import { badRecordFiles } from '../bad-input/messages.ts'

type Wire = Record<string, unknown>

const fixtures = (room: string): URL => new URL(`../../subgraphs/${room}/ingest/fixtures/`, import.meta.url)

/** Messages by the address of their feed where the bad records have a good one. */
const messageOfFeed: Readonly<Record<string, string>> = {
  'drivers/qualifications': 'drivers.driverQualification',
  'drivers/registrations': 'drivers.driverRegistration',
  'inspections/equipment-confirmations': 'inspections.equipmentConfirmation',
  'inspections/restapi/detecting/put_data': 'inspections.shareDetectInfo',
  'offices/affiliations': 'offices.affiliation',
  'offices/delegations': 'offices.delegation',
  'offices/directory': 'offices.office',
  'operators/licences': 'operators.operatorLicence',
  'operators/registrations': 'operators.operatorRegistration',
  'traffic-police/driving-licences': 'traffic-police.drivingLicence',
  'traffic-police/usage-changes': 'traffic-police.usageChange',
  'vehicles/identity-events': 'vehicles.identity.observed',
  'vehicles/permits': 'vehicles.vehiclePermit',
  'vehicles/registrations': 'vehicles.vehicleRegistration',
}

const goodOf = (feed: string): Wire | undefined => badRecordFiles().find((file) => file.feed === feed)?.good

const station = '330303001'

/** A good record of every message of every room, by `room.message` as the description names its schema. */
export function goodRecords(): Readonly<Record<string, Wire>> {
  return {
    ...Object.fromEntries(
      badRecordFiles().flatMap(({ feed, good }) => {
        const message = messageOfFeed[feed]
        return message === undefined ? [] : [[message, good]]
      }),
    ),
    'inspections.safetyVerdict': { jkid: '18C62', ...goodOf('inspections/safety-verdicts') },
    ...platformRecords(),
    'inspections.shareVehicleInfo': readFixture('inspections', 'vehicle-info.json'),
    'inspections.shareDetectionStationInfo': {
      detectionStation: { stationInfo: { dsId: station, dsName: '虚构检测站' } },
    },
    'inspections.stationLicence': {
      recordId: 'licence-1',
      updatedAt: '2026-02-01T08:00:00+08:00',
      station,
      line: 'A',
      number: '161100000001',
      validFrom: '2024-01-01',
      validUntil: '2029-12-31',
    },
    'inspections.visitCancelled': {
      jylsh: '330303001260201009',
      jyjgbh: station,
      clsbdh: 'LSVAA2BR9HN012345',
      jyrq: '2026-02-01 08:00:00',
      zfsj: '2026-02-01 09:00:00',
    },
    'inspections.visitAnnulment': {
      recordId: 'annulment-1',
      updatedAt: '2026-02-01T09:00:00+08:00',
      station,
      serial: '330303001260201010',
      vin: 'LSVAA2BR9HN012345',
    },
    'inspections.reportFile': {
      dsId: station,
      detectSn: '330303001202602010001',
      purpose: 'REPORT',
      image: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64'),
      contentType: 'application/pdf',
    },
  }
}

/** Platform messages as the rooms' own tests have them: an envelope, and under the message's name a record or several. */
function platformRecords(): Record<string, Wire> {
  return Object.fromEntries(
    readdirSync(fixtures('platforms'))
      .filter((file) => !/broken|misspelt|wild/.test(file))
      .map((file) => {
        const envelope = readFixture('platforms', file)
        const [record] = [envelope[String(envelope.IPCType)]].flat()
        return [`platforms.${String(envelope.IPCType)}`, record as Wire]
      }),
  )
}

function readFixture(room: string, file: string): Wire {
  return JSON.parse(readFileSync(new URL(file, fixtures(room)), 'utf8')) as Wire
}
