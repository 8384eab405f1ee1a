import { describe, expect, it } from 'vitest'
import { isXmlNode, readXml } from './xml.ts'

function nested(levels: number): string {
  return `${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}`
}

/** Three entities, each ten times the one before it: ten of them would be ten billion words. */
const laughs =
  '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'

describe('an XML document', () => {
  it('is read as elements by name, without prefixes and attributes', () => {
    const xml = '<s:Envelope xmlns:s="urn:x" id="7"><s:Body><n:a>1</n:a><b kind="x"/></s:Body></s:Envelope>'
    expect(readXml(xml)).toEqual({ Envelope: { Body: { a: '1', b: '' } } })
  })
  it('keeps values as the texts they are, and elements of one name as a list', () => {
    expect(readXml('<r><n>007</n><n>1e3</n><n>true</n><m> x </m></r>')).toEqual({
      r: { n: ['007', '1e3', 'true'], m: 'x' },
    })
  })
  it('may hold a document as escaped text or as CDATA, which stays a text', () => {
    expect(readXml('<r>&lt;a&gt;1 &amp;amp; 2&lt;/a&gt;</r>')).toEqual({ r: '<a>1 &amp; 2</a>' })
    expect(readXml('<r><![CDATA[<a>&lt;</a>]]></r>')).toEqual({ r: '<a>&lt;</a>' })
    expect(readXml('<r>&#60;&#x3e;&nbsp;&yen;</r>')).toEqual({ r: '<>\u00a0¥' })
  })
  it('may have one header at its beginning, of whatever encoding it speaks', () => {
    expect(readXml('<?xml version="1.0" encoding="GB-K2312"?><a>1</a>')).toMatchObject({ a: '1' })
  })
  it.each([
    ['after an empty line', '\n<?xml version="1.0"?><a>1</a>'],
    ['twice', '<?xml version="1.0"?><?xml version="1.0"?><a>1</a>'],
    ['cut off', '<?xml version="1.0" ><a>1</a>'],
  ])('has no header %s', (_, xml) => {
    expect(() => readXml(xml)).toThrow('the body is not XML')
  })
  it.each(['Constructor', 'PROTOTYPE', '__PROTO__'])(
    'may have an element named %s, a name like any other',
    (name) => {
      const { r } = readXml(`<r><${name}><isAdministrator>1</isAdministrator></${name}></r>`)
      expect(r).toEqual({ [name]: { isAdministrator: '1' } })
      expect(({} as { isAdministrator?: unknown }).isAdministrator).toBeUndefined()
    },
  )
  it('may nest 100 elements and no more', () => {
    expect(readXml(nested(100))).toHaveProperty(Array(100).fill('a'), '1')
    expect(() => readXml(nested(102))).toThrow('the body is not XML')
  })
  it('tells elements from texts and lists', () => {
    const { r } = readXml('<r><a><b>1</b></a><c>1</c><d>1</d><d>2</d></r>')
    expect(isXmlNode(r) && Object.entries(r).map(([name, value]) => [name, isXmlNode(value)])).toEqual([
      ['a', true],
      ['c', false],
      ['d', false],
    ])
  })
})

describe('an attack by XML', () => {
  it.each([
    ['a billion laughs', `${laughs}<l>&c;</l>`],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['an external document type', '<!DOCTYPE r PUBLIC "x" "http://127.0.0.1:9/x.dtd"><r/>'],
    ['a document type in other letters, behind the header', '<?xml version="1.0"?>\n<!doctype r []><r/>'],
    ['an entity outside a document type', '<r><!ENTITY a "b">&a;</r>'],
  ])('as %s is refused for its document type', (_, xml) => {
    expect(() => readXml(xml)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'a document type is not part of this service',
      }),
    )
  })
  it('by an entity that nobody defined leaves the text as it came', () => {
    expect(readXml('<r>&x;&passwd;</r>')).toEqual({ r: '&x;&passwd;' })
  })
  it.each(['__proto__', 'constructor', 'prototype', 'n:__proto__'])(
    'by an element named %s is refused, and no object learns of it',
    (name) => {
      for (const inside of ['<isAdministrator>1</isAdministrator>', '1'])
        expect(() => readXml(`<r xmlns:n="u"><${name}>${inside}</${name}></r>`)).toThrow(
          expect.objectContaining({ code: 'BAD_USER_INPUT', message: 'the body is not XML' }),
        )
      expect(({} as { isAdministrator?: unknown }).isAdministrator).toBeUndefined()
    },
  )
  it('by an element named like a method of every object does not put itself in its place', () => {
    expect(`${readXml('<toString>1</toString>')}`).toBe('[object Object]')
    expect(Object.hasOwn(readXml('<hasOwnProperty>1</hasOwnProperty>'), 'hasOwnProperty')).toBe(false)
  })
  it.each([
    ['5,000 elements inside each other', nested(5_000)],
    ['200,000 elements that are never closed', '<a>'.repeat(200_000)],
    ['a document that is cut off', '<r><a>1</a>'],
    ['two documents', '<a>1</a><b>2</b>'],
    ['no document', 'plain words'],
    ['nothing', ''],
  ])('by %s is refused', (_, xml) => {
    expect(() => readXml(xml, 'the answer')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: 'the answer is not XML' }),
    )
  })
  it('by a document longer than any body is refused before it is read', () => {
    const long = 'x'.repeat(50 * 1024 * 1024 + 1)
    expect(() => readXml(long)).toThrow('the body is XML of more than 52428800 characters')
  })
})
