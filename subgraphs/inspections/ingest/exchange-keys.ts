/** Keys of the comprehensive exchange, as stations' software sends them: what is beside them is named to the sender. */
import { isObject } from '@one-visit/schema/is-object.ts'

const head = ['dsId', 'vehicleNo', 'detectSn', 'plateColorCode', 'vinNo']

const vehicle = [
  'vehicleNo',
  'plateColorCode',
  'vinNo',
  'engineNo',
  'client',
  'vehicleBrandModel',
  'vehicleBodyColor',
  'vehicleType',
  'transCertificateCode',
  'registDate',
  'productionDate',
]

/** Keys by where they stand in a payload; `*` is any place of a list. Groups of measurements are open: their figures are many. */
const reportKeys: Readonly<Record<string, readonly string[]>> = {
  '': ['detectRecord', 'detectReport', 'image', 'video'],
  '/detectRecord': [
    ...head,
    ...vehicle,
    ...['dsName', 'detectType', 'detectDate', 'detectLine', 'busiType', 'detectTotalCount', 'travelMileage'],
    ...['fuelType', 'steeringAxleAmount', 'mainVehicleAxleAmount', 'driveAxleAmount', 'driveAxleLoadMass'],
    ...['driveType', 'driveWheelModel', 'vehicleSuspensionForm', 'compressIgnitEnginePower', 'ratedTorque'],
    ...['ratedSpeedOfIgnit', 'totalWeight', 'totalWeightOfTractor', 'vehicleHeight', 'vehicleLength'],
    ...['frontTrack', 'busTypeLevel', 'truckBodyType', 'shaftForm', 'lampSystem', 'seatCount', 'overallSize'],
    ...[
      'farLightCanAdjust',
      'parkAxle',
      'carriageSsideboardHeight',
      'trailerVehicleNo',
      'trailerVehicleType',
    ],
    ...['trailerVehicleAxleAmount', 'overallSizeTrailer', 'ssideboardHeightTrailer'],
    ...['power', 'fuelEconomy', 'brake', 'emission', 'suspension', 'mainLamp', 'singleItem'],
    // Ours: the exchange has no words for corrections and for a last day.
    ...['flag', 'Flag', 'updateTime', 'UpdateTime', 'validUntil'],
  ],
  '/detectReport': [
    ...['detectResult', 'note', 'tractorInfo', 'trailerInfo', 'manualTestResult', 'performanceItem'],
  ],
  '/detectReport/manualTestResult/*': ['detectCls', 'evaluate', 'unqualifiedItem'],
  '/detectReport/performanceItem/*': ['itemCode', 'detectData', 'standardValue', 'evaluate'],
}

const stationKeys = [
  ...['dsId', 'dsName', 'dsType', 'createStationDate', 'orgnumber', 'ma', 'maExpDate', 'orgId', 'createDate'],
  ...['address', 'email', 'industryid', 'isOnline', 'principal', 'tel', 'introduce', 'elseInvestDes'],
  ...['staffNumber', 'equipmentNumber', 'fax', 'website', 'post', 'longitude', 'latitude', 'servicePromise'],
  ...['chargeStandard', 'beianNo', 'note', 'staffList', 'deviceList', 'detectAbility'],
]

const vehicleKeys = [
  ...['dsId', ...vehicle, 'overallSize', 'axleAmount', 'steeringAxleAmount', 'vehicleWeight'],
  ...['approveWeight', 'totalWeight', 'ownerName', 'trailerVehicleNo', 'transCertificateFirstDate'],
  ...['engineModel', 'chassisNo', 'busTypeLevel', 'brakeModel', 'parkType', 'driveType', 'driveAxleAmount'],
  ...[
    'fuelType',
    'lampSystem',
    'vehicleSuspensionForm',
    'ratifiedLoadCapacity',
    'seatCount',
    'travelMileage',
  ],
  ...['farLightCanAdjust', 'parkAxle', 'maxDesignSpeed', 'isTurbo', 'isAbs', 'engineCylinder'],
]

const imageKeys = [...head, 'imageType', 'base64Image']

/** Notes about keys of a report nobody knows, so that nothing is dropped in silence. */
export const unknownReportKeys = (report: unknown): string[] =>
  Object.entries(reportKeys).flatMap(([place, known]) => notesOf(foundAt(report, place), known, place))

/** The same of a station's description; `place` is where it stands in its message. */
export const unknownStationKeys = (description: unknown, place: string): string[] =>
  notesOf([description], stationKeys, place)

/** The same of a described vehicle. */
export const unknownVehicleKeys = (description: unknown): string[] => notesOf([description], vehicleKeys, '')

/** The same of an image with its head. */
export const unknownImageKeys = (image: unknown, place: string): string[] =>
  notesOf([image], imageKeys, place)

/** What stands at a place. */
function foundAt(node: unknown, place: string): unknown[] {
  return place
    .split('/')
    .slice(1)
    .reduce<unknown[]>(
      (nodes, key) =>
        nodes.flatMap((inner) => {
          if (key === '*') return Array.isArray(inner) ? inner : []
          return isObject(inner) ? [inner[key]] : []
        }),
      [node],
    )
}

/** One note for all keys of a place. */
function notesOf(nodes: readonly unknown[], known: readonly string[], place: string): string[] {
  const unknown = new Set(
    nodes.flatMap((node) => (isObject(node) ? Object.keys(node) : [])).filter((key) => !known.includes(key)),
  )
  if (unknown.size === 0) return []
  const named = [...unknown].map((key) => key.slice(0, 60)).join(', ')
  return [
    `unknown ${unknown.size === 1 ? 'key' : 'keys'}${place === '' ? '' : ` in ${place.slice(1)}`}: ${named}`,
  ]
}
