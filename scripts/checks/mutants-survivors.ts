/** A change no test noticed, written so that it is found again when lines above it come and go. */
export interface Survivor {
  /** File from the root of the project. */
  readonly file: string
  /** The line on which the change begins, without its indentation. */
  readonly line: string
  /** What was changed, up to the end of that line. */
  readonly from: string
  readonly to: string
}

/** A survivor in the committed list. */
export interface ListedSurvivor extends Survivor {
  /** Why no test can or need notice it. */
  readonly reason: string
}

/** A tested change, as Stryker tells it; lines and columns are counted from one. */
export interface TestedMutant {
  readonly status: string
  readonly location: { start: { line: number; column: number }; end: { line: number; column: number } }
  readonly replacement?: string | undefined
}

/** Whether no test noticed the change, or none reached it. */
export function isSurvivor({ status }: Pick<TestedMutant, 'status'>): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

/** Percentage of changes a test noticed; those that could not be tried do not count. */
export function scoreOf(mutants: readonly Pick<TestedMutant, 'status'>[]): number {
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const survived = mutants.filter(isSurvivor).length
  return noticed + survived === 0 ? 0 : (100 * noticed) / (noticed + survived)
}

/** Describes a tested change of a file by the text it stands in. */
export function describeMutant(file: string, text: string, mutant: TestedMutant): Survivor {
  const { start, end } = mutant.location
  const line = text.split('\n')[start.line - 1] ?? ''
  const from = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined)
  return { file, line: line.trim(), from, to: mutant.replacement ?? '' }
}

/** Survivors that are not in the list, and entries of the list that did not survive or have no reason. */
export function compareSurvivors(
  found: readonly Survivor[],
  listed: readonly ListedSurvivor[],
): {
  unlisted: readonly Survivor[]
  ended: readonly ListedSurvivor[]
  unreasoned: readonly ListedSurvivor[]
} {
  const foundKeys = new Set(found.map(keyOf))
  const listedKeys = new Set(listed.map(keyOf))
  return {
    unlisted: found.filter((survivor) => !listedKeys.has(keyOf(survivor))),
    ended: listed.filter((survivor) => !foundKeys.has(keyOf(survivor))),
    unreasoned: listed.filter(({ reason }) => reason.trim() === ''),
  }
}

function keyOf({ file, line, from, to }: Survivor): string {
  return JSON.stringify([file, line, from, to])
}
