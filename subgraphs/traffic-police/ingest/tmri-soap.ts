import { HubError } from '@one-visit/kit/errors.ts'
import { isXmlNode, readXml, type XmlNode } from '@one-visit/kit/feed/read/xml.ts'
import { twiceField } from './said-twice.ts'
import { formDecoder, holdsEncodedByte, TmriMalformed, textOf } from './tmri-text.ts'

/** One record of an answer: element name in lower case to decoded text. */
export type TmriRecord = Readonly<Record<string, string>>

/** What the platform answered: its records, its own "nothing found", or its refusal. */
export type TmriAnswer =
  | { kind: 'found'; records: readonly TmriRecord[] }
  | { kind: 'nothing-found' }
  | { kind: 'refused'; code: string; message: string }

type Decode = (value: string) => string

const asItStands: Decode = (value) => value

/** Words of a message that tell of a fault, whatever the numbers beside it say. */
const tellsOfFault = /异常|错误|失败|超时|未授权|exception|error|fail/i

/** The driver interface says "nothing found" by code 0 and these words. */
const noSuchData = /^查无此数据/

/**
 * Reads an answer of `queryObjectOut`: the bytes as they came.
 * Code 1 with rownum 0 is "nothing found"; code 1 with an error text or a body that says null is not. Other records than
 * rownum counts are no answer, and neither is what says two things under one name.
 * @throws TmriMalformed when it is not an answer of this service
 */
export function readAnswer(bytes: Buffer): TmriAnswer {
  const { root, decode } = documentOf(answerText(textOf(bytes)))
  const head = child(root, /^head$/i)
  if (!isXmlNode(head)) throw new TmriMalformed('no head in the answer')
  const field = (name: RegExp): string => {
    const value = child(head, name)
    return typeof value === 'string' ? decode(value) : ''
  }
  const [code, message] = [field(/^code$/i), field(/^message$/i)]
  const count = field(/^rownum$/i).trim()
  const body = child(root, /^body$/i)
  const isEmpty = body === undefined || body === ''
  if (code === '0' && isEmpty && ['', '0'].includes(count) && noSuchData.test(message))
    return { kind: 'nothing-found' }
  if (code !== '1') return { kind: 'refused', code: code.slice(0, 20), message: message.slice(0, 200) }
  const records = recordsOf(body, decode)
  if (records.length > 0 && count !== '' && Number(count) !== records.length)
    throw new TmriMalformed(`${records.length} records in an answer that counts ${count.slice(0, 20)}`)
  if (records.length > 0) return { kind: 'found', records }
  if (isEmpty && count === '0' && !tellsOfFault.test(message)) return { kind: 'nothing-found' }
  throw new TmriMalformed('code 1 without a record, and without saying that nothing was found')
}

/** The document inside the answer element, and how its values are to be decoded. */
function documentOf(text: string): { root: XmlNode; decode: Decode } {
  const encodedWhole = /^\s*%3C/i.test(text)
  const xml = encodedWhole ? formDecoder(text)(text) : text
  const root = child(parseXml(xml), /^root$/i)
  if (!isXmlNode(root)) throw new TmriMalformed('no root in the answer')
  return { root, decode: encodedWhole && !holdsEncodedByte(xml) ? asItStands : valueDecoder(xml) }
}

/**
 * What stands in the one element of a name, in any case.
 * @throws TmriMalformed where there are several that say different things: which of them is the answer nobody can tell
 */
function child(node: XmlNode | undefined, name: RegExp): unknown {
  const [first, ...others] = Object.entries(node ?? {})
    .filter(([candidate]) => name.test(candidate))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    throw new TmriMalformed(
      `several elements ${name.source.replace(/[^a-z|]/gi, '')} that say different things`,
    )
  return first
}

function parseXml(text: string): XmlNode {
  try {
    return readXml(withoutHeader(text), 'the answer')
  } catch (error) {
    if (error instanceof HubError) throw new TmriMalformed(error.message, { cause: error })
    throw error
  }
}

/** The header is cut off unread: gateways in between write encoding names nobody knows into it. */
function withoutHeader(xml: string): string {
  return xml.replace(/^[\s\ufeff]*(<\?xml[^>]*>\s*)*/, '')
}

/** Values are form-encoded unless the document shows plain Chinese and no encoded byte at all. */
function valueDecoder(xml: string): Decode {
  return holdsEncodedByte(xml) || !/[^\x20-\x7e\s]/.test(xml) ? formDecoder(xml) : asItStands
}

/** The text the service put into its answer element, whatever that element is called. */
function answerText(soap: string): string {
  const envelope = child(parseXml(soap), /^Envelope$/i)
  const body = isXmlNode(envelope) ? child(envelope, /^Body$/i) : undefined
  if (!isXmlNode(body)) throw new TmriMalformed('no SOAP body')
  if (child(body, /^Fault$/i) !== undefined) throw new TmriMalformed('the service answered with a SOAP fault')
  const answers = Object.values(body)
    .flatMap(listOf)
    .filter(isXmlNode)
    .map((response) => child(response, /(return|result)$/i))
  const [text, ...others] = new Set(answers.filter((answer) => answer !== undefined && answer !== ''))
  if (others.length > 0) throw new TmriMalformed('several answers in one')
  if (typeof text !== 'string' || text === '') throw new TmriMalformed('no answer element')
  return text
}

function recordsOf(body: unknown, decode: Decode): TmriRecord[] {
  if (!isXmlNode(body)) return []
  return Object.values(body)
    .flatMap(listOf)
    .filter(isXmlNode)
    .map((node) => recordOf(node, decode))
}

/** Texts of an element by the names of their elements. What comes twice with two values is named: nobody can tell which of them counts. */
function recordOf(node: XmlNode, decode: Decode): TmriRecord {
  const record: Record<string, string> = {}
  for (const [name, value] of Object.entries(node)) {
    const key = name.toLowerCase()
    for (const text of listOf(value).filter((one) => typeof one === 'string')) {
      const decoded = decode(text)
      if (record[key] !== undefined && record[key] !== decoded) record[twiceField] ??= key
      record[key] = decoded
    }
    if (value === '') record[key] ??= ''
  }
  return record
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]
}
