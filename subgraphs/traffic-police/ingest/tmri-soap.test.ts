import { describe, expect, it } from 'vitest'
import { type TmriCaller, vehicleQuestion, writeQuery } from './tmri-query.ts'
import { readAnswer as readBytes } from './tmri-soap.ts'
import { TmriMalformed } from './tmri-text.ts'
import { policeVehicle } from './tmri-vehicle.ts'

const readAnswer = (soap: string) => readBytes(Buffer.from(soap))

function soap(inner: string, element = 'queryObjectOutReturn'): string {
  return (
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` +
    `<ns1:queryObjectOutResponse xmlns:ns1="urn:x"><${element}>${inner}</${element}></ns1:queryObjectOutResponse></soapenv:Body></soapenv:Envelope>`
  )
}

function escaped(xml: string): string {
  return xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const form = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')

function veh(fields: Record<string, string>, write = form): string {
  return `<veh id="0">${Object.entries(fields)
    .map(([name, value]) => `<${name}>${write(value)}</${name}>`)
    .join('')}</veh>`
}

function document(body: string, { code = '1', message = '', rownum = '1' } = {}): string {
  return `<?xml version="1.0" encoding="GBK"?><root><head><code>${code}</code><message>${message}</message><rownum>${rownum}</rownum></head><body>${body}</body></root>`
}

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

describe('the bytes of an answer', () => {
  const chinese = document(veh(car, (value) => value))
  const gbk = (text: string): Buffer =>
    Buffer.from(
      [...text].flatMap((character) => {
        const known: Record<string, number[]> = { 张: [0xd5, 0xc5], 三: [0xc8, 0xfd], '\u4e00': [0xd2, 0xbb] }
        return known[character] ?? [character.charCodeAt(0)]
      }),
    )
  it('are read as GB18030 under a header that says UTF-8', () => {
    const bytes = gbk(`<?xml version="1.0" encoding="UTF-8"?>${soap(escaped(chinese))}`)
    expect(readBytes(bytes)).toEqual({ kind: 'found', records: [car] })
  })
  it('are read as UTF-8 under a header that says GBK', () => {
    const xml = `<?xml version="1.0" encoding="GBK"?>${soap(escaped(chinese))}`
    expect(readAnswer(xml)).toEqual({ kind: 'found', records: [car] })
  })
  it('are read under an encoding name nobody knows, outside and inside', () => {
    const inner = chinese.replace('"GBK"', '"GB-K2312?"')
    expect(readAnswer(`<?xml version="1.0" encoding="UTF8-8"?>${soap(escaped(inner))}`)).toMatchObject({
      kind: 'found',
    })
  })
  it('may be GBK inside the URL-encoding', () => {
    const inner = document('<veh id="0"><syr>%D5%C5+%C8%FD</syr></veh>')
    expect(readAnswer(soap(escaped(inner)))).toEqual({ kind: 'found', records: [{ syr: '张 三' }] })
  })
  it.each([
    ['neither UTF-8 nor GBK', Buffer.concat([Buffer.from(soap('x')), Buffer.from([0xff, 0xff])])],
    [
      'cut off inside the URL-encoding',
      Buffer.from(soap(escaped(document('<veh><syr>%E5%BC</syr><jg>%E6%B5%99</jg></veh>')))),
    ],
    ['a % that begins no byte', Buffer.from(soap(escaped(document('<veh><syr>%ZZ%20</syr></veh>'))))],
  ])('are refused when they are %s', (_, bytes) => {
    expect(() => readBytes(bytes)).toThrow(TmriMalformed)
  })
  it.each([
    ['as it stands', (name: string) => name],
    ['URL-encoded', form],
  ])('are no other name where UTF-8, %s, lost a byte on its way', (_, write) => {
    const syr = '温州虚构出行科技有限公司'
    const bytes = Buffer.from(soap(escaped(document(veh({ syr }, write)))))
    const place = bytes.indexOf(write(syr)) + 3
    const lost = write === form ? 3 : 1
    const without = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + lost)])
    expect(() => readBytes(without)).toThrow(TmriMalformed)
  })
})

describe('nothing found', () => {
  it.each([
    ['no row, no text', { rownum: '0' }, '', 'nothing-found'],
    ['no row and a text that says so', { rownum: '0', message: form('未查询到数据') }, '', 'nothing-found'],
    [
      'the words of the driver interface',
      { code: '0', rownum: '', message: '查无此数据!' },
      '',
      'nothing-found',
    ],
    ['code 0 with other words', { code: '0', rownum: '', message: form('参数错误') }, '', 'refused'],
  ])('is said by %s', (_, head, body, kind) => {
    expect(readAnswer(soap(escaped(document(body, head)))).kind).toBe(kind)
  })
  it.each([
    ['an error text', { rownum: '0', message: form('接口异常') }, ''],
    ['a body that says null', { rownum: '0' }, 'null'],
    ['no number of rows', { rownum: '' }, ''],
  ])('is not said by code 1 with %s', (_, head, body) => {
    expect(() => readAnswer(soap(escaped(document(body, head))))).toThrow(TmriMalformed)
  })
})

describe('an answer that says two things', () => {
  const twoRows = document(veh(car) + veh({ ...car, zt: 'AK' }), { rownum: '2' })
  const nothing = document('', { rownum: '0' })
  const one = document(veh(car))
  it.each([
    ['bodies', one.replace('</body>', `</body><Body>${veh({ ...car, zt: 'AK' })}</Body>`)],
    ['bodies of one spelling', one.replace('</body>', `</body><body>${veh({ ...car, zt: 'AK' })}</body>`)],
    ['heads', nothing.replace('</head>', '</head><Head><code>0</code><message>数据库异常</message></Head>')],
    ['numbers of rows', nothing.replace('</rownum>', '</rownum><RowNum>3</RowNum>')],
    ['codes', nothing.replace('</code>', '</code><Code>0</Code>')],
    ['messages', nothing.replace('</message>', '</message><MESSAGE>数据库异常</MESSAGE>')],
    ['more rows than there are', document(veh(car), { rownum: '2' })],
    ['fewer rows than there are', document(veh(car) + veh(car), { rownum: '1' })],
    ['no rows where there is one', document(veh(car), { rownum: '0' })],
    ['a number of rows that is none', document(veh(car), { rownum: 'one' })],
  ])('is refused as malformed: %s', (_, text) => {
    expect(() => readAnswer(soap(escaped(text)))).toThrow(TmriMalformed)
  })

  it('is refused as malformed where it holds two answers', () => {
    const second = `<ns1:other><Return>${escaped(nothing)}</Return></ns1:other>`
    const text = soap(escaped(one))
    const twice = text.replace('</soapenv:Body>', `${second}</soapenv:Body>`)
    expect(twice).not.toBe(text)
    expect(() => readAnswer(twice)).toThrow(TmriMalformed)
  })

  it('has nothing found only where it counts none', () => {
    const head = { code: '0', rownum: '3', message: '查无此数据!' }
    expect(readAnswer(soap(escaped(document('', head)))).kind).toBe('refused')
  })

  it('is read where it says the same thing twice, and with all rows it counts', () => {
    const same = one.replace('</rownum>', '</rownum><RowNum>1</RowNum>')
    expect(readAnswer(soap(escaped(same)))).toEqual({ kind: 'found', records: [car] })
    expect(readAnswer(soap(escaped(twoRows)))).toMatchObject({ records: [car, { zt: 'AK' }] })
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
  const caller: TmriCaller = {
    licenceKey: 'K&1',
    operation: 'queryObjectOut',
    documentParameter: 'UTF8XmlDoc',
    identity: undefined,
  }
  const asker = { province: '浙', station: '330303001' }
  const question = { vin: 'LGXC16DF6H0123456', plateNumber: '浙C12345', plateKind: '02' }

  it('names system class, interface and URL-encoded values under a header that says GBK', () => {
    const xml = writeQuery(
      { interfaceId: '01C49', condition: { sf: '浙', hpzl: '02', hphm: 'C12345' } },
      caller,
    )
    expect(xml).toContain('<xtlb xsi:type="xsd:string">01</xtlb>')
    expect(xml).toContain('K&#38;1')
    expect(xml).toContain('sf&#62;%E6%B5%99&#60;')
    expect(xml).toContain('encoding=&#34;GBK&#34;')
    expect(xml).not.toContain('cjsqbh')
  })
  it('says who asks where TmriOutNewAccess wants it', () => {
    const identity = { cjsqbh: 'S1', dwjgdm: '330300', dwmc: '温州', yhbz: 'U', yhxm: '张', zdbs: '10.0.0.1' }
    const xml = writeQuery(
      { interfaceId: '02C06', condition: { sfzmhm: 'x' } },
      { ...caller, operation: 'queryObjectOutNew', documentParameter: 'QueryXmlDoc', identity },
    )
    expect(xml).toContain('<queryObjectOutNew ')
    expect(xml).toContain(
      '<cjsqbh xsi:type="xsd:string">S1</cjsqbh><dwjgdm xsi:type="xsd:string">330300</dwjgdm><dwmc xsi:type="xsd:string">温州</dwmc>',
    )
    expect(xml).toMatch(/<QueryXmlDoc xsi:type="xsd:string">.*<\/QueryXmlDoc>/)
  })
  it.each([
    [['01C21'], {}, { interfaceId: '01C21', condition: { hpzl: '02', hphm: 'C12345' } }],
    [
      ['01C21'],
      { fileNumber: '330300012345' },
      { interfaceId: '01C21', condition: { dabh: '330300012345' } },
    ],
    [
      ['01C21', '01C49'],
      { plateNumber: '沪A12345' },
      { interfaceId: '01C49', condition: { sf: '沪', hpzl: '02', hphm: 'A12345' } },
    ],
    [['01C21'], { plateNumber: '沪A12345' }, undefined],
    [
      ['18C49', '01C49'],
      {},
      {
        interfaceId: '18C49',
        condition: { hphm: 'C12345', hpzl: '02', clsbdh: '3456', jyjgbh: '330303001' },
      },
    ],
  ] as const)('asks by the first of %j that can be asked', (interfaces, more, expected) => {
    expect(vehicleQuestion(interfaces, { ...question, ...more }, asker)).toEqual(expected)
  })
})
