/** Values that belong to somebody, each with the accounts that may find it. */

/** A value that stands for what it belongs to. */
export interface Marker {
  /** What it is, for people who read a failure. */
  readonly what: string
  /** Text by which it is found in an answer. */
  readonly value: string
  /** Accounts that may find it. */
  readonly seenBy: ReadonlySet<string>
}

/** The markers of a world; the same value is held once, for all who may find it. */
export class Markers {
  readonly #held = new Map<string, Marker>()

  /** Notes that a value belongs to these accounts. */
  add(what: string, value: unknown, seenBy: readonly string[]): void {
    const text = String(value)
    if (text.length < 6) throw new Error(`${what} is too short to be found for sure: ${text}`)
    const before = this.#held.get(text)
    this.#held.set(text, { what, value: text, seenBy: new Set([...(before?.seenBy ?? []), ...seenBy]) })
  }

  all(): readonly Marker[] {
    return [...this.#held.values()]
  }

  /** Those that stand in an answer; what the question itself named proves nothing, unless by what is told beside it. */
  in(answer: string, question: string): readonly Marker[] {
    return this.all().filter(({ value }) => answer.includes(value) && !question.includes(value))
  }
}
