import { describe, expect, it } from 'vitest'
import { absent, contextOn, figureOf, recordFact, unknownFact } from '../../testing/facts.ts'
import { textsOf } from '../check.ts'
import { mileageBelow } from './mileage-below.ts'

const rule = mileageBelow(figureOf(['2016-11-01', 600_000], ['2026-07-01', 500_000]))
const platform = (totalKm: number) => recordFact({ totalKm })
const station = (odometerKm: number | null) => recordFact({ odometerKm })
const on = contextOn('2026-06-01')

describe('MILEAGE_BELOW, 600,000 km', () => {
  it.each([
    [599_999, 1, 'PASS'],
    [600_000, 1, 'FAIL'],
    [600_001, 1, 'FAIL'],
    [1, 599_999, 'PASS'],
    [1, 600_000, 'FAIL'],
    [1, 600_001, 'FAIL'],
    [600_000, 600_000, 'FAIL'],
  ])('the platform reads %i km, the station %i km: %s', (totalKm, odometerKm, verdict) => {
    expect(rule.run({ mileage: platform(totalKm), safety: station(odometerKm) }, on).verdict).toBe(verdict)
  })

  it('rests on the source with the higher reading, on the platform where both read the same', () => {
    const low = platform(1)
    const high = station(2)
    expect(rule.run({ mileage: low, safety: high }, on).fact).toBe(high)
    const higher = platform(3)
    expect(rule.run({ mileage: higher, safety: high }, on).fact).toBe(higher)
    const same = platform(2)
    expect(rule.run({ mileage: same, safety: high }, on).fact).toBe(same)
  })

  it.each([
    ['the platform knows of none', absent(), station(42_000), 'PASS'],
    ['the platform knows of none, the station reads too much', absent(), station(600_000), 'FAIL'],
    ['the station knows of none', platform(42_000), absent(), 'PASS'],
    ['the station did not read it', platform(600_000), station(null), 'FAIL'],
    ['the platform reads zero', platform(0), station(42_000), 'PASS'],
    ['neither knows', absent(), absent(), 'UNKNOWN'],
    ['both read nothing', platform(0), station(null), 'UNKNOWN'],
    ['readings below zero', platform(-1), station(-1), 'UNKNOWN'],
  ])('%s: %s', (_, mileage, safety, verdict) => {
    expect(rule.run({ mileage, safety }, on).verdict).toBe(verdict)
  })

  it.each([
    ['the platform is silent', unknownFact(), station(1)],
    ['the platform is silent, the station reads too much', unknownFact(), station(600_000)],
    ['the station is silent', platform(1), unknownFact()],
    ['the station is silent, the platform reads too much', platform(600_000), unknownFact()],
    ['both are silent', unknownFact(), unknownFact()],
    ['the answer has no envelope of the platform', null, station(1)],
    ['the answer has no envelope of the platform at all', undefined, station(1)],
    ['the answer has no envelope of the station', platform(1), null],
    ['the answer has no envelope of the station at all', platform(1), undefined],
  ])('%s: UNKNOWN', (_, mileage, safety) => {
    expect(rule.run({ mileage, safety }, on).verdict).toBe('UNKNOWN')
  })

  it('names the silent source where one is silent', () => {
    const silent = unknownFact('STALE')
    expect(rule.run({ mileage: platform(1), safety: silent }, on).fact).toBe(silent)
    expect(rule.run({ mileage: silent, safety: station(1) }, on).fact).toBe(silent)
  })

  it('asks for the kilometres that hold on the day', () => {
    const facts = { mileage: platform(500_000), safety: station(1) }
    expect(rule.run(facts, contextOn('2026-06-30')).verdict).toBe('PASS')
    expect(rule.run(facts, contextOn('2026-07-01')).verdict).toBe('FAIL')
    expect(textsOf(rule, '2026-07-01').pass[0]).toBe('行驶里程未达50万公里。')
  })

  it('tells its limit in tens of thousands of kilometres', () => {
    expect(rule.texts.pass).toEqual(['行驶里程未达60万公里。', 'The vehicle ran less than 600000 km.'])
    expect(rule.texts.fail).toEqual([
      '行驶里程已达60万公里，应强制报废。',
      'The vehicle ran 600000 km and must be scrapped.',
    ])
    expect(rule.texts.advice).toBe('行驶里程达到60万公里的车辆应当报废，请更换车辆申请。')
  })
})
