import type { AnyMessage, MergePlan, RecordSubject } from '../message.ts'
import { cleanText } from '../read/text.ts'

/** Longest subject that is kept, characters; no real one is as long. */
const valueMax = 200

/** A subject as a token: facts of one message about one subject. */
export const subjectToken = (message: string, { kind, value }: RecordSubject): string =>
  `${message} ${kind} ${cleanText(value, valueMax)}`

/** Whether a token says whom a record is about, and is not only what it names by number. */
export const isOfAbout = (token: string): boolean => !['NUMBER', 'KEY'].includes(kindOf(token) ?? '')

/** Whether a token is about somebody who is known: no stranger, nobody who is only named by a number, not all its sender vouches for. */
export const isOfSubject = (token: string): boolean =>
  isOfAbout(token) && !['SCOPE', 'STRANGER'].includes(kindOf(token) ?? '')

/** The token of whom a row is about; undefined where its key says that. */
export function tokenOfRow(
  { name, plan }: Pick<AnyMessage, 'name' | 'plan'>,
  row: object,
): string | undefined {
  if (plan.about === undefined) return undefined
  const [kind, field] = plan.about
  return subjectToken(name, { kind, value: String((row as Record<string, unknown>)[field]) })
}

/** Those of the subjects of a record that are of the kind the rows of a plan are about; undefined where it names none. */
export function namedFor(
  { about }: Pick<MergePlan, 'about'>,
  subjects: readonly RecordSubject[],
): readonly string[] | undefined {
  const named = subjects.filter(({ kind }) => kind === about?.[0]).map(({ value }) => value)
  return named.length === 0 ? undefined : named
}

/** Kinds of which nobody is ever another: a plate is borne by one after the other, a scope is no one's name. */
const kindsOfOne: readonly string[] = ['VIN', 'REF', 'USCC'] satisfies RecordSubject['kind'][]

/** Whether two records are known to be about two: both name somebody of one kind, and nobody of it alike. */
export function isAboutAnother(tokens: readonly string[], others: readonly string[]): boolean {
  return kindsOfOne.some((kind) => {
    const [named, otherNamed] = [tokens, others].map((each) => each.filter((token) => kindOf(token) === kind))
    return named?.length && otherNamed?.length && !named.some((token) => otherNamed.includes(token))
  })
}

function kindOf(token: string): string | undefined {
  return token.split(' ', 2)[1]
}
