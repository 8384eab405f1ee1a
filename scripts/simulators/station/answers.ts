/** What the hub tells a station, in whichever of its languages. */
export interface ToldStation {
  /** Whether everything that was sent was accepted. */
  accepted: boolean
  /** The code of what is wrong, as the hub names it; empty where nothing is. */
  code: string
  /** What the hub says in words. */
  text: string
  /** Number of the receipt; undefined where the call was refused. */
  receiptId?: string | undefined
}

/** First word of a message: the code of what is wrong. */
const codeIn = (text: string): string => /^[A-Z][A-Z_]+/.exec(text)?.[0] ?? ''

/**
 * The answer to `writeObjectOut`: a document, URL-encoded as a whole, whose head has code 1 for success. The receipt ends
 * the message. Undefined where the text is no such answer.
 */
export function readSoapAnswer(soap: string): ToldStation | undefined {
  const returned = elementText(soap, '(?:write|query)ObjectOut(?:New)?Return')
  if (returned === undefined) return undefined
  const head = elementText(decodeURIComponent(returned), 'head') ?? ''
  const text = unescapeXml(elementText(head, 'message') ?? '')
  return {
    accepted: elementText(head, 'code') === '1',
    code: codeIn(text),
    text,
    receiptId: /; receipt ([0-9a-f-]{36})$/.exec(text)?.[1],
  }
}

function elementText(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:[\\w.-]+:)?${name}>`).exec(xml)?.[1]
}

function unescapeXml(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

interface JsonAnswer {
  /** Of the comprehensive exchange "1" or "0", of a refusal its code. */
  code?: string
  status?: string
  data?: string
  error?: string
  message?: string
  receiptId?: string
  records?: readonly { outcome: string; code?: string; pointer?: string }[]
}

/** Reads what the hub answered: SOAP of the police, JSON of the comprehensive exchange, or a receipt. */
export function readStationAnswer({ status, body }: { status: number; body: string }): ToldStation {
  const soap = readSoapAnswer(body)
  if (soap !== undefined) return soap
  try {
    return ofJson(JSON.parse(body) as JsonAnswer)
  } catch {
    return { accepted: false, code: String(status), text: body.slice(0, 200) }
  }
}

function ofJson(answer: JsonAnswer): ToldStation {
  const { code = '', status = '', data, error, message } = answer
  if (answer.receiptId !== undefined) return ofReceipt(answer)
  if (code === '1') return { accepted: true, code: '', text: status, receiptId: data }
  if (code === '0') return { accepted: false, code: error ?? codeIn(status), text: status, receiptId: data }
  return { accepted: false, code, text: message ?? '' }
}

function ofReceipt({ receiptId, records = [] }: JsonAnswer): ToldStation {
  const bad = records.find(({ outcome }) => outcome === 'QUARANTINED')
  return {
    accepted: bad === undefined,
    code: bad?.code ?? '',
    text: bad ? `${bad.code} ${bad.pointer}` : records.map(({ outcome }) => outcome).join(' '),
    receiptId,
  }
}
