import { gzipSync } from 'node:zlib'

/** A body that is no batch at all, and how it is answered. */
export interface BadBody {
  name: string
  /** Room and address below /feeds/. */
  feed: string
  partner: string
  type: string
  headers?: Readonly<Record<string, string>>
  /** Made when it is sent: some are large. */
  body: () => Buffer
  status: number
  code: string
}

const json = 'application/json'
const xml = 'text/xml'
const mebibyte = 1024 * 1024
const gzip = { 'content-encoding': 'gzip' }

/** 浙 in GBK; no UTF-8. */
const gbk = Buffer.concat([Buffer.from('[{"name":"'), Buffer.from([0xd5, 0xe3]), Buffer.from('"}]')])

function soap(document: string): Buffer {
  return Buffer.from(
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><writeObjectOut>' +
      `<jkid>18C62</jkid><UTF8XmlDoc>${document}</UTF8XmlDoc></writeObjectOut></soapenv:Body></soapenv:Envelope>`,
  )
}

function laughs(): Buffer {
  const levels = Array.from(
    { length: 10 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  )
  return Buffer.from(`<!DOCTYPE lolz [<!ENTITY l0 "lol">${levels.join('')}]><lolz>&l10;</lolz>`)
}

const register = { partner: 'transport-register', type: json }
const station = { partner: '330303001', type: xml, feed: 'inspections/safety-verdicts' }
const platform = { partner: 'DDCX0002', type: json, feed: 'platforms/baseinfo/vehicle' }
const refused = { status: 400, code: 'BAD_USER_INPUT' }

/** Bodies that are refused whole. */
export const badBodies: readonly BadBody[] = [
  { name: 'nothing', feed: 'vehicles/registrations', ...register, body: () => Buffer.alloc(0), ...refused },
  {
    name: 'half a JSON text',
    feed: 'vehicles/registrations',
    ...register,
    body: () => Buffer.from('[{"vin":'),
    ...refused,
  },
  {
    name: 'GBK bytes under a UTF-8 header',
    feed: 'drivers/qualifications',
    ...register,
    body: () => gbk,
    ...refused,
  },
  {
    name: 'UTF-16',
    feed: 'operators/registrations',
    ...register,
    body: () => Buffer.from('\ufeff[]', 'utf16le'),
    ...refused,
  },
  {
    name: 'a surrogate encoded as UTF-8',
    feed: 'offices/directory',
    partner: 'office-directory',
    type: json,
    body: () => Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
    ...refused,
  },
  {
    name: 'an overlong NUL',
    feed: 'traffic-police/usage-changes',
    partner: 'traffic-police',
    type: json,
    body: () => Buffer.from([0x22, 0xc0, 0x80, 0x22]),
    ...refused,
  },
  {
    name: '49 MB of one line that is not JSON',
    feed: 'vehicles/registrations',
    ...register,
    body: () => Buffer.alloc(49 * mebibyte, 'a'),
    ...refused,
  },
  {
    name: 'a line of more than 50 MB',
    feed: 'vehicles/registrations',
    ...register,
    body: () => Buffer.alloc(51 * mebibyte, 'a'),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'a gzip bomb',
    feed: 'drivers/qualifications',
    ...register,
    headers: gzip,
    body: () => gzipSync(Buffer.alloc(200 * mebibyte)),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'gzip that is none',
    feed: 'operators/licences',
    ...register,
    headers: gzip,
    body: () => Buffer.from('[]'),
    ...refused,
  },
  {
    name: 'gzip cut off',
    feed: 'operators/licences',
    ...register,
    headers: gzip,
    body: () => gzipSync(Buffer.alloc(1000)).subarray(0, 15),
    ...refused,
  },
  {
    name: 'an encoding nobody asked for',
    feed: 'offices/delegations',
    partner: 'office-directory',
    type: json,
    headers: { 'content-encoding': 'br' },
    body: () => Buffer.from('[]'),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a picture',
    feed: 'vehicles/permits',
    partner: 'transport-register',
    type: 'image/png',
    body: () => Buffer.from('[]'),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'an envelope of another message',
    ...platform,
    body: () => Buffer.from('{"CompanyId":"DDCX0002","IPCType":"baseInfoDriver","baseInfoDriver":[]}'),
    ...refused,
  },
  {
    name: 'an envelope without records',
    ...platform,
    body: () => Buffer.from('{"CompanyId":"DDCX0002","IPCType":"baseInfoVehicle"}'),
    ...refused,
  },
  { name: 'a number in place of an envelope', ...platform, body: () => Buffer.from('1e400'), ...refused },
  { name: 'an XML entity bomb', ...station, body: laughs, ...refused },
  {
    name: 'an XML entity bomb in the inner document',
    ...station,
    body: () => soap(laughs().toString().replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
    ...refused,
  },
  {
    name: 'an external XML entity',
    ...station,
    body: () => Buffer.from('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'),
    ...refused,
  },
  {
    name: 'an external document type',
    ...station,
    body: () => Buffer.from('<!DOCTYPE r PUBLIC "x" "http://127.0.0.1:9/x.dtd"><r/>'),
    ...refused,
  },
  { name: 'XML cut off', ...station, body: () => soap('').subarray(0, 120), ...refused },
  { name: 'XML of 200,000 levels', ...station, body: () => soap('&lt;a&gt;'.repeat(200_000)), ...refused },
  {
    name: 'XML of 5,000 open and closed levels',
    ...station,
    body: () => Buffer.from(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`),
    ...refused,
  },
  {
    name: 'an interface the hub does not take',
    ...station,
    body: () => Buffer.from(soap('').toString().replace('18C62', '18C99')),
    ...refused,
  },
]

/** A record nested beyond measure, and one of more keys than anybody has: bodies whose one record is quarantined. */
export const hugeRecords: readonly { name: string; record: () => string; code: string }[] = [
  {
    name: 'JSON of 200,000 levels',
    record: () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    code: 'TOO_DEEP',
  },
  { name: 'JSON of 100 levels', record: () => `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, code: 'TOO_DEEP' },
  {
    name: 'a record of 100,000 keys',
    record: () => `{${Array.from({ length: 100_000 }, (_, key) => `"k${key}":1`).join(',')}}`,
    code: 'FIELD_MISSING',
  },
  {
    name: 'a text of 20 MB',
    record: () => JSON.stringify({ recordId: 'x'.repeat(20 * mebibyte) }),
    code: 'FIELD_TOO_LONG',
  },
]
