/** What the police's service answers a writer: RPC/encoded SOAP around one document, which is URL-encoded as a whole. */
import { type HubError, httpStatusOf, toldOf } from '@one-visit/kit/errors.ts'
import type { Receipt } from '@one-visit/kit/feed/kept/receipts.ts'
import { cleanText } from '@one-visit/kit/feed/read/text.ts'
import type { AnsweredCall, FeedAnswer } from '@one-visit/kit/feed/routes/route.ts'
import { inChinese } from './in-chinese.ts'

/** Media types a SOAP call comes in: of SOAP 1.1, which the police speak, and of 1.2. */
export const soapTypes = ['text/xml', 'application/soap+xml'] as const

const versions = {
  'text/xml': {
    envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
    encoding: 'http://schemas.xmlsoap.org/soap/encoding/',
  },
  'application/soap+xml': {
    envelope: 'http://www.w3.org/2003/05/soap-envelope',
    encoding: 'http://www.w3.org/2003/05/soap-encoding',
  },
} as const

/** Where an operation is looked for; it stands at the beginning of its call. */
const operationBytesMax = 4_096

/** The most of a message that is told. */
const messageMax = 1_000

/** Success, as the police write it. */
const success = '1'
/** Their code of everything else; what it was says the first word of the message. */
const failure = '$E'

/**
 * The answer to a call that was taken: code 1 when nothing of it is in quarantine, else the first record that is, by its
 * code, pointer and reason. Notes follow. The receipt, under which all of it can be asked for, ends the message.
 */
export function policeReply({ receiptId, records }: Receipt, call: AnsweredCall): FeedAnswer | undefined {
  const [bad, ...others] = records.filter(({ outcome }) => outcome === 'QUARANTINED')
  const notes = records.flatMap((record) => record.notes ?? [])
  const told =
    bad === undefined
      ? 'ok'
      : `${bad.code} ${bad.pointer}: ${bad.text}${others.length > 0 ? `; and ${others.length} more` : ''}${inChinese(bad.advice)}`
  return answer(call, 200, {
    code: bad === undefined ? success : failure,
    message: [told, ...notes].join('; '),
    receiptId,
  })
}

function answer(
  call: AnsweredCall,
  status: number,
  { code, message, receiptId }: { code: string; message: string; receiptId?: string },
): FeedAnswer | undefined {
  const type = soapTypeOf(call)
  if (type === undefined) return undefined
  const operation = operationOf(call)
  const document =
    '<?xml version="1.0" encoding="GBK"?>' +
    `<root><head><code>${code}</code><message>${xmlText(message)}` +
    `${receiptId === undefined ? '' : `; receipt ${receiptId}`}</message></head></root>`
  return {
    status,
    type: `${type}; charset=utf-8`,
    body:
      `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${versions[type].envelope}"` +
      ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<soapenv:Body><ns1:${operation}Response soapenv:encodingStyle="${versions[type].encoding}"` +
      ` xmlns:ns1="http://webservice.tmri.com"><${operation}Return xsi:type="xsd:string">` +
      `${encodeURIComponent(document)}</${operation}Return></ns1:${operation}Response></soapenv:Body></soapenv:Envelope>`,
  }
}

function soapTypeOf({ contentType }: AnsweredCall) {
  const type = contentType.split(';')[0]?.trim().toLowerCase()
  return soapTypes.find((known) => known === type)
}

/** The operation a call names, by which its answer is named too; a body that was not read has none. */
function operationOf({ body }: AnsweredCall): string {
  return (
    /<(?:[\w.-]+:)?((?:write|query)ObjectOut(?:New)?)[\s/>]/.exec(
      body.subarray(0, operationBytesMax).toString('latin1'),
    )?.[1] ?? 'writeObjectOut'
  )
}

/** A text as XML can hold it: messages quote what senders wrote. */
function xmlText(text: string): string {
  return cleanText(text, messageMax)
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** The answer to a call that was refused; none for a caller who does not speak SOAP. */
export function policeRefusal(error: HubError, call: AnsweredCall): FeedAnswer | undefined {
  return answer(call, error.details.quota === undefined ? httpStatusOf(error.code) : 429, {
    code: failure,
    message: `${error.code}: ${error.message}${inChinese(toldOf(error).advice)}`,
  })
}
