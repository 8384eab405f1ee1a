/**
 * What is not mutated: prose. The texts of checks and the names, bases and guides of items are data, part of stored
 * decisions, and a hash in test/contract/released-items.json keeps every letter of them. Codes, kinds, words of numbers,
 * lists and documents are mutated like all other code.
 */
const textsOfCheck = ['about', 'pass', 'fail', 'advice']
const proseOfItem = ['name', 'nameEn', 'basis', 'guide']

/** Why a node is left as it is; undefined where it is to be mutated. A path is one of Babel's. */
function whyNot({ node, parent, key }) {
  if (node.type === 'ObjectExpression' && textsOfCheck.every((name) => node.properties.some(isNamed(name))))
    return 'texts of a check, kept by hash'
  const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral'
  if (isText && key === 'value' && proseOfItem.some((name) => isNamed(name)(parent)))
    return 'prose of an item, kept by hash'
  return undefined
}

function isNamed(name) {
  return (property) => property?.type === 'ObjectProperty' && property.key.name === name
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'prose', value: { shouldIgnore: whyNot } }]
