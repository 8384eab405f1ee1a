import { readdirSync, readFileSync } from 'node:fs'

/** Something a sender may get wrong in one record, and what it is told. */
export interface BadRecordCase {
  name: string
  /** JSON pointer to value put in its place. */
  set?: Readonly<Record<string, unknown>>
  remove?: readonly string[]
  /** JSON pointer to a character and how often it comes. */
  repeat?: Readonly<Record<string, readonly [string, number]>>
  /** The record's JSON as text, for what no value can say. */
  raw?: string
  code: string
  pointer: string
}

/** The broken records of one feed, each of them the good one with a fault. */
export interface BadRecordFile {
  /** Room and address below /feeds/. */
  feed: string
  partner: string
  /** How a batch is wrapped. */
  form: 'list' | 'platform-envelope' | 'put-data' | 'police-soap'
  /** Name of the message in its wrapping. */
  message?: string
  /** JSON pointer of the time that makes a record a newer one. */
  clock: string
  good: Record<string, unknown>
  cases: readonly BadRecordCase[]
}

/** All files of this folder. */
export function badRecordFiles(): BadRecordFile[] {
  const folder = new URL('./', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as BadRecordFile)
}

type Holder = Record<string, unknown>

const partsOf = (pointer: string): string[] => pointer.split('/').slice(1)

/** The good record of a feed as JSON text, `minutes` later than it is written. */
export function goodRecord({ good, clock }: BadRecordFile, minutes: number): string {
  const record = structuredClone(good)
  const { holder, key } = holderOf(record, clock)
  put(record, clock, later(holder[key], minutes))
  return JSON.stringify(record)
}

function holderOf(record: Holder, pointer: string): { holder: Holder; key: string } {
  const parts = partsOf(pointer)
  const key = parts.pop() ?? ''
  return { holder: parts.reduce((inner, part) => inner[part] as Holder, record), key }
}

function put(record: Holder, pointer: string, value: unknown): void {
  const { holder, key } = holderOf(record, pointer)
  holder[key] = value
}

/** The time of a record, some minutes later, written as it was. */
function later(value: unknown, minutes: number): unknown {
  const text = String(value)
  const digits = /^(\d{4})-?(\d{2})-?(\d{2})[T ]?(\d{2}):?(\d{2}):?(\d{2})/.exec(text)
  if (digits === null) throw new Error(`${text} is no time`)
  const [year, month, day, hour, minute, second] = digits.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const moved = new Date(Date.UTC(year, month - 1, day, hour, minute + minutes, second)).toISOString()
  if (/^\d{14}$/.test(text)) return Number(moved.replace(/\D/g, '').slice(0, 14))
  return text.includes('T') ? `${moved.slice(0, 19)}${text.slice(19)}` : moved.slice(0, 19).replace('T', ' ')
}

/** The broken record of a case as JSON text. */
export function badRecord({ good }: BadRecordFile, broken: BadRecordCase): string {
  if (broken.raw !== undefined) return broken.raw
  const record = structuredClone(good)
  for (const [pointer, value] of Object.entries(broken.set ?? {})) put(record, pointer, value)
  for (const [pointer, [text, times]] of Object.entries(broken.repeat ?? {}))
    put(record, pointer, text.repeat(times))
  for (const pointer of broken.remove ?? []) {
    const { holder, key } = holderOf(record, pointer)
    delete holder[key]
  }
  return JSON.stringify(record)
}

/** A batch of records, as JSON texts, in the wrapping of its feed. */
export function batchOf({ form, message = '', partner }: BadRecordFile, records: readonly string[]): string {
  const list = `[${records.join(',')}]`
  switch (form) {
    case 'list':
      return list
    case 'platform-envelope':
      return `{"CompanyId":"${partner}","Source":"0","IPCType":"${message}","${message}":${list}}`
    case 'put-data':
      return JSON.stringify({ CompanyId: partner, Source: '0', IPCType: message, 'IPCType.value': list })
    case 'police-soap':
      return soapOf(message, records)
  }
}

function soapOf(jkid: string, records: readonly string[]): string {
  const visits = records.map((text) => {
    const fields = Object.entries(JSON.parse(text) as Record<string, string>)
    return `<vehispara>${fields.map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`).join('')}</vehispara>`
  })
  const document = `<?xml version="1.0" encoding="GBK"?><root>${visits.join('')}</root>`
  const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return (
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><writeObjectOut>' +
    `<jkid>${jkid}</jkid><UTF8XmlDoc>${escaped}</UTF8XmlDoc></writeObjectOut></soapenv:Body></soapenv:Envelope>`
  )
}

/** Media type of a feed's batches. */
export function mediaTypeOf({ form }: BadRecordFile): string {
  return form === 'police-soap' ? 'text/xml' : 'application/json'
}
