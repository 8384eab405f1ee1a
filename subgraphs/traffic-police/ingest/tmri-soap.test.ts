import { describe, expect, it } from 'vitest'
import { readAnswer, TmriMalformed, writeQuery } from './tmri-soap.ts'
import { policeVehicle } from './tmri-vehicle.ts'

const soap = (inner: string, element = 'queryObjectOutReturn'): string =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` +
  `<ns1:queryObjectOutResponse xmlns:ns1="urn:x"><${element}>${inner}</${element}></ns1:queryObjectOutResponse></soapenv:Body></soapenv:Envelope>`

const escaped = (xml: string): string =>
  xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const form = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')
const veh = (fields: Record<string, string>, write = form): string =>
  `<veh id="0">${Object.entries(fields)
    .map(([name, value]) => `<${name}>${write(value)}</${name}>`)
    .join('')}</veh>`
const document = (body: string, { code = '1', message = '', rownum = '1' } = {}): string =>
  `<?xml version="1.0" encoding="GBK"?><root><head><code>${code}</code><message>${message}</message><rownum>${rownum}</rownum></head><body>${body}</body></root>`

const car = {
  hphm: 'C12345',
  hpzl: '02',
  clsbdh: 'LGXC16DF6H0123456',
  syxz: 'T',
  zt: 'AG',
  syr: '张 三',
  ccdjrq: '2017-09-13 00:00:00.0',
  qzbfqz: '2099-12-31',
  hdzk: '5',
}

describe('the SOAP answer of the police platform', () => {
  it('is read when each value is form-encoded', () => {
    const answer = readAnswer(soap(escaped(document(veh(car)))))
    expect(answer).toEqual({ kind: 'found', records: [car] })
  })
  it('is read when the whole document is encoded', () => {
    const answer = readAnswer(soap(form(document(veh(car, (value) => value)))))
    expect(answer).toEqual({ kind: 'found', records: [car] })
  })
  it('is read when nothing is encoded, under any name of the answer element', () => {
    for (const element of ['Return', 'queryObjectOutResult', 'return']) {
      const answer = readAnswer(soap(escaped(document(veh(car, (value) => value))), element))
      expect(answer).toEqual({ kind: 'found', records: [car] })
    }
  })
  it('is read from a CDATA section and from numeric character references', () => {
    expect(readAnswer(soap(`<![CDATA[${document(veh(car))}]]>`))).toMatchObject({ kind: 'found' })
    const numeric = document(veh(car)).replaceAll('<', '&#60;').replaceAll('>', '&#x3e;')
    expect(readAnswer(soap(numeric))).toMatchObject({ kind: 'found' })
  })
  it('says nothing found only for code 1 with rownum 0', () => {
    expect(readAnswer(soap(escaped(document('', { rownum: '0' }))))).toEqual({ kind: 'nothing-found' })
    expect(() =>
      readAnswer(soap(escaped(document('null', { rownum: '', message: form('接口异常') })))),
    ).toThrow(TmriMalformed)
  })
  it('is a refusal for every other code', () => {
    expect(readAnswer(soap(escaped(document('', { code: '$E', message: form('未授权') }))))).toEqual({
      kind: 'refused',
      code: '$E',
      message: '未授权',
    })
  })
  it.each([
    ['HTML', '<html><body>502 <p>Bad</body></html>'],
    [
      'a fault',
      soap('').replace(/<ns1.*Response>/, '<soapenv:Fault><faultcode>x</faultcode></soapenv:Fault>'),
    ],
    ['an entity bomb', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${soap('&a;')}`],
    [
      'an external entity',
      soap(
        escaped(
          '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><root><head><code>1</code></head></root>',
        ),
      ),
    ],
    ['nothing', ''],
    ['a truncated document', soap(escaped(document(veh(car)).slice(0, 120)))],
  ])('is refused as malformed when it is %s', (_, text) => {
    expect(() => readAnswer(text)).toThrow(TmriMalformed)
  })
})

describe('a police vehicle record', () => {
  it('gets its province character back, its usage from the letter and no scrapping date for 2099', () => {
    expect(policeVehicle(car, '浙')).toMatchObject({
      vin: 'LGXC16DF6H0123456',
      plateNumber: '浙C12345',
      usage: 'RIDE_HAILING',
      statusLetters: 'AG',
      registeredOn: '2017-09-13',
      scrapOn: null,
      seats: 5,
    })
  })
  it('keeps a province character that a gateway already put there', () => {
    expect(policeVehicle({ ...car, hphm: '浙C12345' }, '浙').plateNumber).toBe('浙C12345')
  })
  it.each([
    ['syxz', { syxz: 'X' }],
    ['zt', { zt: 'A1' }],
    ['clsbdh', { clsbdh: 'LGXC16DF6H012345O' }],
    ['hpzl', { hpzl: '98' }],
    ['ccdjrq', { ccdjrq: '2017-13-01' }],
    ['syxz', { syxzmc: '中小学生校车' }],
  ])('is refused naming %s', (field, change) => {
    expect(() => policeVehicle({ ...car, ...change }, '浙')).toThrow(expect.objectContaining({ field }))
  })
})

describe('a query', () => {
  it('names system class, interface and URL-encoded values', () => {
    const xml = writeQuery({
      interfaceId: '01C49',
      licenceKey: 'K&1',
      condition: { sf: '浙', hpzl: '02', hphm: 'C12345' },
    })
    expect(xml).toContain('<xtlb xsi:type="xsd:string">01</xtlb>')
    expect(xml).toContain('K&#38;1')
    expect(xml).toContain('sf&#62;%E6%B5%99&#60;')
  })
})
