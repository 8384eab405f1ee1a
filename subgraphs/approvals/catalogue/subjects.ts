/**
 * Kinds of subject an application can be about: one entry each, and everything that has to know of a kind reads it here.
 * Pure data and types; what a row holds is handed in.
 */

/** Kinds of partner that can have callbacks. */
export type Party = 'PLATFORM' | 'COMPANY' | 'STATION'

/** One kind of subject. */
export interface SubjectKind {
  /** Column of an application that names the subject. */
  readonly column: string
  /** Columns that say more about it; rules see them under the same names. */
  readonly details?: readonly string[]
  /** Field of a submission that names it, as a message to whoever hands in says it. */
  readonly input: string
  /** Greatest length where it is a field of the submission by itself; left out where it is read with something else. */
  readonly charactersMax?: number
  /** Root field of the graph at which evidence about it begins, its type, and the argument that is its key. */
  readonly root: { readonly field: string; readonly type: string; readonly key: string }
  /** Whether an application shows it, under the name of the root field. */
  readonly shown: boolean
  /** What events call it. */
  readonly event: string
  /** Column an event about it may mean too, where the column itself is empty. */
  readonly eventColumn?: string
  /** Who is told of an application about it, where that is the subject itself. */
  readonly party?: Party
  /** When rules see it: in every application, where the application names it, or only where the item needs it. */
  readonly seen: 'ALWAYS' | 'WHERE_NAMED' | 'WHERE_NEEDED'
}

/** Every kind, by the name items and checks use. */
export const subjectKinds = {
  vin: {
    column: 'vin',
    details: ['plateNumber', 'plateColour', 'plateKind'],
    input: 'vehicle',
    root: { field: 'vehicle', type: 'Vehicle', key: 'vin' },
    shown: true,
    event: 'vin',
    seen: 'WHERE_NAMED',
  },
  companyId: {
    column: 'platformCompanyId',
    input: 'platformCompanyId',
    charactersMax: 64,
    root: { field: 'platform', type: 'Platform', key: 'companyId' },
    shown: true,
    event: 'companyId',
    party: 'PLATFORM',
    seen: 'WHERE_NAMED',
  },
  operatorUscc: {
    column: 'operatorUscc',
    input: 'operatorUscc',
    charactersMax: 18,
    root: { field: 'operator', type: 'Operator', key: 'uscc' },
    shown: true,
    event: 'uscc',
    eventColumn: 'applicantUscc',
    party: 'COMPANY',
    seen: 'WHERE_NAMED',
  },
  /** The applicant, by a pseudonym. Whether he or she is a driver, only an item that needs one says. */
  driverRef: {
    column: 'applicantRef',
    input: 'applicant.residentId',
    root: { field: 'driver', type: 'Driver', key: 'ref' },
    shown: false,
    event: 'driverRef',
    seen: 'WHERE_NEEDED',
  },
  officeId: {
    column: 'officeId',
    input: 'officeId',
    root: { field: 'office', type: 'Office', key: 'id' },
    shown: true,
    event: 'officeId',
    party: 'STATION',
    seen: 'ALWAYS',
  },
} as const satisfies Readonly<Record<string, SubjectKind>>

type Kinds = typeof subjectKinds
type Named<Part> = { [Name in keyof Kinds]: Kinds[Name] extends Part ? Name : never }[keyof Kinds]
type DetailName = Extract<Kinds[keyof Kinds], { details: unknown }>['details'][number]

/** What an item may need an application to name. */
export type SubjectName = Exclude<keyof Kinds, Named<{ seen: 'ALWAYS' }>>

/** Columns of an application that name a subject or say more about it. */
export type SubjectColumn =
  | Kinds[keyof Kinds]['column']
  | Extract<Kinds[keyof Kinds], { eventColumn: unknown }>['eventColumn']
  | DetailName

/** Columns that are filled from a field of the submission of their own. */
export type OwnFieldColumn = Extract<Kinds[keyof Kinds], { charactersMax: unknown }>['column']

/** What an application is about, in the words of the rules. */
export type Subjects = { item: string; division: string } & Record<Named<{ seen: 'ALWAYS' }>, string> &
  Partial<Record<SubjectName | DetailName, string | undefined>>

/** The columns of an application this file reads; a case with subjects in a table of their own gathers them first. */
export type SubjectColumns = Readonly<Record<SubjectColumn, string | null>>

/** The kinds as a list, in their order, each with its name. */
export const subjectKindList: readonly (SubjectKind & { readonly name: keyof Kinds })[] = Object.entries(
  subjectKinds,
).map(([name, kind]) => ({ ...kind, name: name as keyof Kinds }))

/** What an application is about, as rules see it; `needs` are those of the version of the item it is judged by. */
export function ruleSubjectsOf(
  row: SubjectColumns & { readonly item: string; readonly division: string },
  needs: readonly SubjectName[],
): Subjects {
  const needed: ReadonlySet<string> = new Set(needs)
  const entries = subjectKindList.flatMap(({ name, column, details = [], seen }) =>
    seen === 'WHERE_NEEDED' && !needed.has(name)
      ? []
      : [[name, read(row, column)] as const, ...details.map((each) => [each, read(row, each)] as const)],
  )
  return {
    item: row.item,
    division: row.division,
    ...Object.fromEntries(entries.filter(([, value]) => value !== null)),
  } as Subjects
}

/** Whom an application is about, in the words of events; a kind it does not name is left out. */
export function eventSubjectsOf(row: SubjectColumns): Readonly<Record<string, string>> {
  return Object.fromEntries(
    subjectKindList.flatMap(({ event, column, eventColumn }) => {
      const value = read(row, column) ?? (eventColumn === undefined ? null : read(row, eventColumn))
      return value === null ? [] : [[event, value]]
    }),
  )
}

function read(row: SubjectColumns, column: string): string | null {
  return row[column as SubjectColumn]
}
