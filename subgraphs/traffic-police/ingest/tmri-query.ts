import { plateWithoutProvince } from '@one-visit/schema/identifiers.ts'

/** Interfaces that answer about one vehicle. */
export const vehicleInterfaces = ['01C21', '01C49', '18C49'] as const

/** jkid of an interface that answers about one vehicle. */
export type VehicleInterface = (typeof vehicleInterfaces)[number]

/** A vehicle as the police find it, and the VIN their answer must be about. */
export interface VehicleQuestion {
  vin: string
  /** With its province character. */
  plateNumber: string
  plateKind: string
  /** File number 档案编号 (dabh), where the asker knows it. */
  fileNumber?: string | undefined
}

/** What a query asks: interface and condition, element name to plain value. */
export interface TmriQuestion {
  /** Interface id jkid, e.g. 01C49; its first two digits are the system class xtlb. */
  interfaceId: string
  condition: Readonly<Record<string, string>>
}

/** What a question says of the asker. */
export interface TmriAsker {
  /** Province character of the asker's own province; 01C21 knows no other. */
  province: string
  /** Number of the inspection station that asks by 18C49, jyjgbh. */
  station: string | undefined
}

const vinTailLength = 4

const writers: Readonly<
  Record<VehicleInterface, (question: VehicleQuestion, asker: TmriAsker) => TmriQuestion | undefined>
> = {
  '01C21': ({ plateNumber, plateKind, fileNumber }, { province }) => {
    if (plateNumber.charAt(0) !== province) return undefined
    if (fileNumber !== undefined) return { interfaceId: '01C21', condition: { dabh: fileNumber } }
    return {
      interfaceId: '01C21',
      condition: { hpzl: plateKind, hphm: plateWithoutProvince(plateNumber) },
    }
  },
  '01C49': ({ plateNumber, plateKind }) => ({
    interfaceId: '01C49',
    condition: { sf: plateNumber.charAt(0), hpzl: plateKind, hphm: plateWithoutProvince(plateNumber) },
  }),
  '18C49': ({ vin, plateNumber, plateKind }, { province, station }) =>
    station === undefined || plateNumber.charAt(0) !== province
      ? undefined
      : {
          interfaceId: '18C49',
          condition: {
            hphm: plateWithoutProvince(plateNumber),
            hpzl: plateKind,
            clsbdh: vin.slice(-vinTailLength),
            jyjgbh: station,
          },
        },
}

/** What to ask about a vehicle: by the first interface, in the order given, that can be asked about it; undefined when none can. */
export function vehicleQuestion(
  interfaces: readonly VehicleInterface[],
  question: VehicleQuestion,
  asker: TmriAsker,
): TmriQuestion | undefined {
  for (const name of interfaces) {
    const written = writers[name](question, asker)
    if (written !== undefined) return written
  }
  return undefined
}

/** What to ask about a driver: 02C06 finds by resident ID number. */
export function driverQuestion(residentId: string): TmriQuestion {
  return {
    interfaceId: '02C06',
    condition: { sfzmhm: residentId },
  }
}

/** How the caller is known to the exchange. */
export interface TmriCaller {
  /** Licence key of the caller, jkxlh. */
  licenceKey: string
  /** `queryObjectOut`, or `queryObjectOutNew` where a deployment wants it. */
  operation: 'queryObjectOut' | 'queryObjectOutNew'
  /** What the parameter that holds the document is called. */
  documentParameter: 'UTF8XmlDoc' | 'QueryXmlDoc'
  /** What TmriOutNewAccess wants to know besides, by parameter name; undefined for TmriOutAccess. */
  identity: Readonly<Record<'cjsqbh' | 'dwjgdm' | 'dwmc' | 'yhbz' | 'yhxm' | 'zdbs', string>> | undefined
}

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The SOAP envelope of a query: an XML document whose header says GBK while each value is URL-encoded UTF-8. */
export function writeQuery({ interfaceId, condition }: TmriQuestion, caller: TmriCaller): string {
  const fields = Object.entries(condition)
    .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
    .join('')
  const document = `<?xml version="1.0" encoding="GBK"?><root><QueryCondition>${fields}</QueryCondition></root>`
  const parameters: [string, string][] = [
    ['xtlb', interfaceId.slice(0, 2)],
    ['jkxlh', caller.licenceKey],
    ['jkid', interfaceId],
    ...Object.entries(caller.identity ?? {}),
    [caller.documentParameter, document],
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"',
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<soapenv:Body><${caller.operation} soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">`,
    ...parameters.map(([name, value]) => `<${name} xsi:type="xsd:string">${escapeXml(value)}</${name}>`),
    `</${caller.operation}></soapenv:Body></soapenv:Envelope>`,
  ].join('')
}
