import { describe, expect, it } from 'vitest'
import { actFaults } from './act-faults.ts'
import { adviceOf, errorCodes } from './error-codes.ts'
import { recordFaults } from './record-faults.ts'

const all = Object.entries({ ...recordFaults, ...actFaults, ...errorCodes })

describe('what would be right', () => {
  it.each(all)('is a whole sentence in each language: %s', (_, { zh, en }) => {
    expect(zh).toMatch(/^[^.]*\p{Script=Han}.*。$/u)
    expect(en).toMatch(/^[A-Z].*\.$/)
    expect(en.replace(/浙\w*/g, '')).not.toMatch(/\p{Script=Han}/u)
  })

  it('is told of records, acts and refusals by different names', () => {
    const names = [recordFaults, actFaults, errorCodes].flatMap((codes) => Object.keys(codes))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('is that of the fault a refusal names, else of its code, else of a fault of ours', () => {
    expect(adviceOf({ code: 'BAD_USER_INPUT', fault: 'BODY_NOT_JSON' })).toBe(recordFaults.BODY_NOT_JSON)
    expect(adviceOf({ code: 'BAD_USER_INPUT', fault: 'constructor' })).toBe(errorCodes.BAD_USER_INPUT)
    expect(adviceOf({ code: 'toString' })).toBe(errorCodes.INTERNAL_SERVER_ERROR)
  })
})
