import type { CompositionHint } from './compose.ts'

/**
 * Hints of level INFO that stand, each with its reason. Anything of level WARN, and any hint that is not here, fails
 * the build. A line without `coordinate` stands for every hint of its code.
 */
export const acceptedHints: readonly {
  readonly code: string
  readonly coordinate?: string
  readonly reason: string
}[] = []

/** Hints that fail the build. */
export function refusedHints(hints: readonly CompositionHint[]): CompositionHint[] {
  return hints.filter((hint) => !isAccepted(hint))
}

function isAccepted(hint: CompositionHint): boolean {
  return (
    hint.level !== 'WARN' &&
    acceptedHints.some(
      ({ code, coordinate }) => code === hint.code && (coordinate ?? hint.coordinate) === hint.coordinate,
    )
  )
}
