import { ConfigError } from '@one-visit/kit/config.ts'
import { outsideOf } from '@one-visit/kit/room/explanation.ts'
import { exits } from '../command.ts'
import { PortTaken } from '../require-port.ts'

/** The process that owns the data ended in the middle of some work it did for another. */
export class OwnerHungUp extends Error {
  override readonly name = 'OwnerHungUp'
}

/**
 * What an error says to an operator who can do something about it, in a line; undefined for a fault of ours, whose
 * stack is wanted.
 */
export function explanationOf(error: unknown): string | undefined {
  const isOurs = error instanceof OwnerHungUp || error instanceof PortTaken
  return isOurs ? error.message : outsideOf(error)
}

/** The exit code of an error that explanationOf knows. */
export function outsideExitOf(error: unknown): number {
  return error instanceof ConfigError ? exits.wrongCommand : exits.outOfReach
}

/** Runs a program for its exit code; what it is stopped by from outside is said in a line, with no stack. */
export async function runProgram(
  program: () => Promise<number>,
  say: (line: string) => void = console.error,
): Promise<void> {
  try {
    process.exitCode = await program()
  } catch (error) {
    const explanation = explanationOf(error)
    if (explanation === undefined) throw error
    say(explanation)
    process.exitCode = outsideExitOf(error)
  }
}
