/**
 * A message of graphql-js about a variable or an argument without the value it quotes: that may be a resident ID number,
 * or a whole application with name and phone. Any other message is answered as it is.
 */
export function withoutValues(message: string): string {
  const [, variable, told] = /^Variable "\$(\w+)" got invalid value ([\s\S]*)$/.exec(message) ?? []
  if (variable !== undefined && told !== undefined) {
    // The value comes first and may hold anything: only the last place and what follows it are graphql-js's own.
    const [, place, reason] = /^[\s\S]* at "([\w.[\]]+)"; ([\s\S]*)$/.exec(told) ?? []
    if (place !== undefined && reason !== undefined) return `${place}: ${reasonOnly(reason)}`
    return `${variable}: ${reasonOnly(told.slice(told.lastIndexOf('; ') + 2))}`
  }
  const [, type, found] = /^Expected value of type "([^"]+)", found ([\s\S]*)$/.exec(message) ?? []
  if (type !== undefined && found !== undefined) {
    const end = found.lastIndexOf('; ')
    return end < 0
      ? `A value of type ${type} is expected.`
      : `The value is no ${type}: ${reasonOnly(found.slice(end + 2))}`
  }
  return reasonOnly(message)
}

/**
 * What is wrong with a value, without the rest of the value that graphql-js writes behind it, and without what of the schema it
 * guesses was meant: whoever may not read the schema is not to learn it so.
 */
function reasonOnly(reason: string): string {
  return reason
    .replace(/ Did you mean [\s\S]*\?$/, '')
    .replace(/^Value "[\s\S]*" does not exist in "(\w+)" enum[\s\S]*$/, 'The value is none of $1.')
    .replace(/( cannot represent [\w -]*value): [\s\S]*$/, '$1')
}
