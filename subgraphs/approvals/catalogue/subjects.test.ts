import { readFileSync } from 'node:fs'
import { buildSchema, GraphQLObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { applications } from '../store/tables/cases.ts'
import { eventSubjectsOf, ruleSubjectsOf, type SubjectColumns, subjectKindList } from './subjects.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'))
const query = schema.getQueryType()
const application = schema.getType('Application')
const input = schema.getType('SubmitApplicationInput')

const row = {
  item: 'FRT-01',
  division: '330399',
  officeId: '330399001',
  vin: 'LSVAA4182E2123456',
  plateNumber: '浙CT1234',
  plateColour: 'BLUE',
  plateKind: '02',
  platformCompanyId: 'PF1',
  operatorUscc: '91330399MA0000007R',
  applicantUscc: '91330399MA0000015L',
  applicantRef: 'v1.anna',
}
const bare: SubjectColumns = {
  officeId: '330399001',
  vin: null,
  plateNumber: null,
  plateColour: null,
  plateKind: null,
  platformCompanyId: null,
  operatorUscc: null,
  applicantUscc: null,
  applicantRef: null,
}

describe('a kind of subject', () => {
  it.each(subjectKindList)('$name is a column, a root of the graph and a field of the submission', (kind) => {
    const columns = [kind.column, ...(kind.details ?? []), ...(kind.eventColumn ? [kind.eventColumn] : [])]
    for (const column of columns) expect(Object.keys(applications)).toContain(column)
    const root = query?.getFields()[kind.root.field]
    expect(String(root?.type)).toMatch(new RegExp(`^${kind.root.type}!?$`))
    expect(root?.args.map(({ name }) => name)).toStrictEqual([kind.root.key])
    const [first = ''] = kind.input.split('.')
    expect(input && 'getFields' in input ? Object.keys(input.getFields()) : []).toContain(first)
    if (kind.charactersMax !== undefined) expect(kind.input).toBe(kind.column)
    const shown = application instanceof GraphQLObjectType && kind.root.field in application.getFields()
    expect(kind.shown).toBe(shown)
  })

  it('has a name of its own in events and in the graph', () => {
    for (const name of ['event', 'column'] as const)
      expect(new Set(subjectKindList.map((kind) => kind[name])).size).toBe(subjectKindList.length)
    expect(new Set(subjectKindList.map(({ root }) => root.field)).size).toBe(subjectKindList.length)
  })
})

describe('the subjects of an application', () => {
  it('are seen by rules where the application names them, the driver only where the item needs one', () => {
    const seen = {
      item: 'FRT-01',
      division: '330399',
      officeId: '330399001',
      vin: 'LSVAA4182E2123456',
      plateNumber: '浙CT1234',
      plateColour: 'BLUE',
      plateKind: '02',
      companyId: 'PF1',
      operatorUscc: '91330399MA0000007R',
    }
    expect(ruleSubjectsOf(row, ['vin'])).toStrictEqual(seen)
    expect(ruleSubjectsOf(row, ['vin', 'driverRef'])).toStrictEqual({ ...seen, driverRef: 'v1.anna' })
    expect(ruleSubjectsOf({ ...bare, item: 'RHL-02', division: '330399' }, ['driverRef'])).toStrictEqual({
      item: 'RHL-02',
      division: '330399',
      officeId: '330399001',
    })
  })

  it('are told apart by events, a company being the operator or else the applicant', () => {
    expect(eventSubjectsOf(row)).toStrictEqual({
      vin: 'LSVAA4182E2123456',
      companyId: 'PF1',
      uscc: '91330399MA0000007R',
      driverRef: 'v1.anna',
      officeId: '330399001',
    })
    expect(eventSubjectsOf({ ...row, operatorUscc: null })).toMatchObject({ uscc: '91330399MA0000015L' })
    expect(eventSubjectsOf(bare)).toStrictEqual({ officeId: '330399001' })
  })
})
