/** Refusals of acts: each names what of the input it is about and why, so that the advice fits what was done. */
import { systemClock } from '@one-visit/kit/clock.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { IdentifierError } from '@one-visit/schema/identifiers.ts'
import type { FaultCode } from '@one-visit/schema/record-faults.ts'
import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'

/** Codes that many things share: what would be right is said by the fault beside them. */
type SharedCode = 'BAD_USER_INPUT' | 'CONFLICT' | 'FORBIDDEN' | 'EVIDENCE_INCOMPLETE'

/** Where a refusal lies: the path of the argument it is about, and why. Beside them ids and states, no personal data. */
interface Refused {
  readonly field: string
  readonly fault: FaultCode
  readonly [detail: string]: unknown
}

/** A refusal by one of the codes that many things share. */
export function refused(
  code: SharedCode,
  refusal: Refused,
  message: string,
  options?: { cause: unknown },
): HubError {
  return new HubError(code, message, refusal, options)
}

/** A refusal of what an argument holds. */
export const badInput = (field: string, fault: FaultCode, message: string): HubError =>
  refused('BAD_USER_INPUT', { field, fault }, message)

/** The refusal of an act on an application that is decided or withdrawn: no repeat changes that. */
export const applicationClosed = (id: string, state: string, message: string): HubError =>
  refused(
    'CONFLICT',
    { field: 'applicationId', fault: 'APPLICATION_CLOSED', applicationId: id, state },
    message,
  )

/**
 * Refuses a text that holds a resident ID number, however it is written: texts are kept and shown as they are.
 * @throws BAD_USER_INPUT naming the field
 */
export function mustHoldNoNumber(field: string, text: string): void {
  if (holdsResidentId(text, shanghaiDay(systemClock())))
    throw badInput(
      field,
      'PERSONAL_NUMBER',
      `The value of ${field} holds a resident ID number, for which it is not.`,
    )
}

/**
 * An identifier in the form of its kind; the form alone is judged here.
 * @throws BAD_USER_INPUT with the fault of the form, or where it holds the number of a person
 */
export function readIdentifier(field: string, text: string, read: (text: string) => string): string {
  const identifier = readForm(field, text, read)
  mustHoldNoNumber(field, identifier)
  return identifier
}

function readForm(field: string, text: string, read: (text: string) => string): string {
  try {
    return read(text)
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error
    throw badInput(field, error.code, `The value of ${field} cannot be read: ${error.message}.`)
  }
}
