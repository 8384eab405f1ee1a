import { type Check, corrected } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { comprehensiveInspectionIsValid, safetyInspectionIsValid } from './inspection-is-valid.ts'

interface Tested {
  /** Whether the test was made while its station was declared closed, by the authority, an administrator or itself. */
  duringClosure: boolean
}

type Inspection<Name extends string> = { readonly [name in Name]: Maybe<RecordFact<Tested>> }

/** A valid inspection from a time in which its station was closed is for a clerk to look into: it passes for nobody by itself. */
function outsideClosure<Name extends string, Facts extends Inspection<Name>>(
  name: Name,
  released: Check<Facts>,
): Check<Facts> {
  return corrected<Facts>(released, (facts, context) => {
    const result = released.run(facts, context)
    const isOutside = facts[name]?.record?.duringClosure === false
    return result.verdict !== 'PASS' || isOutside
      ? result
      : { ...result, verdict: 'UNKNOWN', doubt: 'duringClosure' }
  })
}

/**
 * The latest safety inspection passed, is valid on the day, and was made while its station was open.
 * @see 暂行办法 art. 12 (3); a closed station 停检 makes no tests, so that a report of one is doubtful
 */
export const safetyInspectionOutsideClosure = outsideClosure(
  'safety',
  safetyInspectionIsValid as Check<FactsOf<typeof safetyInspectionIsValid> & Inspection<'safety'>>,
)

/**
 * The latest comprehensive test passed with grade one or two, is valid on the day, and was made while its station was open.
 * @see JT/T 198-2016; a closed station 停检 makes no tests, so that a report of one is doubtful
 */
export const comprehensiveInspectionOutsideClosure = outsideClosure(
  'comprehensive',
  comprehensiveInspectionIsValid as Check<
    FactsOf<typeof comprehensiveInspectionIsValid> & Inspection<'comprehensive'>
  >,
)

/** What a check is asked about. */
type FactsOf<Given> = Given extends Check<infer Facts> ? Facts : never
