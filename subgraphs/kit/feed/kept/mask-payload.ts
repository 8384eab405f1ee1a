import { maskId, maskName, maskParty, maskPhone } from '../../graph/mask.ts'
import { isIdKey } from '../read/id-key.ts'

/** Names of fields that hold persons, in the spellings of the formats the hub reads. */
const nameKey =
  /(^|[^a-z])(driver|owner|contact|person|legal)?_?name$|^xm$|^syr$|^jsrxm$|ownername|contactname|drivername|姓名|所有人/i
/** Of these, names that may be an organisation's. */
const partyKey = /owner|所有人|^syr$|^name$/i
const phoneKey = /phone|mobile|(^|_)tel|^sjhm$|^lxdh$|电话/i
const addressKey = /address|^zsxxdz$|^lxdz$|住址|地址/i

/** Resident ID numbers and mobile numbers, wherever they stand. */
const idNumber = /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])/g
const mobileNumber = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** An element of XML without elements inside. */
const leafElement = /<([^\s<>/?!]+)([^<>]*)>([^<]+)<\//g

const depthMax = 20

/** A foreign record as others than its sender may see it: what identifies a person is starred out. */
export function maskPayload(value: unknown, key = '', depth = 0): unknown {
  if (depth > depthMax) return '*'
  if (typeof value === 'string') return maskText(value, key)
  if (typeof value === 'number') {
    const masked = maskText(String(value), key)
    return masked === String(value) ? value : masked
  }
  if (Array.isArray(value)) return value.map((inner) => maskPayload(inner, key, depth + 1))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, maskPayload(inner, name, depth + 1)]),
    )
  return value
}

function maskText(text: string, key: string): string {
  if (isIdKey(key)) return maskId(text)
  if (phoneKey.test(key)) return maskPhone(text)
  if (addressKey.test(key)) return text === '' ? '' : `${[...text].slice(0, 3).join('')}*`
  if (nameKey.test(key)) return partyKey.test(key) ? maskParty(text) : maskName(text)
  if (text.includes('</'))
    return text.replace(
      leafElement,
      (_, tag: string, attributes: string, inner: string) =>
        `<${tag}${attributes}>${maskText(inner, tag.replace(/^.*:/, ''))}</`,
    )
  return text.replace(idNumber, maskId).replace(mobileNumber, maskPhone)
}
