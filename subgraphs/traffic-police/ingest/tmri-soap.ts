import { XMLParser } from 'fast-xml-parser'

/**
 * The wire of the national traffic platform's exchange service `TmriOutAccess` (SOAP 1.1, RPC/encoded).
 *
 * A request carries system class, licence key, interface id and an XML document whose header says GBK while each
 * value is URL-encoded UTF-8. Real answers vary: the answer element is `…Return`, `Result` or `return`; the document
 * inside is encoded value by value, as a whole, or not at all.
 */
export interface TmriQuery {
  /** Interface id jkid, e.g. 01C49; its first two digits are the system class xtlb. */
  interfaceId: string
  /** Licence key of the caller, jkxlh. */
  licenceKey: string
  /** Query condition: element name to plain value. */
  condition: Readonly<Record<string, string>>
}

/** One record of an answer: element name to decoded text. */
export type TmriRecord = Readonly<Record<string, string>>

/** What the platform answered: its records, its own "nothing found", or its refusal. */
export type TmriAnswer =
  | { kind: 'found'; records: readonly TmriRecord[] }
  | { kind: 'nothing-found' }
  | { kind: 'refused'; code: string; message: string }

/** The answer cannot be read as an answer of this service. */
export class TmriMalformed extends Error {
  override readonly name = 'TmriMalformed'
}

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`)

const element = (name: string, value: string): string => `<${name}>${encodeURIComponent(value)}</${name}>`

/** The SOAP envelope of a `queryObjectOut` call. */
export const writeQuery = ({ interfaceId, licenceKey, condition }: TmriQuery): string => {
  const fields = Object.entries(condition)
    .map(([name, value]) => element(name, value))
    .join('')
  const document = `<?xml version="1.0" encoding="GBK"?><root><QueryCondition>${fields}</QueryCondition></root>`
  const parameter = (name: string, value: string) =>
    `<${name} xsi:type="xsd:string">${escapeXml(value)}</${name}>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"',
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    '<soapenv:Body><queryObjectOut soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">',
    parameter('xtlb', interfaceId.slice(0, 2)),
    parameter('jkxlh', licenceKey),
    parameter('jkid', interfaceId),
    parameter('UTF8XmlDoc', document),
    '</queryObjectOut></soapenv:Body></soapenv:Envelope>',
  ].join('')
}

type XmlNode = { [name: string]: XmlNode | XmlNode[] | string | string[] | undefined }

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: true,
})

const refuseDoctype = (xml: string): void => {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new TmriMalformed('a document type is not part of this service')
}

const parseXml = (xml: string): XmlNode => {
  refuseDoctype(xml)
  try {
    return parser.parse(xml) as XmlNode
  } catch (cause) {
    throw new TmriMalformed('the answer is not XML', { cause })
  }
}

const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const child = (node: XmlNode | undefined, name: RegExp): unknown => {
  const key = node && Object.keys(node).find((candidate) => name.test(candidate))
  return key === undefined ? undefined : node?.[key]
}

/** The text the service put into its answer element, whatever that element is called. */
const answerText = (soap: string): string => {
  const envelope = child(parseXml(soap), /^Envelope$/i)
  const body = isNode(envelope) ? child(envelope, /^Body$/i) : undefined
  if (!isNode(body)) throw new TmriMalformed('no SOAP body')
  if (child(body, /^Fault$/i) !== undefined) throw new TmriMalformed('the service answered with a SOAP fault')
  const response = Object.values(body).find(isNode)
  const text = child(response, /(return|result)$/i)
  if (typeof text !== 'string' || text === '') throw new TmriMalformed('no answer element')
  return text
}

const decodeForm = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    throw new TmriMalformed('a value is not URL-encoded UTF-8', { cause })
  }
}

const encodedByte = /%[0-9A-Fa-f]{2}/

/** Values are form-encoded unless the document shows plain Chinese and no encoded byte at all. */
const valueDecoder = (xml: string): ((value: string) => string) =>
  encodedByte.test(xml) || !/[^\x20-\x7e\s]/.test(xml) ? decodeForm : (value) => value

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]

const recordsOf = (body: unknown, decode: (value: string) => string): TmriRecord[] => {
  if (!isNode(body)) return []
  return Object.values(body)
    .flatMap(listOf)
    .filter(isNode)
    .map((node) =>
      Object.fromEntries(
        Object.entries(node).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name.toLowerCase(), decode(value)]] : [],
        ),
      ),
    )
}

/**
 * Reads an answer of `queryObjectOut`.
 * Code 1 with rownum 0 is "nothing found"; code 1 with an error text and no record is not.
 * @throws TmriMalformed when it is not an answer of this service
 */
export const readAnswer = (soap: string): TmriAnswer => {
  const text = answerText(soap)
  const encodedWhole = /^%3C/i.test(text)
  const xml = encodedWhole ? decodeForm(text) : text
  const root = child(parseXml(xml.replace(/^\s*<\?xml[^>]*\?>/, '')), /^root$/i)
  const head = isNode(root) ? child(root, /^head$/i) : undefined
  if (!isNode(root) || !isNode(head)) throw new TmriMalformed('no root/head in the answer')
  const decode = encodedWhole && !encodedByte.test(xml) ? (value: string) => value : valueDecoder(xml)
  const field = (name: RegExp): string => {
    const value = child(head, name)
    return typeof value === 'string' ? decode(value) : ''
  }
  const code = field(/^code$/i)
  const message = field(/^message$/i)
  if (code !== '1') return { kind: 'refused', code, message }
  const records = recordsOf(child(root, /^body$/i), decode)
  if (records.length > 0) return { kind: 'found', records }
  if (field(/^rownum$/i) === '0') return { kind: 'nothing-found' }
  throw new TmriMalformed('code 1 without a record and without rownum 0')
}
