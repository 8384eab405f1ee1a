import { ConfigError } from '@one-visit/kit/config.ts'
import { DataDirLocked } from '@one-visit/kit/database/data-lock.ts'
import { sqlStateOf } from '@one-visit/kit/database/sql-state.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { exits } from '../command.ts'
import { PortTaken } from '../require-port.ts'

/** The process that owns the data ended in the middle of some work it did for another. */
export class OwnerHungUp extends Error {
  override readonly name = 'OwnerHungUp'
}

/** Errors that say by their message what is to be done. */
const explaining = [DataDirLocked, OwnerHungUp, PortTaken, HubError, ConfigError]

/** System calls that fail for reasons outside of the program. */
const outward = ['listen', 'connect', 'read', 'write', 'open']

/**
 * What an error says to an operator who can do something about it, in a line; undefined for a fault of ours, whose
 * stack is wanted.
 */
export function explanationOf(error: unknown): string | undefined {
  if (explaining.some((kind) => error instanceof kind)) return (error as Error).message
  const outside = causesOf(error).findLast(isOutward)
  // Several addresses that all refused are an error without a message.
  return outside && (outside.message || String((outside as NodeJS.ErrnoException).code))
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}

/** Whether an error lies outside of the program: the database is away, the disk is full, the address taken. */
function isOutward(error: Error): boolean {
  return (
    outward.includes(String((error as NodeJS.ErrnoException).syscall)) ||
    /^(08|28|3D|53|57|58)/.test(sqlStateOf(error) ?? '') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  )
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
