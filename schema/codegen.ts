import { generate } from '@graphql-codegen/cli'
import { type RoomName, readSchema, roomNames } from './load.ts'

/** A generated file: path from the root of the repository, and its text. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** TypeScript of each scalar: what resolvers receive, and what they may return. */
const scalars = {
  ID: 'string',
  Date: 'string',
  DateTime: { input: 'Date', output: 'Date | string' },
  Duration: 'string',
  VIN: 'string',
  USCC: 'string',
  ResidentIdNumber: 'string',
  PlateNumber: 'string',
  DivisionCode: 'string',
  JSON: 'unknown',
}

/** TypeScript of each scalar on the side of a client: always a string. */
const clientScalars = Object.fromEntries(Object.keys(scalars).map((name) => [name, 'string']))

const shared = { useTypeImports: true, enumsAsTypes: true, skipTypename: true } as const

/** Types a room returns as what its store holds, where that has other fields than the schema's type. */
const mappers: Partial<Record<RoomName, Readonly<Record<string, string>>>> = {
  approvals: {
    ServiceItem: '../catalogue/items/index.ts#Item',
    Application: '../store/rows.ts#ApplicationRow',
    Evaluation: '../store/rows.ts#EvaluationRow',
    Decision: '../store/rows.ts#DecisionRow',
    Finding: '../judging/withheld-finding.ts#ToldFinding',
    PaperEvidence: '../store/rows.ts#PaperRow',
    Certificate: '../store/rows.ts#CertificateRow',
    CertificateFlag: '../store/rows.ts#FlagRow',
    Callback: '../store/rows.ts#CallbackRow',
    CallbackDelivery: '../store/rows.ts#DeliveryRow',
    AuditEntry: '../store/rows.ts#AuditRow',
    Mandate: '../store/rows.ts#MandateRow',
  },
}

/** Generates every file of every room; the same SDL and documents give the same bytes. */
export async function generateTypes(root: URL): Promise<GeneratedFile[]> {
  const files = await generate(
    {
      silent: true,
      ignoreNoDocuments: true,
      errorsOnly: true,
      generates: {
        ...Object.fromEntries(
          roomNames.map((room) => [`subgraphs/${room}/generated/resolvers.ts`, resolverTypes(room)]),
        ),
        'subgraphs/approvals/generated/': evidenceDocuments(root),
      },
    },
    false,
  )
  return (files as { filename: string; content: string }[]).map(({ filename, content }) => ({
    path: filename,
    text: `${content.trim()}\n`,
  }))
}

/**
 * Resolver types of one room. Entities may be returned as stubs: the resolvers of their fields supply the rest.
 */
function resolverTypes(room: RoomName) {
  return {
    schema: readSchema(room),
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      ...shared,
      scalars,
      federation: true,
      contextType: '@one-visit/kit/room/server.ts#RoomContext',
      defaultMapper: '@one-visit/schema/stub.ts#Stub<{T}>',
      ...(mappers[room] && { mappers: mappers[room] }),
      maybeValue: 'T | null | undefined',
      inputMaybeValue: 'T | null | undefined',

      makeResolverTypeCallable: true,
    },
  }
}

/** Typed evidence documents: what items, their fragments, every act of an officer and every review ask, against what clients see. */
function evidenceDocuments(root: URL) {
  return {
    schema: new URL('schema/api.graphql', root).pathname,
    documents: ['items/*.ts', 'authority-question.ts', 'evidence-fragments.ts', 'permit-question.ts'].map(
      (pattern) => new URL(`subgraphs/approvals/catalogue/${pattern}`, root).pathname,
    ),
    preset: 'client' as const,
    presetConfig: { fragmentMasking: false },
    config: { ...shared, scalars: clientScalars, importExtension: '.ts', emitLegacyCommonJSImports: false },
  }
}
