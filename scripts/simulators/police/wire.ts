/** The wire of the simulated police: SOAP with the encodings seen in the field. Shares no code with the hub. */

/** One row of a register: police field name to value. */
export type PoliceRegisterRow = Record<string, string>

/**
 * How an answer is written: `values` form-encodes each value; `document` encodes the whole document; `plain` encodes
 * nothing; `gbk` sends GBK bytes under a UTF-8 header; `gbk-values` URL-encodes GBK bytes; `broken-name` writes an
 * encoding nobody knows into the XML header; `province` puts the province character into hphm; `result` and `return`
 * call the answer element so.
 */
export const answerForms = [
  'values',
  'document',
  'plain',
  'gbk',
  'gbk-values',
  'broken-name',
  'province',
  'result',
  'return',
] as const

/** One way an answer can be written. */
export type AnswerForm = (typeof answerForms)[number]

/** Reads `--answers gbk,plain` or `--answers any`. @throws Error naming an unknown form */
export function readAnswerForms(text: string | undefined): readonly AnswerForm[] {
  if (text === undefined || text === '') return ['values']
  if (text === 'any') return answerForms
  return text.split(',').map((name) => {
    const form = answerForms.find((known) => known === name.trim())
    if (form === undefined) throw new Error(`unknown answer form ${name}; known: ${answerForms.join(', ')}`)
    return form
  })
}

let gbkOfCharacter: Map<string, number> | undefined

/** Text as GBK bytes; a character GBK does not have becomes a question mark. */
export function gbkBytes(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((character) => {
      const point = character.codePointAt(0) ?? 0
      if (point < 0x80) return [point]
      const code = gbkTable().get(character)
      return code === undefined ? [0x3f] : [code >> 8, code & 0xff]
    }),
  )
}

/** GBK by turning the decoder's table round: Node decodes it and does not encode it. */
function gbkTable(): Map<string, number> {
  if (gbkOfCharacter !== undefined) return gbkOfCharacter
  gbkOfCharacter = new Map()
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd' && !gbkOfCharacter.has(character))
        gbkOfCharacter.set(character, (lead << 8) | trail)
    }
  return gbkOfCharacter
}

const formEncode = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')

const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** What is answered: head, and rows under the name of their element. */
export interface PoliceAnswer {
  code: string
  message: string
  element: 'veh' | 'DrvPerson'
  rows: readonly PoliceRegisterRow[]
}

const elementNames: Partial<Record<AnswerForm, string>> = {
  result: 'queryObjectOutResult',
  return: 'ns1:return',
}

/** The bytes of an answer. */
export function writeAnswer(answer: PoliceAnswer, form: AnswerForm): Buffer {
  const { code, message, element, rows } = answer
  const write = writerOf(form)
  const records = rows
    .map((row, index) => {
      const shown = form === 'province' && row.hphm ? { ...row, hphm: `${row.sf ?? '浙'}${row.hphm}` } : row
      const fields = Object.entries(shown)
        .filter(([name]) => name !== 'sf')
        .map(([name, value]) => `<${name}>${write(value)}</${name}>`)
      return `<${element} id="${index}">${fields.join('')}</${element}>`
    })
    .join('')
  const encoding = form === 'broken-name' ? 'GB-K2312?' : 'GBK'
  const document =
    `<?xml version="1.0" encoding="${encoding}"?><root><head><code>${code}</code><message>${write(message)}</message>` +
    `<rownum>${rows.length}</rownum></head><body>${records}</body></root>`
  const inner = form === 'document' ? formEncode(document) : escapeXml(document)
  const name = elementNames[form] ?? 'ns1:queryObjectOutReturn'
  const soap =
    `<?xml version="1.0" encoding="${form === 'broken-name' ? 'UTF8-8' : 'UTF-8'}"?>` +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<soapenv:Body><ns1:queryObjectOutResponse xmlns:ns1="http://webservice.tmri.com"><${name}>${inner}` +
    `</${name}></ns1:queryObjectOutResponse></soapenv:Body></soapenv:Envelope>`
  return form === 'gbk' ? gbkBytes(soap) : Buffer.from(soap)
}

function writerOf(form: AnswerForm): (value: string) => string {
  if (form === 'gbk-values') return formEncodeGbk
  return form === 'document' || form === 'plain' || form === 'gbk' ? escapeXml : formEncode
}

function formEncodeGbk(value: string): string {
  return [...value]
    .map((character) => {
      if (/[\w.*-]/.test(character)) return character
      return character === ' ' ? '+' : [...gbkBytes(character)].map(hex).join('')
    })
    .join('')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A query as it came: parameters and values of the condition by name, empty where they are missing. */
export interface PoliceQuery {
  parameter(name: string): string
  value(name: string): string
}

/** Reads a query. */
export function readQuery(soap: string): PoliceQuery {
  const parameter = (name: string): string => elementText(soap, name)
  const condition = parameter('UTF8XmlDoc') || parameter('QueryXmlDoc')
  return { parameter, value: (name) => decodeURIComponent(elementText(condition, name)) }
}

function elementText(xml: string, name: string): string {
  return unescapeXml(
    new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(xml)?.[1] ?? '',
  )
}

function unescapeXml(xml: string): string {
  return xml
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
