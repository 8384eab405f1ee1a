/**
 * Records of one instant are ordered by their sequence, and a record that cannot be used is known to be older only where its
 * sequence is: what identifies it must state the sequence wherever the mapping does, and the same one.
 */
import { identityOf } from '@one-visit/kit/feed/read/identity-of.ts'
import { describe, expect, it } from 'vitest'
import { context, goodMessages, rowOf, type Wire } from './good-messages.ts'

/** Fields that give a record of a message another place in its instant, and those that make the place unreadable. */
interface Places {
  others: readonly Wire[]
  unreadable?: Wire
}

const stated: Places = { others: [{ sequence: 7 }], unreadable: { sequence: '7' } }
const flagged: Places = { others: [{ Flag: 2 }, { Flag: '3' }], unreadable: { Flag: 9 } }

function placesOf(name: string, record: Wire): Places {
  if (name === 'inspections.safetyVerdict') return { others: [{ jycs: '2' }], unreadable: { jycs: 'two' } }
  if (name === 'inspections.equipmentConfirmation') {
    const day = String(record.confirmedOn)
    return {
      others: [{ signedAt: `${day}T10:00:00+08:00` }, { signedAt: `${day}T23:59:59.999+08:00` }],
      unreadable: { signedAt: 'later' },
    }
  }
  if (name === 'inspections.shareDetectInfo') {
    const head = record.detectRecord as Wire
    const of = (more: Wire) => ({ detectRecord: { ...head, ...more } })
    const updateTime = '20261101080000'
    return {
      others: [of({ detectTotalCount: 2 }), of({ flag: 2, updateTime }), of({ Flag: '3', updateTime })],
      unreadable: of({ flag: 'x' }),
    }
  }
  if (name === 'traffic-police.policeVehicle')
    return {
      others: [{ fields: { ...(record.fields as Wire), hphm: 'CD54321' } }],
      unreadable: { fields: { ...(record.fields as Wire), hphm: '?' } },
    }
  if (name === 'vehicles.identity.observed') return { others: [] }
  return 'Flag' in record ? flagged : stated
}

const ordered = goodMessages.filter(
  ({ message, record }) => rowOf(message, record).sourceSequence !== undefined,
)

describe('the sequence of a record nobody could use is that its row would have', () => {
  it.each(ordered)('in $name', ({ name, message, record }) => {
    const { others, unreadable } = placesOf(name, record)
    for (const each of [record, ...others.map((more) => ({ ...record, ...more }))])
      expect(identityOf(message, each, context).sequence).toBe(rowOf(message, each).sourceSequence)
    if (unreadable !== undefined)
      expect(identityOf(message, { ...record, ...unreadable }, context).sequence).toBeUndefined()
  })

  it('but of these, whose records of one instant have no order', () => {
    const names = ordered.map(({ name }) => name)
    expect(goodMessages.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([
      'traffic-police.drivingLicence',
      'traffic-police.usageChange',
      'platforms.ratedDriverPunish',
      'platforms.ratedDriver',
      'inspections.shareVehicleInfo',
      'inspections.shareDetectionStationInfo',
      'inspections.visitCancelled',
      'inspections.reportFile',
    ])
  })
})
