/** Values as stations' software writes them in the comprehensive exchange: a number may be text, and text a number. */
import { z } from 'zod'

const said = (issue: { input?: unknown }): string =>
  issue.input === undefined || issue.input === null || issue.input === ''
    ? 'The field is missing or empty.'
    : 'The field holds neither text nor a number.'

/** A field that must say something. */
export const text = z.union([z.string().min(1).max(256), z.number()], { error: said }).transform(String)

/** A field that may be left out, empty or null. */
export const scalar = z
  .union([z.string().max(256), z.number()], { error: 'The field holds neither text nor a number.' })
  .nullish()
