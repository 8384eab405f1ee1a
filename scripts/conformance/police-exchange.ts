/** An answer of the police's exchange service, taken apart. */
export interface ExchangeAnswer {
  status: number
  contentType: string
  /** What the head says: 1 is success. */
  code: string
  rownum: string
  /** Field name, lower case, to decoded text. */
  rows: readonly Readonly<Record<string, string>>[]
  /** Why the answer cannot be read; none when it can. */
  unreadable?: string
  ms: number
}

/** Asks the police's exchange service. */
export type AskExchange = (
  jkid: string,
  condition: Readonly<Record<string, string>>,
) => Promise<ExchangeAnswer>

/** The hub gives up after this, ms. */
const answerMaxMs = 10_000

/** A client of `queryObjectOut` at an address, as the hub is one. */
export function createExchangeClient(url: string, licenceKey: string): AskExchange {
  return async (jkid, condition) => {
    const started = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMaxMs),
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body: callOf(licenceKey, jkid, condition),
    })
    const contentType = response.headers.get('content-type') ?? ''
    const charset = /charset="?(gbk|gb2312|gb18030)/i.test(contentType) ? 'gb18030' : 'utf-8'
    const text = new TextDecoder(charset).decode(await response.arrayBuffer())
    const ms = Math.round(performance.now() - started)
    return { status: response.status, contentType, ...readDocument(text), ms }
  }
}

function callOf(licenceKey: string, jkid: string, condition: Readonly<Record<string, string>>): string {
  const fields = Object.entries(condition)
    .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
    .join('')
  const document = `<?xml version="1.0" encoding="GBK"?><root><QueryCondition>${fields}</QueryCondition></root>`
  const parameter = (name: string, value: string): string =>
    `<${name} xsi:type="xsd:string">${escapeXml(value)}</${name}>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"',
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    '<soapenv:Body><queryObjectOut soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">',
    parameter('xtlb', jkid.slice(0, 2)),
    parameter('jkxlh', licenceKey),
    parameter('jkid', jkid),
    parameter('UTF8XmlDoc', document),
    '</queryObjectOut></soapenv:Body></soapenv:Envelope>',
  ].join('')
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function readDocument(soap: string): Pick<ExchangeAnswer, 'code' | 'rownum' | 'rows' | 'unreadable'> {
  const nothing = { code: '', rownum: '', rows: [] }
  const [body] = elementsOf(soap, 'Body')
  if (body === undefined) return { ...nothing, unreadable: 'there is no SOAP body' }
  const [text] = elementsOf(body, '[\\w-]*(?:return|result)')
  if (text === undefined) return { ...nothing, unreadable: 'there is no answer element (…Return)' }
  const inner = unescapeXml(text)
  const document = /^%3C/i.test(inner.trim()) ? decoded(inner.trim()) : inner
  const [head] = elementsOf(document, 'head')
  if (head === undefined) return { ...nothing, unreadable: 'there is no root/head in the answer' }
  const rows = elementsOf(document, 'veh').map((row) =>
    Object.fromEntries(
      [...row.matchAll(/<([\w-]+)>([\s\S]*?)<\/\1>/g)].map(([, name = '', value = '']) => [
        name.toLowerCase(),
        decoded(unescapeXml(value)),
      ]),
    ),
  )
  const field = (name: string): string => decoded(elementsOf(head, name)[0] ?? '')
  return { code: field('code'), rownum: field('rownum'), rows }
}

function elementsOf(xml: string, name: string): string[] {
  return [
    ...xml.matchAll(new RegExp(`<(?:[\\w-]+:)?(${name})(?:\\s[^>]*)?>([\\s\\S]*?)</(?:[\\w-]+:)?\\1>`, 'gi')),
  ].map(([, , inner = '']) => inner)
}

function unescapeXml(xml: string): string {
  return xml
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Values are form-encoded, one by one or the document as a whole, or not at all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
