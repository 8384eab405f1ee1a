import {
  type Check,
  type CheckContext,
  type CheckResult,
  type CheckVerdict,
  textsOf,
} from '../catalogue/check.ts'
import type { ItemVersion } from '../catalogue/item.ts'
import { getItemVersion } from '../catalogue/items/index.ts'
import { paperStanding } from './paper-standing.ts'
import { doubtText, reasonText } from './reason-text.ts'
import { contextOf, type Snapshot } from './snapshot.ts'

/** Verdict of a finding: of the evidence, or of paper a second officer confirmed. */
export type Verdict = 'PASS' | 'FAIL' | 'UNKNOWN' | 'PASS_ON_PAPER'

/** What one check found, as everybody is told. */
export interface Finding {
  code: string
  verdict: Verdict
  text: string
  textEn: string
  /** What the applicant can do; null when nothing is needed. */
  advice: string | null
  /** Source that said so, by id. */
  source: string | null
  /** The source's record. */
  record: string | null
  /** The instant the source vouches for. */
  confirmedAt: string | null
  /** Set where it passes and a person has to look at it all the same. */
  byPerson?: true
}

/** Verdict over all checks, and every finding in the order of the item. */
export interface Decision {
  verdict: Verdict
  findings: readonly Finding[]
}

const advisedWait = '无需提交材料；来源数据到达后系统自动复核。'

/** FAIL outweighs UNKNOWN outweighs PASS; one paper among passes marks the whole. */
export function overall(findings: readonly Pick<Finding, 'verdict'>[]): Verdict {
  const found = new Set(findings.map(({ verdict }) => verdict))
  if (found.has('FAIL')) return 'FAIL'
  if (found.has('UNKNOWN') || findings.length === 0) return 'UNKNOWN'
  return found.has('PASS_ON_PAPER') ? 'PASS_ON_PAPER' : 'PASS'
}

/**
 * Judges a snapshot. Pure: the same snapshot gives the same decision, years later too. Everything is told at once
 * (一次告知); the order of findings is the item's.
 * @throws Error when the catalogue never had the item version
 */
export function decide(snapshot: Snapshot): Decision {
  return decideBy(getItemVersion(snapshot.subjects.item, snapshot.itemVersion), snapshot)
}

/** Judges a snapshot by the rules of an item version that is at hand. */
export function decideBy(
  item: Pick<ItemVersion, 'checks' | 'factsOf' | 'paperAllowed' | 'paper'>,
  snapshot: Snapshot,
): Decision {
  const facts = item.factsOf(snapshot.evidence)
  const context = contextOf(snapshot)
  const findings = item.checks.map((check) => {
    const result = check.run(facts, context)
    const standing = paperStanding(item, check, { result, paper: snapshot.paper, day: context.day })
    return findingOf(check, result, { context, standing })
  })
  return { verdict: overall(findings), findings }
}

function findingOf(
  check: Check<unknown>,
  result: CheckResult,
  { context, standing }: { context: CheckContext; standing: CheckVerdict },
): Finding {
  const { code } = check
  const texts = textsOf(check, context.day)
  const { verdict, fact } = result
  const origin = {
    source: fact?.source.id ?? null,
    record: fact?.revision ?? null,
    confirmedAt: fact?.confirmedAt ?? null,
  }
  if (verdict === 'PASS') {
    const [text, textEn] = result.named ?? ((result.byPerson && check.passByPerson) || texts.pass)
    const byPerson = result.byPerson && { byPerson: result.byPerson }
    return { code, verdict, text, textEn, advice: null, ...origin, ...byPerson }
  }
  if (verdict === 'FAIL') {
    const { fail, advice } = (fact?.status === 'CONFIRMED_ABSENT' && check.absent) || texts
    return { code, verdict, text: fail[0], textEn: fail[1], advice, ...origin }
  }
  if (standing === 'FAIL') {
    const { fail, advice } = texts
    return { code, verdict: standing, text: fail[0], textEn: fail[1], advice, ...origin }
  }
  if (standing === 'PASS')
    return {
      code,
      verdict: 'PASS_ON_PAPER',
      text: `${texts.about[0]}凭纸质材料核定，待来源恢复后复核。`,
      textEn: `${texts.about[1]}: accepted on paper, to be verified when the source returns.`,
      advice: null,
      ...origin,
    }
  const [text, textEn] = result.named ?? unknownText(texts.about, result)
  return { code, verdict, text, textEn, advice: advisedWait, ...origin }
}

/** Whether the rule of an item may approve what was found, without a person. */
export function machineMayApprove(
  { machineApproval }: Pick<ItemVersion, 'machineApproval'>,
  { verdict, findings }: { verdict: string; findings: readonly Pick<Finding, 'byPerson'>[] },
): boolean {
  return machineApproval && verdict === 'PASS' && !findings.some(({ byPerson }) => byPerson === true)
}

function unknownText(
  about: readonly [string, string],
  { fact, doubt }: CheckResult,
): readonly [string, string] {
  const reason = doubt === undefined ? reasonText(fact) : doubtText(doubt)
  const name = fact?.source.name ?? ''
  return [`${about[0]}待核：${name}${reason[0]}。`, `${about[1]} cannot be judged: ${reason[1]}.`]
}
