/** What was judged, read from the text it was stored as. */
import type { Finding } from './decide.ts'
import type { Snapshot } from './snapshot.ts'

/** Findings of an evaluation or a decision. */
export const readFindings = (text: string): Finding[] => JSON.parse(text) as Finding[]

/** The snapshot an evaluation or a decision stood on. */
export const readSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot
