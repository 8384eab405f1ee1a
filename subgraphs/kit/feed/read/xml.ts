import { isObject } from '@one-visit/schema/is-object.ts'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { HubError } from '../../errors.ts'
import { bodyBytesMax } from '../message.ts'

/** An element that has elements in it: their values by their names, attributes and name-space prefixes left out. */
export interface XmlNode {
  readonly [name: string]: XmlValue | readonly XmlValue[] | undefined
}

/** An element that holds elements, or the text of one that holds none. */
type XmlValue = XmlNode | string

/** Elements inside each other; the documents of the partners have six. */
const depthMax = 100

/** The longest document, in characters: as long as the longest body. Nothing in a document expands while it is read. */
const lengthMax = bodyBytesMax

/** Names under which a value would become part of every object, in any spelling: readers write names in lower case. */
const reservedName = /^(__proto__|constructor|prototype)$/i

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  // The five entities of XML, numbers and a few of HTML. A document can define none: it has no document type.
  processEntities: true,
  htmlEntities: true,
  maxNestedTags: depthMax,
  strictReservedNames: true,
  transformTagName: (name) => {
    if (reservedName.test(name)) throw new Error('An element has a name that is reserved.')
    return name
  },
})

/**
 * Reads an XML document of somebody else, in the one way that is safe: no document type and hence no entities of its own,
 * no element inside more than 100 others, no names that JavaScript itself uses. Values are texts, never numbers. The
 * header is not read: gateways in between write encoding names nobody knows into it.
 * `what` is named in the refusal: "the body", "the answer".
 * @throws HubError BAD_USER_INPUT for what is not such a document
 */
export function readXml(text: string, what = 'the body'): XmlNode {
  if (text.length > lengthMax)
    throw new HubError('BAD_USER_INPUT', `${what} is XML of more than ${lengthMax} characters`)
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw new HubError('BAD_USER_INPUT', 'a document type is not part of this service')
  const xml = withoutHeader(text)
  // The parser makes something of any text; a document that was cut off must not pass for a short one.
  if (XMLValidator.validate(xml) !== true) throw new HubError('BAD_USER_INPUT', `${what} is not XML`)
  try {
    return parser.parse(xml) as XmlNode
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', `${what} is not XML`, {}, { cause })
  }
}

function withoutHeader(xml: string): string {
  return xml.replace(/^[\s\ufeff]*(<\?xml[^>]*>\s*)*/, '')
}

/** Whether a value is an element that has elements in it. */
export function isXmlNode(value: unknown): value is XmlNode {
  return isObject(value)
}
