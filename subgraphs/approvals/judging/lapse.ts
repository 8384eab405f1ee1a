/** Grounds that run out by themselves: no event comes when a date passes, so the rules are asked about the days to come. */
import { addYears, type CheckContext, isLasting } from '../catalogue/check.ts'
import type { Item } from '../catalogue/items/index.ts'
import { figures } from '../catalogue/limits.ts'

/** A check of a certificate and the first day on which it fails if its source says nothing new. */
export interface Lapse {
  readonly checkCode: string
  readonly lapsesOn: string
}

/** Years after a date in a record by which a rule may let it count; no rule of the catalogue counts longer. */
const yearsMax = 20

const dayMs = 86_400_000
const nextDay = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)

/**
 * When each lasting check that passes on the day, on evidence or on the day its paper states, will fail by time alone, or what it stands on will have run out, where
 * that is before the certificate ends.
 */
export function lapsesOf(
  item: Pick<Item, 'checks' | 'factsOf'>,
  evidence: unknown,
  context: CheckContext,
  validUntil: string,
): Lapse[] {
  const facts = item.factsOf(evidence)
  const { paperDays = {} } = context
  const days = turningDays([evidence, paperDays, context.mandate ?? null], context.day, validUntil)
  return item.checks.filter(isLasting).flatMap(({ code, run, onPaper }) => {
    const stated = paperDays[code]
    if (stated !== undefined) {
      const lapsesOn = days.find((day) => onPaper?.(stated, day) === 'FAIL')
      return lapsesOn === undefined ? [] : [{ checkCode: code, lapsesOn }]
    }
    if (run(facts, context).verdict !== 'PASS') return []
    const lapsesOn = days.find((day) => {
      const { verdict, ranOut } = run(facts, { ...context, day })
      return verdict === 'FAIL' || ranOut === true
    })
    return lapsesOn === undefined ? [] : [{ checkCode: code, lapsesOn }]
  })
}

/**
 * Days on which a rule can change its mind: a date of the evidence, its anniversaries, and the day after each; and the
 * first day of every value of the law.
 */
function turningDays(evidence: unknown, after: string, until: string): string[] {
  const ofLaw = Object.values(figures).flatMap(({ values }) => values.map(({ from }) => from))
  const days = [...new Set(JSON.stringify(evidence).match(/(?<=")\d{4}-\d{2}-\d{2}(?=")/g) ?? [])]
  const turning = days.flatMap((day) =>
    Array.from({ length: yearsMax + 1 }, (_, years) => addYears(day, years)).flatMap((each) => [
      each,
      nextDay(each),
    ]),
  )
  return [...new Set([...turning, ...ofLaw])].filter((day) => day > after && day <= until).sort()
}
