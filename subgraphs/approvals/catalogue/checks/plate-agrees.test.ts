import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { plateAgrees } from './plate-agrees.ts'

const on = contextOn('2026-06-01', { plateNumber: '浙CD12345' })
const plate = (plateNumber: string | null) => recordFact({ plateNumber })
const same = plate('浙CD12345')
const other = plate('浙CD99999')

describe('PLATE_AGREES', () => {
  it.each([
    ['every source gives the plate of the application', same, [same, same], 'PASS'],
    ['nobody else knows the vehicle', same, [], 'PASS'],
    ['the police give another plate', other, [same], 'FAIL'],
    ['the first other source gives another plate', same, [other, same], 'FAIL'],
    ['the last other source gives another plate', same, [same, other], 'FAIL'],
    ['the police write a dot into the plate', plate('浙C·D12345'), [same], 'FAIL'],
    ['another source writes a dot into the plate', same, [plate('浙C·D12345')], 'FAIL'],
    ['the police write a blank into the plate', plate('浙C D12345'), [same], 'FAIL'],
    ['another source writes a blank after the plate', same, [plate('浙CD12345 ')], 'FAIL'],
    ['the police write the plate in small letters', plate('浙cd12345'), [same], 'FAIL'],
    ['another source writes the plate in small letters', same, [plate('浙cd12345')], 'FAIL'],
    ['the police write the plate in wide letters', plate('浙ＣＤ１２３４５'), [same], 'FAIL'],
    ['another source writes the plate in wide letters', same, [plate('浙ＣＤ１２３４５')], 'FAIL'],
    ['another source has no record', same, [absent()], 'PASS'],
    ['another source has a record without a plate', same, [plate(null)], 'PASS'],
    ['another source has an empty plate', same, [plate('')], 'PASS'],
    ['the police give no plate', plate(null), [same], 'UNKNOWN'],
    ['the police give an empty plate', plate(''), [same], 'UNKNOWN'],
    ['the police know no such vehicle', absent(), [same], 'UNKNOWN'],
    ['the police are silent', unknownFact(), [same], 'UNKNOWN'],
    ['the answer has no envelope of the police', null, [same], 'UNKNOWN'],
    ['another source is silent', same, [same, unknownFact()], 'UNKNOWN'],
    ['the answer has no envelope of another source', same, [undefined, same], 'UNKNOWN'],
    ['one source is silent and one gives another plate', unknownFact(), [other], 'FAIL'],
  ])('%s', (_, policeStatus, platesElsewhere, verdict) => {
    expect(plateAgrees.run({ policeStatus, platesElsewhere }, on).verdict).toBe(verdict)
  })

  it('names the source that disagrees or is silent, and the police where all agree', () => {
    const silent = unknownFact('STALE')
    expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [silent, other] }, on).fact).toBe(other)
    expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [absent(), silent] }, on).fact).toBe(silent)
    expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [plate('浙CD12345')] }, on).fact).toBe(same)
  })

  it('names the first source told where several disagree, and the police before all', () => {
    const another = plate('浙CD88888')
    expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [other, another] }, on).fact).toBe(other)
    expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [another, other] }, on).fact).toBe(another)
    expect(plateAgrees.run({ policeStatus: other, platesElsewhere: [another] }, on).fact).toBe(other)
  })

  it.each(['浙C·D12345', '浙CD12345 ', '浙cd12345', '浙ＣＤ１２３４５'])(
    'fails where the application writes the plate in another form: %j',
    (plateNumber) => {
      const context = contextOn('2026-06-01', { plateNumber })
      expect(plateAgrees.run({ policeStatus: same, platesElsewhere: [same] }, context).verdict).toBe('FAIL')
    },
  )

  it('fails where the application gives no plate and the police do', () => {
    expect(
      plateAgrees.run({ policeStatus: same, platesElsewhere: [] }, contextOn('2026-06-01')).verdict,
    ).toBe('FAIL')
  })
})
