import { type CheckResult, corrected, isKnown } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { policeStatusIsClear } from './police-status-is-clear.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ letters: readonly { letter: string; effect: 'NONE' | 'WARN' | 'BLOCK' }[] }>
  >
}

type Named = NonNullable<CheckResult['named']>

/** Letters that are for a person to look at, with what they mean. */
const warnings: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  G: ['违法未处理', 'open violation'],
  H: ['海关监管', 'customs supervision'],
  I: ['事故未处理', 'open accident'],
  Z: ['其他', 'another reason'],
}

/**
 * No letter of the police status blocks an approval. One that warns is for a person to look at, who is told which and what it
 * means; where a letter warns that is on no list, nobody knows what it means, and so whether it stands against an approval.
 */
export const policeStatusNamed = corrected<Facts>(policeStatusIsClear, ({ policeStatus }, context) => {
  const result = policeStatusIsClear.run({ policeStatus }, context)
  if (result.verdict !== 'PASS' || !isKnown(policeStatus)) return result
  const warning = (policeStatus.record?.letters ?? []).flatMap(({ letter, effect }) =>
    effect === 'WARN' ? [letter] : [],
  )
  const unknown = warning.filter((letter) => !Object.hasOwn(warnings, letter))
  if (unknown.length > 0) return { ...result, verdict: 'UNKNOWN', named: unknownLetters(unknown) }
  return warning.length > 0 ? { ...result, byPerson: true, named: toBeLookedAt(warning) } : result
})

function toBeLookedAt(letters: readonly string[]): Named {
  const told = letters.map((letter) => [letter, ...(warnings[letter] ?? ['', ''])] as const)
  const zh = told.map(([letter, meaning]) => `${letter}（${meaning}）`).join('、')
  const en = told.map(([letter, _, meaning]) => `${letter} (${meaning})`).join(', ')
  return [
    `机动车状态无限制办理的情形，但有须经办人员核实的情形：${zh}。`,
    `No police status stands against it, but one is for a person to look at: ${en}.`,
  ]
}

function unknownLetters(letters: readonly string[]): Named {
  return [
    `机动车状态待核：公安交管部门的状态字母含义不明（${letters.join('、')}）。`,
    `police status of the vehicle cannot be judged: it is not known what the letter ${letters.join(', ')} means.`,
  ]
}
