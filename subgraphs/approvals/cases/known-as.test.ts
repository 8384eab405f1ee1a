import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { testKeys } from '@one-visit/kit/testing.ts'
import { expect, it } from 'vitest'
import { isCaller, pseudonymous } from './known-as.ts'

const { pseudonymKey } = testKeys()
const knownAs = pseudonymous(pseudonymKey)
const clerk = { caller: 'zhang.san', roles: ['STATION_CLERK'], organisation: '330399001' }

it('knows an account by one pseudonym, and keeps what else is said of it', () => {
  const known = knownAs(clerk)
  expect(known).toEqual({
    ...clerk,
    caller: expect.stringMatching(/^v\d+\.[\w-]{43}$/),
    account: 'zhang.san',
  })
  expect(knownAs({ ...clerk, roles: [] }).caller).toBe(known.caller)
  expect(knownAs({ ...clerk, caller: 'zhang.sa' }).caller).not.toBe(known.caller)
})

it('is never the reference of a person, were the account called by the number', () => {
  const number = '330399199003070019'
  expect(knownAs({ ...clerk, caller: number }).caller).not.toBe(pseudonymOf(number, pseudonymKey))
})

it.each(['anonymous', 'hub-approvals'])('leaves %s as it is', (caller) => {
  expect(knownAs({ caller, roles: [] })).toEqual({ caller, roles: [] })
})

it('finds the caller again in rows of before', () => {
  const known = knownAs(clerk)
  for (const kept of [known.caller, 'zhang.san']) expect(isCaller(kept, known)).toBe(true)
  for (const kept of ['li.si', null]) expect(isCaller(kept, known)).toBe(false)
})
