/**
 * Whom a record is about that cannot be used, read field by field: what cannot be read leaves out that field alone. Where a
 * key comes in two spellings that say different things, the record may be about either.
 */
import type { RecordContext, RecordIdentity, RecordSubject } from '@one-visit/kit/feed/message.ts'
import { personIfCan, readable } from '@one-visit/kit/feed/read/identify.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { misspeltKeys } from './keys.ts'
import type { WireFields } from './record.ts'

type NameOf<Wire extends WireFields> = keyof Wire & string
type Values = readonly (string | number)[]

/** What of a message says whom it is about. */
export interface Identifying<Wire extends WireFields> {
  fields: Wire
  /** Subjects one text of a field names; nothing where it names none. */
  subjects?: Partial<
    Readonly<Record<NameOf<Wire>, (text: string, context: RecordContext) => RecordSubject | undefined>>
  >
  /** Values of the key after the company, in the plan's order. @throws what the fields throw */
  key: (read: Fields<NameOf<Wire>>, context: RecordContext) => Values
  /** @throws what the fields throw */
  sourceAt: (read: Fields<NameOf<Wire>>, context: RecordContext) => Date
}

/** Makes the `identify` of a message. A record that names nobody else is about its company. */
export function identifierOf<Wire extends WireFields>({
  fields,
  subjects = {},
  key,
  sourceAt,
}: Identifying<Wire>) {
  const names = Object.keys(fields)
  const spellings = new Map([
    ...Object.entries(misspeltKeys).filter(([, name]) => names.includes(name)),
    ...names.map((name) => [name.toLowerCase(), name] as const),
  ])
  return (value: unknown, context: RecordContext): RecordIdentity => {
    if (!isObject(value)) return { subjects: [] }
    const texts = textsOf(value, spellings)
    const read = fieldsOf<NameOf<Wire>>(
      Object.fromEntries([...texts].map(([name, [first]]) => [name, first])) as Record<NameOf<Wire>, string>,
    )
    const isPlain =
      [...texts.values()].every(({ length }) => length === 1) && !Object.values(value).some(hasLostDigits)
    const named = Object.entries(subjects).flatMap(([name, subjectOf]) =>
      (texts.get(name) ?? []).flatMap(
        (text) => readable(() => (subjectOf as SubjectReader)(text, context)) ?? [],
      ),
    )
    const companies = (texts.get('CompanyId') ?? []).map((text) => ({ kind: 'SCOPE' as const, value: text }))
    return {
      subjects: named.length > 0 ? named : companies,
      key: isPlain
        ? readable(() => [read.text('CompanyId' as NameOf<Wire>), ...key(read, context)])
        : undefined,
      sourceAt: readable(() => sourceAt(read, context)),
      sequence: names.includes('Flag') ? readable(() => read.flag('Flag' as NameOf<Wire>)) : undefined,
    }
  }
}

type SubjectReader = (text: string, context: RecordContext) => RecordSubject | undefined

/** The different texts each field comes with, in whatever spelling of its name. */
function textsOf(
  record: Readonly<Record<string, unknown>>,
  spellings: ReadonlyMap<string, string>,
): Map<string, readonly string[]> {
  const texts = new Map<string, readonly string[]>()
  for (const [key, value] of Object.entries(record)) {
    const name = spellings.get(key.toLowerCase())
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
    if (name === undefined || text === '' || text.toLowerCase() === 'null') continue
    const known = texts.get(name) ?? []
    if (!known.includes(text)) texts.set(name, [...known, text])
  }
  return texts
}

const hasLostDigits = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER

/** The vehicle a VIN names. @throws IdentifierError */
export const vinNamed = (text: string): RecordSubject => ({ kind: 'VIN', value: readVin(text).vin })

/** The plate a text names. @throws IdentifierError */
export const plateNamed = (text: string): RecordSubject => ({ kind: 'PLATE', value: readPlate(text) })

/** Names the person a LicenseId stands for. */
export function personNamed(key: PseudonymKey) {
  return (text: string, { receivedAt }: RecordContext) => personIfCan(text, key, receivedAt)
}

/** UpdateTime of a record that has one. @throws RecordFault */
export function updateTimeOf(read: Fields<'UpdateTime'>, { receivedAt }: RecordContext): Date {
  return read.updateTime('UpdateTime', receivedAt)
}
