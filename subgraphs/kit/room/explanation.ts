import { ConfigError } from '../config.ts'
import { DataDirLocked } from '../database/data-lock.ts'
import { sqlStateOf } from '../database/sql-state.ts'
import { HubError } from '../errors.ts'

/** Errors that say by their message what is to be done. */
const explaining = [ConfigError, DataDirLocked, HubError]

/**
 * What an error says to an operator who can do something about it, in a line; undefined for a fault of ours, whose
 * stack is wanted.
 */
export function outsideOf(error: unknown): string | undefined {
  if (explaining.some((kind) => error instanceof kind)) return (error as Error).message
  const causes = causesOf(error)
  const refused = causes.findLast((each) => sqlStateOf(each) === '42501')
  if (refused !== undefined)
    return `The login of the database may not do what is needed (${refused.message}). Let npm run migrate work as the owner of the tables (MIGRATION_DATABASE_URL).`
  const outside = causes.findLast(isOutward)
  // Several addresses that all refused are an error without a message.
  return outside && (outside.message || String((outside as NodeJS.ErrnoException).code))
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}

/** Whether an error lies outside of the program: the database is away, the disk is full, the address taken, a folder closed to it. */
function isOutward(error: Error): boolean {
  return (
    typeof (error as NodeJS.ErrnoException).syscall === 'string' ||
    /^(08|28|3D|53|55000|57|58)/.test(sqlStateOf(error) ?? '') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  )
}
