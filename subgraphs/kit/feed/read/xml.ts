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

const noXml = { fault: 'BODY_NOT_XML' } as const

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  // The five entities of XML, numbers and a few of HTML. A document can define none: it has no document type.
  processEntities: true,
  htmlEntities: true,
  maxNestedTags: depthMax,
})

/**
 * Reads an XML document of somebody else, in the one way that is safe: no document type and hence no entities of its own,
 * no element inside more than 100 others, none named `__proto__`, `constructor` or `prototype`. Values are texts, never
 * numbers. What it takes is in the journals of years: a stricter reader could not rebuild them.
 * `what` is named in the refusal: "the body", "the answer".
 * @throws HubError BAD_USER_INPUT for what is not such a document
 */
export function readXml(text: string, what = 'the body'): XmlNode {
  if (text.length > lengthMax)
    throw new HubError('BAD_USER_INPUT', `${what} is XML of more than ${lengthMax} characters`, noXml)
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw new HubError('BAD_USER_INPUT', 'a document type is not part of this service', noXml)
  // The parser makes something of any text; a document that was cut off must not pass for a short one.
  if (XMLValidator.validate(text) !== true) throw new HubError('BAD_USER_INPUT', `${what} is not XML`, noXml)
  try {
    return parser.parse(text) as XmlNode
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', `${what} is not XML`, noXml, { cause })
  }
}

/** Whether a value is an element that has elements in it. */
export function isXmlNode(value: unknown): value is XmlNode {
  return isObject(value)
}
