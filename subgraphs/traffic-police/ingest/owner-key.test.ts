import { createSecretKey } from 'node:crypto'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { describe, expect, it } from 'vitest'
import { ownerKeyOf } from './owner-key.ts'

const key = { key: createSecretKey(Buffer.alloc(32, 7)), version: 3 }
const person = '330399199003070019'
const company = '91330300MA2CTERT7Y'
const nobody = { ownerRef: null, ownerUscc: null }
const keyOf = (record: Record<string, string>) => ownerKeyOf(record, key, '2026-10-02')

describe('the key of an owner', () => {
  it.each(['A', 'H', 'M', ' a '])('is the pseudonym of a person whose document is of kind %j', (sfzmmc) => {
    const ownerRef = pseudonymOf(person, key)
    expect(keyOf({ sfzmmc, sfzmhm: person })).toEqual({ ...nobody, ownerRef })
    expect(ownerRef).toMatch(/^v3\./)
    expect(JSON.stringify(keyOf({ sfzmmc, sfzmhm: person }))).not.toContain(person)
  })

  it('is one and the same however the number is written', () => {
    expect(keyOf({ sfzmmc: 'A', sfzmhm: '11010519491231002x' })).toEqual(
      keyOf({ sfzmmc: 'A', sfzmhm: ' 11010519491231002X ' }),
    )
  })

  it.each(['N', 'B'])('is the credit code of a company whose document is of kind %s', (sfzmmc) => {
    expect(keyOf({ sfzmmc, sfzmhm: company })).toEqual({ ...nobody, ownerUscc: company })
  })

  it.each([
    ['no kind, though the number looks like a person', { sfzmhm: person }],
    ['no kind, though the number looks like a company', { sfzmhm: company }],
    ['no number', { sfzmmc: 'A' }],
    ['a passport', { sfzmmc: 'F', sfzmhm: person }],
    ['a kind nobody knows', { sfzmmc: '?', sfzmhm: person }],
    ['an old organisation code', { sfzmmc: 'B', sfzmhm: 'MA2CTERT7' }],
    ['a person with a company code', { sfzmmc: 'A', sfzmhm: company }],
    ['a company with a number of a person', { sfzmmc: 'N', sfzmhm: person }],
    ['a number with a wrong check character', { sfzmmc: 'A', sfzmhm: '330399199003070018' }],
    ['fifteen digits', { sfzmmc: 'A', sfzmhm: '330399900307001' }],
  ])('is none of %s', (_, record) => {
    expect(keyOf(record)).toEqual(nobody)
  })
})
