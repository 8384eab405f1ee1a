import { HubError } from '../errors.ts'

/** The most keys one question may name. */
const keysMax = 50

/**
 * Keys of a question about many, in its order.
 * @throws HubError BAD_USER_INPUT for more than 50
 */
export function readKeys(argument: string, keys: readonly string[]): readonly string[] {
  if (keys.length > keysMax)
    throw new HubError(
      'BAD_USER_INPUT',
      `${argument} names ${keys.length} keys; the most at once are ${keysMax}.`,
      {
        argument,
      },
    )
  return keys
}
