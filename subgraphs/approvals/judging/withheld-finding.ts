/** A finding as somebody is told who may not see the values it stands on. */
import { textsOf } from '../catalogue/check.ts'
import { getItemVersion } from '../catalogue/items/index.ts'
import type { Finding } from './decide.ts'
import type { Snapshot } from './snapshot.ts'

/** A finding as it is told to somebody: `valuesWithheld` is set where there may be values that are kept back. */
export interface ToldFinding extends Finding {
  readonly valuesWithheld?: true
}

/**
 * Outcome and advice in the words of the rule, which are the same for every vehicle: not why a source cannot say, nor which
 * record said what, nor that a person has to look at it.
 */
export function withoutValues(
  { code, verdict, advice, source }: Finding,
  { subjects, itemVersion, day }: Pick<Snapshot, 'subjects' | 'itemVersion' | 'day'>,
): ToldFinding {
  const check = getItemVersion(subjects.item, itemVersion).checks.find((each) => each.code === code)
  const texts = check && textsOf(check, day)
  const [zh, en] = texts?.about ?? [code, code]
  const said = {
    PASS: texts?.pass,
    FAIL: texts?.fail,
    UNKNOWN: [`${zh}待核。`, `${en} cannot be judged yet.`],
    PASS_ON_PAPER: [`${zh}凭纸质材料核定。`, `${en}: accepted on paper.`],
  } as const
  const [text, textEn] = said[verdict] ?? [code, code]
  return {
    code,
    verdict,
    text,
    textEn,
    advice: verdict === 'FAIL' ? (texts?.advice ?? null) : advice,
    source,
    record: null,
    confirmedAt: null,
    valuesWithheld: true,
  }
}
