import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoveragePart, combineCoverage } from './combine-coverage.ts'
import { type Coverage, envelopeOf, isDoubtful, isVouched, vouchedAt } from './evidence.ts'

const now = new Date('2026-01-20T10:00:00+08:00')
const hours = (before: number): Date => new Date(now.getTime() - before * 3_600_000)
const clean = { initialLoadCompletedAt: hours(48), heartbeatAt: hours(0), heartbeatEverySeconds: 3600 }
const source = { id: 'platform', name: 'any', authority: 'any' }
const statusOf = (parts: readonly CoveragePart[]) =>
  envelopeOf({ source, asked: 'any', coverage: combineCoverage(parts), now }).status

const instant = fc.option(fc.integer({ min: 0, max: 72 }).map(hours), { nil: undefined })
const part: fc.Arbitrary<CoveragePart> = fc
  .record({
    source: fc.constantFrom('company', 'relay', undefined),
    initialLoadCompletedAt: instant,
    heartbeatAt: instant,
    heartbeatEverySeconds: fc.constantFrom(60, 3600, undefined),
    reconciledAt: instant,
    gapSince: instant,
  })
  // A first load is declared by a heartbeat.
  .map((one) => ({ ...one, heartbeatAt: one.heartbeatAt ?? one.initialLoadCompletedAt }))
  .map((one) => ({ ...one, gap: one.gapSince !== undefined }))
const parts = fc.array(part, { minLength: 1, maxLength: 5 })

describe('coverage of several scopes and senders', () => {
  it('is none where nobody said anything', () => {
    expect(combineCoverage([])).toBeUndefined()
  })

  it('has the gap of a company scope that differs beside a clean scope of everything, and the reverse', () => {
    const differs = { gap: true, gapSince: hours(5), heartbeatAt: hours(1), source: 'company' }
    const everything = { ...clean, gap: false, source: 'company' }
    expect(statusOf([everything])).toBe('CONFIRMED_ABSENT')
    expect(statusOf([everything, differs])).toBe('STALE')
    expect(
      statusOf([
        { ...everything, gap: true },
        { ...differs, gap: false },
      ]),
    ).toBe('STALE')
    expect(combineCoverage([everything, differs])).toMatchObject({ gap: true, gapSince: hours(5) })
    const part = { ...differs, gapSince: hours(4), gapUntil: hours(2) }
    expect(combineCoverage([part, { ...differs, gapUntil: hours(3) }])).toMatchObject({
      gapSince: hours(5),
      gapUntil: hours(2),
    })
  })

  it('has the gap of a relay beside the word of the company itself', () => {
    expect(
      statusOf([
        { ...clean, gap: false, source: 'company' },
        { gap: true, source: 'relay' },
      ]),
    ).toBe('STALE')
  })

  it('joins what one sender says of two scopes: loaded by one, heard from by the other', () => {
    const load = { gap: false, initialLoadCompletedAt: hours(48) }
    expect(statusOf([load, { gap: false, heartbeatAt: hours(0), heartbeatEverySeconds: 60 }])).toBe(
      'CONFIRMED_ABSENT',
    )
  })

  it('does not let a sender that loaded nothing keep alive the word of one that fell silent', () => {
    const silent = { ...clean, heartbeatAt: hours(24), gap: false, source: 'company' }
    expect(statusOf([silent])).toBe('STALE')
    expect(statusOf([silent, { gap: false, heartbeatAt: hours(0), source: 'relay' }])).toBe('STALE')
  })

  it('is silent where one of two senders that loaded is, whoever else speaks', () => {
    const week = { ...clean, heartbeatAt: hours(168), gap: false, source: 'relay' }
    const own = { ...clean, gap: false, source: 'company' }
    expect(statusOf([own])).toBe('CONFIRMED_ABSENT')
    expect(statusOf([own, week])).toBe('STALE')
    expect(combineCoverage([own, week])).toMatchObject({ heartbeatAt: hours(168) })
    // One that promised a word a day is not silent where the other is heard from every hour.
    const daily = { ...week, heartbeatAt: hours(20), heartbeatEverySeconds: 86_400 }
    expect(statusOf([own, daily])).toBe('CONFIRMED_ABSENT')
    expect(statusOf([{ ...own, heartbeatAt: hours(4) }, daily])).toBe('STALE')
  })

  it('vouches up to no later than any sender that loaded, and is silent where one of them is', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const whole = combineCoverage(some)
        const loaded = [...new Set(some.map((one) => one.source))]
          .map((sender) => combineCoverage(some.filter((one) => one.source === sender)))
          .filter((word) => word?.initialLoadCompletedAt !== undefined)
        const vouched = (word: Coverage | undefined) => vouchedAt(word)?.getTime() ?? -1
        for (const word of loaded) expect(vouched(whole)).toBeLessThanOrEqual(vouched(word))
        if (loaded.length > 0 && whole?.gap === false)
          expect(isDoubtful({ coverage: whole, now })).toBe(
            loaded.some((word) => isDoubtful({ coverage: word, now })),
          )
      }),
    )
  })

  it('says the same in any order, and of a part said twice', () => {
    fc.assert(
      fc.property(parts, fc.integer(), (some, seed) => {
        const turned = [...some].sort(
          (a, b) => ((some.indexOf(a) * seed) % 7) - ((some.indexOf(b) * seed) % 7),
        )
        expect(combineCoverage([...some].reverse())).toEqual(combineCoverage(some))
        expect(combineCoverage(turned)).toEqual(combineCoverage(some))
        expect(combineCoverage([...some, ...some])).toEqual(combineCoverage(some))
      }),
    )
  })

  it('has a gap exactly where one part has, and no more than some sender vouches for', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const whole = combineCoverage(some)
        expect(whole?.gap).toBe(some.some(({ gap }) => gap))
        const senders = [...new Set(some.map((one) => one.source))].map((sender) =>
          combineCoverage(some.filter((one) => one.source === sender)),
        )
        expect(isVouched(whole) && !senders.some(isVouched)).toBe(false)
      }),
    )
  })
})
