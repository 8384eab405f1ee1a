import { readFileSync } from 'node:fs'
import { policies, roles } from '@one-visit/schema/access.ts'
import { type CompositionHint, compose, composedFiles } from '@one-visit/schema/compose.ts'
import { acceptedHints, refusedHints } from '@one-visit/schema/composition-hints.ts'
import { readApiSchema, readEvidenceTable, readSchema, roomNames } from '@one-visit/schema/load.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import {
  buildSchema,
  type DocumentNode,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql'
import { describe, expect, it } from 'vitest'

const composed = compose(roomNames.map((name) => ({ name, sdl: readSchema(name) })))
const api = buildSchema(readApiSchema())

/** Names of everything in a document that should be described and is not. */
function undescribed(document: DocumentNode): string[] {
  const missing: string[] = []
  visit(document, {
    enter: (node, _key, _parent, _path, ancestors) => {
      if (!('description' in node) && !node.kind.endsWith('Definition')) return undefined
      if (node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) return undefined
      if (!/Definition$/.test(node.kind) || !('name' in node) || node.name === undefined) return undefined
      if ('description' in node && node.description !== undefined && node.description.value.trim() !== '')
        return undefined
      const owners = ancestors.flatMap((ancestor) =>
        'name' in ancestor && ancestor.name !== undefined ? [ancestor.name.value] : [],
      )
      missing.push([...owners, node.name.value].join('.'))
      return undefined
    },
  })
  return missing
}

describe.each(roomNames)('schema of %s', (room) => {
  it('describes every type, field, argument, enum value and input field', () => {
    expect(undescribed(parse(readSchema(room)))).toEqual([])
  })

  it('names a Chinese term on every type that is not a page, an edge or an answer', () => {
    const bare = parse(readSchema(room)).definitions.flatMap((node) =>
      (node.kind === Kind.SCALAR_TYPE_DEFINITION ||
        (node.kind === Kind.OBJECT_TYPE_DEFINITION &&
          node.directives?.some(({ name }) => name.value === 'key'))) &&
      !/\p{Script=Han}/u.test(node.description?.value ?? '')
        ? [node.name.value]
        : [],
    )
    expect(bare).toEqual([])
  })
})

describe('the check of descriptions', () => {
  it('finds a type, a field, an argument, an enum value and an input field without one', () => {
    const document = parse('type A { b(c: Int): Int } enum D { E } input F { g: Int }')
    expect(undescribed(document)).toEqual(['A', 'A.b', 'A.b.c', 'D', 'D.E', 'F', 'F.g'])
  })
})

describe('composition', () => {
  it('gives no hint of level WARN and none that is not on the list', () => {
    expect(composed.hints.filter(({ level }) => level === 'WARN')).toEqual([])
    expect(refusedHints(composed.hints)).toEqual([])
  })

  it('never accepts a hint of level WARN, and every accepted one still occurs', () => {
    const warning: CompositionHint = { level: 'WARN', code: 'ANY', message: '', coordinate: '' }
    expect(refusedHints([warning])).toEqual([warning])
    for (const { code, reason } of acceptedHints) {
      expect(composed.hints.map((hint) => hint.code)).toContain(code)
      expect(reason).not.toBe('')
    }
  })

  it('says what it would write is what is committed', () => {
    for (const [file, text] of Object.entries(composedFiles(composed)))
      expect(readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8') === text, file).toBe(true)
  })

  it('refuses subgraphs that contradict each other, naming the fault', () => {
    const one = { name: 'one', sdl: 'type Query { a: Int }' }
    const two = { name: 'two', sdl: 'type Query { a: String }' }
    expect(() => compose([one, two])).toThrow(/Query\.a/)
  })
})

describe('evidence', () => {
  const table = readEvidenceTable()
  const coordinates = Object.keys(table)

  it('stands on at least one field of every room that knows facts', () => {
    expect(new Set(Object.values(table).map(({ source }) => source))).toEqual(
      new Set(['transport-register', 'traffic-police', 'inspection-station', 'platform', 'office-directory']),
    )
  })

  it.each(coordinates)('%s is nullable and its type is an envelope', (coordinate) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.')
    const field = (api.getType(typeName) as GraphQLObjectType).getFields()[fieldName]
    expect(field, coordinate).toBeDefined()
    const type = field?.type
    expect(isNonNullType(type)).toBe(false)
    const named = isListType(type)
      ? (type as GraphQLList<GraphQLNonNull<GraphQLObjectType>>).ofType.ofType
      : type
    expect((named as GraphQLObjectType).getInterfaces().map(({ name }) => name)).toEqual(['Evidence'])
  })

  it.each(coordinates)('%s says how old its confirmation may be', (coordinate) => {
    expect(durationMs(table[coordinate]?.maxAge ?? '')).toBeGreaterThan(0)
  })

  it('is stated on every field that gives an envelope', () => {
    const envelopes = Object.values(api.getTypeMap()).flatMap((type) =>
      'getFields' in type && 'getInterfaces' in type
        ? Object.values(type.getFields()).flatMap((field) => {
            let inner: unknown = field.type
            while (inner instanceof GraphQLNonNull || inner instanceof GraphQLList) inner = inner.ofType
            const isEnvelope =
              typeof inner === 'object' &&
              inner !== null &&
              'getInterfaces' in inner &&
              (inner as GraphQLObjectType).getInterfaces().some(({ name }) => name === 'Evidence')
            return isEnvelope ? [`${type.name}.${field.name}`] : []
          })
        : [],
    )
    expect(envelopes.sort()).toEqual([...coordinates].sort())
  })
})

describe('access', () => {
  const directives = roomNames.flatMap((room) => {
    const found: { name: string; values: string[]; on: string }[] = []
    visit(parse(readSchema(room)), {
      Directive: (node, _key, _parent, _path, ancestors) => {
        const values: string[] = []
        visit(node, { StringValue: ({ value }) => void values.push(value) })
        const owner = ancestors.findLast(
          (ancestor) => 'kind' in ancestor && ancestor.kind !== Kind.FIELD_DEFINITION,
        )
        const on = owner !== undefined && 'name' in owner ? (owner.name?.value ?? '') : ''
        found.push({ name: node.name.value, values, on })
      },
    })
    return found
  })

  it('names only scopes that some role carries, and only policies there are', () => {
    const scopes = new Set<string>(Object.values(roles).flat())
    for (const { name, values } of directives) {
      if (name === 'requiresScopes') for (const scope of values) expect(scopes).toContain(scope)
      if (name === 'policy') for (const policy of values) expect(Object.keys(policies)).toContain(policy)
    }
  })

  it('stands on no envelope and on no interface, where it would spread', () => {
    const guarded = directives.filter(({ name }) =>
      ['requiresScopes', 'policy', 'authenticated'].includes(name),
    )
    expect(guarded.length).toBeGreaterThan(20)
    expect(guarded.filter(({ on }) => on.endsWith('Evidence'))).toEqual([])
  })
})

describe('pages', () => {
  it('every connection has a maximum said in the argument that asks for it', () => {
    for (const type of Object.values(api.getTypeMap())) {
      if (!('getFields' in type) || !('getInterfaces' in type)) continue
      for (const field of Object.values(type.getFields())) {
        if (!String(field.type).includes('Connection')) continue
        const first = field.args.find(({ name }) => name === 'first')
        expect(first?.description, `${type.name}.${field.name}`).toContain('at most 200')
      }
    }
  })
})

/** Ends that may be missing without a word on whether there is one, and why. */
const endsWithoutWord: Readonly<Record<string, string>> = {
  'Delegation.validUntil': 'a delegation stands until it is revoked; officeIsDelegated says so',
  'PowerDelegation.validUntil': 'the same; officeMayAccept and whoever decides judge it so',
  'StationClosure.closedUntil': 'our own record: closed until it is lifted',
  'Callback.previousUntil': 'our own record: there is no earlier key',
  'CertificateVerification.validUntil': 'our own record: nothing is told of what is not valid',
  'InspectionRecord.validUntil':
    'no inspection is without end: inspectionIsValid takes a missing one for unknown',
  'Station.licenceValidUntil': 'shown to people; licences says of each whether it has an end',
  'VehiclePoliceStatus.inspectionValidUntil': 'shown to people; no check rests on it',
}

it('every end a source may leave out is told apart from none: missing is not without limit', () => {
  const ends = Object.values(api.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return []
    const fields = type.getFields()
    return Object.values(fields).flatMap(({ name, type: end }) =>
      /Until$/.test(name) && !isNonNullType(end) && fields[`${name}Unlimited`] === undefined
        ? [`${type.name}.${name}`]
        : [],
    )
  })
  expect(ends.sort()).toEqual(Object.keys(endsWithoutWord).sort())
})
