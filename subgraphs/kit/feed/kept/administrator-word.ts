import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { systemClock } from '../../clock.ts'
import { HubError } from '../../errors.ts'

/** What an administrator answers for: who it was, and why. */
export interface AdministratorWord {
  by: string
  because: string
}

/** Longest reason an administrator gives, characters. */
const becauseMax = 2_000

/** A word that has a reason. @throws HubError BAD_USER_INPUT */
export function reasoned(word: AdministratorWord): AdministratorWord {
  const isEmpty = word.because.trim() === ''
  if (isEmpty || word.because.length > becauseMax)
    throw new HubError('BAD_USER_INPUT', `A reason has 1 to ${becauseMax} characters.`, {
      fault: isEmpty ? 'FIELD_TOO_SHORT' : 'FIELD_TOO_LONG',
      argument: 'because',
    })
  if (holdsResidentId(word.because, shanghaiDay(systemClock())))
    throw new HubError('BAD_USER_INPUT', 'A reason holds no resident ID number; name the person otherwise.', {
      fault: 'PERSONAL_NUMBER',
      argument: 'because',
    })
  return word
}
