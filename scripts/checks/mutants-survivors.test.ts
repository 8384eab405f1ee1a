import { describe, expect, it } from 'vitest'
import { compareSurvivors, describeMutant, isSurvivor, scoreOf } from './mutants-survivors.ts'

const survivor = { file: 'a.ts', line: 'return a < b', from: 'a < b', to: 'a <= b' }
const text = 'function less(a, b) {\n  return a < b\n}\n'

describe('survivors of mutation testing', () => {
  it('are described by the line they begin on, whatever stands above', () => {
    const mutant = {
      status: 'Survived',
      location: { start: { line: 2, column: 10 }, end: { line: 2, column: 15 } },
      replacement: 'a <= b',
    }
    expect(describeMutant('a.ts', text, mutant)).toEqual(survivor)
    const moved = { start: { line: 3, column: 10 }, end: { line: 3, column: 15 } }
    expect(describeMutant('a.ts', `\n${text}`, { ...mutant, location: moved })).toEqual(survivor)
  })

  it('are described up to the end of their first line', () => {
    const location = { start: { line: 1, column: 21 }, end: { line: 3, column: 2 } }
    expect(describeMutant('a.ts', text, { status: 'Survived', location, replacement: '{}' })).toEqual({
      file: 'a.ts',
      line: 'function less(a, b) {',
      from: '{',
      to: '{}',
    })
  })

  it.each([
    ['the same file, line, text and replacement', { ...survivor, reason: 'it is equal' }, [], []],
    ['another replacement', { ...survivor, to: 'true', reason: 'it is equal' }, [survivor], ['true']],
  ])('are found in the list by %s', (_, listed, unlisted, ended) => {
    const compared = compareSurvivors([survivor], [listed])
    expect(compared.unlisted).toEqual(unlisted)
    expect(compared.ended.map(({ to }) => to)).toEqual(ended)
  })

  it('must not be listed without a reason', () => {
    expect(compareSurvivors([survivor], [{ ...survivor, reason: ' ' }]).unreasoned).toHaveLength(1)
    expect(compareSurvivors([survivor], [{ ...survivor, reason: 'it is equal' }]).unreasoned).toEqual([])
  })

  it.each([
    ['Killed', false],
    ['Timeout', false],
    ['Ignored', false],
    ['RuntimeError', false],
    ['Survived', true],
    ['NoCoverage', true],
  ])('are those with the status Survived or NoCoverage: %s, %s', (status, survives) => {
    expect(isSurvivor({ status })).toBe(survives)
  })
})

describe('the score', () => {
  const of = (...statuses: string[]): number => scoreOf(statuses.map((status) => ({ status })))

  it.each([
    [['Killed', 'Timeout', 'Survived', 'NoCoverage'], 50],
    [['Killed', 'Ignored', 'RuntimeError'], 100],
    [['Survived'], 0],
    [[], 0],
  ])('of %j is %i', (statuses, score) => {
    expect(of(...statuses)).toBe(score)
  })
})
