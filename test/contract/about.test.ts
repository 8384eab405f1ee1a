/**
 * What is about somebody else makes up for nothing that is unread: where a key does not say whom its records are about, the plan
 * of the message must, and the same as what identifies a record nobody could use.
 */
import { identityOf } from '@one-visit/kit/feed/read/identity-of.ts'
import { describe, expect, it } from 'vitest'
import { context, goodMessages, rowOf } from './good-messages.ts'

const ofOne = ['VIN', 'REF', 'USCC']

const named = goodMessages.flatMap(({ name, message, record }) => {
  const [subject] = identityOf(message, record, context).subjects.filter(({ kind }) => ofOne.includes(kind))
  return subject === undefined ? [] : [{ name, message, record, subject }]
})

describe('whom a record is about, its key or the plan of its message says', () => {
  it.each(named)('in $name', ({ message, record, subject }) => {
    const row = rowOf(message, record)
    const { key, about } = message.plan
    if (about === undefined) expect(key.map((field) => row[field])).toContain(subject.value)
    else expect([about[0], row[about[1]]]).toEqual([subject.kind, subject.value])
  })

  it('in these the plan', () => {
    const stated = named.filter(({ message }) => message.plan.about !== undefined)
    expect(stated.map(({ name }) => name)).toEqual([
      'drivers.driverRegistration',
      'inspections.shareDetectInfo',
      'traffic-police.usageChange',
      'vehicles.vehiclePermit',
      'inspections.safetyVerdict',
      'inspections.visitCancelled',
      'inspections.visitAnnulment',
    ])
  })
})
