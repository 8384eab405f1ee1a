import type { FeedKeys } from '../host/room-feeds.ts'

/** What a tool is run with. */
export interface Work {
  /** Name of the tool, as in the table of tools.ts. */
  name: string
  args: readonly string[]
  /** Keys of the feeds; left out for a tool that reads no feed. Read before the database is opened. */
  keys?: () => FeedKeys
  /** Ends the tool after the step at hand; it answers 1 then. */
  signal?: AbortSignal
}

/** A line of a tool's output, or the end with its exit code. */
export type ToolLine = { line: string } | { exit: number }
