import { readFileSync } from 'node:fs'
import { catalogue } from '@one-visit/approvals/catalogue/items/index.ts'
import { canonicalJson, digestOf } from '@one-visit/approvals/judging/canonical.ts'
import { readApiSchema, readSupergraph } from '@one-visit/schema/load.ts'
import {
  buildSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, it } from 'vitest'

const api = buildSchema(readApiSchema())
const released = JSON.parse(readFileSync(new URL('released-items.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>

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
  it('has every code once and versions in the order of their days', () => {
    const codes = catalogue.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { versions } of catalogue) {
      const days = versions.map(({ validFrom }) => validFrom)
      expect([...new Set(days)].toSorted()).toEqual(days)
    }
  })

  it('knows fields that approvals resolves', () => {
    expect(ownFields.has('Query.application')).toBe(true)
    expect(ownFields.has('Vehicle.usage')).toBe(false)
  })
})

const versions = catalogue.flatMap((item) =>
  item.versions.map((version) => [`${item.code} version ${version.version}`, item, version] as const),
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

  it('is what was released', () => {
    const { evidence, checks, certificate, variables: _, factsOf: __, ...data } = version
    const frozen = {
      ...data,
      document: print(evidence),
      checks: checks.map(({ code, texts }) => ({ code, texts })),
      certificate: { kind: certificate.kind, numberWord: certificate.numberWord },
    }
    expect({ [title]: digestOf(canonicalJson(frozen)) }).toEqual({ [title]: released[title] })
  })
})
