import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isLasting } from '@one-visit/approvals/catalogue/check.ts'
import { catalogue } from '@one-visit/approvals/catalogue/items/index.ts'
import { evidencePlaces } from '@one-visit/approvals/judging/evidence.ts'
import { readApiSchema, readEvidenceTable, readSupergraph } from '@one-visit/schema/load.ts'
import {
  buildSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import {
  digestsOfLaterMembers,
  hashAtRelease,
  laterMembers,
  membersAtRelease,
  membersFolder,
  readMembers,
  recordMembers,
  titleOf,
} from './released-members.ts'

const api = buildSchema(readApiSchema())
const released = readMembers(membersFolder)
/** Coordinates approvals resolves itself, as the supergraph says. */
const ownFields = new Set(
  parse(readSupergraph()).definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
    const graphsOf = (directives: typeof node.directives): string[] =>
      (directives ?? []).flatMap(({ name, arguments: given }) =>
        name.value === 'join__field' || name.value === 'join__type'
          ? (given ?? []).flatMap((argument) =>
              argument.name.value === 'graph' && argument.value.kind === Kind.ENUM
                ? [argument.value.value]
                : [],
            )
          : [],
      )
    return (node.fields ?? []).flatMap((field) => {
      const own = graphsOf(field.directives)
      const homes = own.length > 0 ? own : graphsOf(node.directives)
      return homes.includes('APPROVALS') && homes.length === 1
        ? [`${node.name.value}.${field.name.value}`]
        : []
    })
  }),
)

describe('catalogue', () => {
  it('has every code once', () => {
    const codes = catalogue.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('knows fields that approvals resolves', () => {
    expect(ownFields.has('Query.application')).toBe(true)
    expect(ownFields.has('Vehicle.usage')).toBe(false)
  })
})

const versions = catalogue.flatMap((item) =>
  item.versions.map((version) => [titleOf(item, version), item, version] as const),
)

describe.each(versions)('%s', (title, item, version) => {
  it('states its basis, names, guide and materials', () => {
    for (const text of [item.name, item.nameEn, version.basis, version.guide])
      expect(text.trim()).not.toBe('')
    expect(version.materials.length).toBeGreaterThan(0)
  })

  it('has each finding once, with every text, and takes paper only for findings it has', () => {
    const codes = version.checks.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { texts } of version.checks)
      for (const text of [...texts.about, ...texts.pass, ...texts.fail, texts.advice])
        expect(text.trim()).not.toBe('')
    expect(version.paperAllowed.filter((code) => !codes.includes(code))).toEqual([])
  })

  it('has at most one check that says whether the office may decide, and none of those outlasts the decision', () => {
    const granting = version.checks.filter(({ grantsAuthority }) => grantsAuthority === true)
    expect(granting.length).toBeLessThan(2)
    expect(granting.filter(isLasting)).toEqual([])
  })

  it('names as its own effects only evidence it asks for', () => {
    const paths = evidencePlaces(version.evidence, {}, readEvidenceTable()).map(({ path }) => path.join('.'))
    expect((version.ownEffects ?? []).filter((path) => !paths.includes(path))).toEqual([])
  })

  it('asks a named question the composed schema answers', () => {
    expect(validate(api, version.evidence)).toEqual([])
    const operations = version.evidence.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    expect(operations).toHaveLength(1)
  })

  it('asks each entity by one path and nothing that approvals resolves', () => {
    const entities: string[] = []
    const own: string[] = []
    const types = new TypeInfo(api)
    visit(
      version.evidence,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const coordinate = `${types.getParentType()?.name}.${node.name.value}`
          if (ownFields.has(coordinate)) own.push(coordinate)
          const type = types.getType()
          const named = type && getNamedType(type)
          if (types.getParentType() === api.getQueryType() && isObjectType(named)) entities.push(named.name)
        },
      }),
    )
    expect(own).toEqual([])
    expect(new Set(entities).size).toBe(entities.length)
  })

  it('says that the last day belongs to its certificate, but for the versions of before that was asked', () => {
    const isOfBefore = ['RHL-02 version 1', 'FRT-01 version 1'].includes(title)
    expect(version.certificate.ends).toBe(isOfBefore ? undefined : 'INCLUSIVE')
  })

  it('is what was released', () => {
    expect({ [title]: hashAtRelease(version) }).toEqual({ [title]: released.items[title] })
  })

  it('has the later members it was recorded with', () => {
    expect(digestsOfLaterMembers(version)).toEqual(released.members[title] ?? {})
  })
})

describe('what is hashed of a version', () => {
  const [first] = catalogue.flatMap((item) => item.versions)
  if (first === undefined) throw new Error('The catalogue has no versions.')

  it('stays the same when a member is added, which is hashed apart', () => {
    const [check, ...checks] = first.checks
    const [material, ...materials] = first.materials
    if (check === undefined || material === undefined) throw new Error('The version has no checks.')
    const later = {
      ...first,
      feeYuan: 0,
      checks: [{ ...check, isLasting: false }, ...checks],
      materials: [{ ...material, copies: 2 }, ...materials],
      certificate: { ...first.certificate, seal: 'red' },
    }
    expect(membersAtRelease(later)).toEqual(membersAtRelease(first))
    expect(laterMembers(later)).toEqual({
      ...laterMembers(first),
      feeYuan: 0,
      [`checks.${check.code}.isLasting`]: false,
      [`materials.${material.code}.copies`]: 2,
      'certificate.seal': 'red',
    })
  })

  it('changes with every member it was released with', () => {
    const { checks, materials, certificate } = first
    for (const other of [
      { ...first, promisedDays: first.promisedDays + 1 },
      { ...first, checks: checks.slice(1) },
      { ...first, materials: materials.slice(1) },
      { ...first, certificate: { ...certificate, numberWord: '字' } },
    ])
      expect(membersAtRelease(other)).not.toEqual(membersAtRelease(first))
  })

  it('is recorded once, and refused when it has changed since', () => {
    const folder = mkdtempSync(`${tmpdir()}/members-`)
    const [item] = catalogue
    if (item === undefined) throw new Error('The catalogue has no items.')
    const other = (change: object) => ({ ...item, versions: [{ ...first, ...change }] })
    recordMembers(folder, item)
    const recorded = readMembers(folder)
    expect(recorded.items[titleOf(item, first)]).toBe(hashAtRelease(first))
    recordMembers(folder, item)
    expect(readMembers(folder)).toEqual(recorded)
    expect(() => recordMembers(folder, other({ legalDays: 1 }))).toThrow(/not what was released/)
    recordMembers(folder, other({ feeYuan: 0 }))
    expect(() => recordMembers(folder, other({ feeYuan: 1 }))).toThrow(/feeYuan/)
    expect(readMembers(folder).items).toEqual(recorded.items)
  })
})
