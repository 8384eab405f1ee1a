/**
 * A question about names that is answered once for all lists of them that follow one another and are the same, as the fields
 * of the records of one batch are.
 */
export function ofSameNames<Answer>(
  ask: (names: readonly string[]) => Answer,
): (names: readonly string[]) => Answer {
  let last: { names: readonly string[]; answer: Answer } | undefined
  return (names) => {
    if (last === undefined || !areSame(last.names, names)) last = { names, answer: ask(names) }
    return last.answer
  }
}

function areSame(these: readonly string[], those: readonly string[]): boolean {
  if (these.length !== those.length) return false
  for (let at = 0; at < these.length; at += 1) if (these[at] !== those[at]) return false
  return true
}
