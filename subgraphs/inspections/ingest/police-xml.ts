import { isUtf8 } from 'node:buffer'
import { HubError } from '@one-visit/kit/errors.ts'
import { decodeText, type TextEncoding } from '@one-visit/kit/feed/read/text.ts'
import { isXmlNode, readXml } from '@one-visit/kit/feed/read/xml.ts'

/** Elements that hold the document of a call. */
const documentNames = ['UTF8XmlDoc', 'WriteXmlDoc']

/** A call of the police inspection supervision: its interface and the visits it names. */
export interface PoliceCall {
  /** Interface jkid, e.g. 18C62. */
  jkid: string
  /** Element name, lower case, to plain value. */
  visits: readonly PoliceVisit[]
}

/** One visit of a call. */
export interface PoliceVisit {
  fields: Readonly<Record<string, unknown>>
  /** Name of what comes twice, in any case, and says different things: which of them counts nobody can tell. */
  twice?: string | undefined
}

/**
 * Takes a `writeObjectOut` call apart: XML inside SOAP, each value URL-encoded UTF-8. `gb` is how bytes are read that
 * are no UTF-8.
 * @throws HubError METHOD_NOT_ALLOWED for a query, which has the same form; BAD_USER_INPUT
 */
export function readPoliceCall(body: Buffer, gb: TextEncoding = 'gb18030'): PoliceCall {
  const soap = readXml(textOf(body, gb))
  if (holdersOf(soap, 'jkid').some((operation) => /^query/i.test(operation)))
    throw new HubError(
      'METHOD_NOT_ALLOWED',
      'This address is written to (writeObjectOut); it answers no query.',
    )
  const jkid = find(soap, 'jkid')
  const document = find(soap, 'UTF8XmlDoc') ?? find(soap, 'WriteXmlDoc')
  const inner = typeof document === 'string' ? readXml(documentOf(document)) : document
  const visits = [find(inner, 'vehispara')].flat()
  if (typeof jkid !== 'string' || !visits.every(isXmlNode))
    throw new HubError('BAD_USER_INPUT', 'A call has jkid and a document with vehispara.', {
      fault: 'ENVELOPE_FORM',
    })
  const others = otherVisits(findAll(soap, documentNames), visits)
  const ofCall =
    ['jkid', 'UTF8XmlDoc', 'WriteXmlDoc'].find((name) => areSeveral(findAll(soap, [name]))) ??
    (areSeveral(findAll(soap, documentNames)) ? 'WriteXmlDoc' : undefined) ??
    (others.length > 0 ? 'vehispara' : undefined)
  return { jkid, visits: [...visits, ...others].map((fields) => visitOf(fields, ofCall)) }
}

/**
 * Visits in other documents, in a second list or under another spelling: whether they are more of them or the same said anew
 * nobody can tell. What cannot be read is no visit.
 */
function otherVisits(documents: readonly unknown[], visits: readonly object[]): object[] {
  const known = new Set(visits.map((visit) => JSON.stringify(visit)))
  return documents
    .map(readIfXml)
    .flatMap((inner) => findAll(inner, ['vehispara']))
    .filter(isXmlNode)
    .filter((visit) => !known.has(JSON.stringify(visit)))
}

function readIfXml(document: unknown): unknown {
  if (typeof document !== 'string') return document
  try {
    return readXml(documentOf(document))
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    return undefined
  }
}

/** The fields of a visit by their names in lower case. Of one that comes twice the last stands, as it always did. */
function visitOf(element: object, twiceInCall: string | undefined): PoliceVisit {
  const fields: Record<string, unknown> = {}
  let twice = twiceInCall
  for (const [name, value] of Object.entries(element)) {
    const key = name.toLowerCase()
    const values = [value].flat().map(decoded)
    if (areSeveral(Object.hasOwn(fields, key) ? [fields[key], ...values] : values)) twice ??= key
    fields[key] = values.length === 1 || !areSeveral(values) ? values[0] : values
  }
  return { fields, twice }
}

/** Whether values that should be one are several. */
const areSeveral = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size > 1

/** What stands in all elements of some names, in any case, however deep they are; what is empty says nothing. */
function findAll(node: unknown, names: readonly string[]): unknown[] {
  if (!isBranch(node)) return []
  const wanted = names.map((name) => name.toLowerCase())
  return Object.entries(node)
    .flatMap(([key, value]) => (wanted.includes(key.toLowerCase()) ? [value].flat() : findAll(value, names)))
    .filter((value) => value !== '')
}

/** Stations write GBK into the header and either encoding into the body: what is no UTF-8 is read as the header says. */
function textOf(body: Buffer, gb: TextEncoding): string {
  const declaresGbk = /^[^>]{0,100}encoding\s*=\s*["']GB/i.test(body.subarray(0, 120).toString('latin1'))
  return decodeText(body, declaresGbk && !isUtf8(body) ? gb : 'utf-8')
}

/** Names of the elements that hold an element of a name. */
function holdersOf(node: unknown, name: string): string[] {
  return isBranch(node)
    ? Object.entries(node).flatMap(([key, value]) => [
        ...(isBranch(value) && Object.hasOwn(value, name) ? [key] : []),
        ...holdersOf(value, name),
      ])
    : []
}

/** An element with elements in it, or the list of all those of one name: both are searched alike. */
function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** What stands in the first element of a name, however deep it is. */
function find(node: unknown, name: string): unknown {
  if (!isBranch(node)) return undefined
  for (const [key, value] of Object.entries(node)) {
    const found = key === name ? value : find(value, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The inner document, which some senders encode whole. */
function documentOf(text: string): string {
  return text.trimStart().startsWith('%3C') ? String(decoded(text.trim())) : text
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}
