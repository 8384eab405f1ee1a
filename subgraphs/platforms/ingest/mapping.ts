import {
  type FeedMessage,
  type FeedSource,
  maySpeakFor,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsOfMapping1 } from './earlier/fields-1.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { type WireFields, type WireOptions, type WireRecord, wireRecord } from './record.ts'

/** Reads the fields of a wire record, as one version of the mappings does. */
export type ReadFields = typeof fieldsOf

/**
 * The versions of a message's mapping: one way from fields to row, with the readers of today and with those of mapping 1.
 * `mapOf` makes it from the readers.
 */
export function mappingsOf<Wire extends WireFields, Row extends RecordRow>(
  fields: Wire,
  mapOf: (read: ReadFields) => (wire: WireRecord<Wire>, context: RecordContext) => Row,
  { answers = [] }: Pick<WireOptions<Wire>, 'answers'> = {},
): Pick<FeedMessage<WireRecord<Wire>, Row>, 'mappingVersion' | 'record' | 'notes' | 'map'> & {
  earlier: NonNullable<FeedMessage['earlier']>
} {
  return {
    mappingVersion: 2,
    record: wireRecord(fields, { answers }),
    notes: ({ notes }) => notes,
    map: mapOf(fieldsOf),
    earlier: [
      {
        mappingVersion: 1,
        record: wireRecord(fields, { answers, takesFirst: true }),
        map: mapOf(fieldsOfMapping1),
      },
    ],
  }
}

/** Where and when a row comes from. */
export interface Provenance {
  companyId: string
  sourceAt: Date
  sourceSequence: number
  deleted: boolean
  /** UpdateTime and Flag as sent, what is left of `revision` is the key. */
  version: string
}

type CommonField = 'CompanyId' | 'Flag' | 'UpdateTime'

/**
 * The company a record speaks for.
 * @throws RecordFault COMPANY_NOT_ALLOWED where the caller is not registered for it
 */
export function companyOf(companyId: string, source: FeedSource): string {
  if (!maySpeakFor(source, companyId))
    throw new RecordFault(
      'COMPANY_NOT_ALLOWED',
      '/CompanyId',
      'the caller is not registered for this company',
    )
  return companyId
}

/**
 * The company a record speaks for, its time and its Flag. Of two records of one second the later Flag wins, so that
 * the order of arrival never matters: a delete outweighs an update, an update an add.
 * @throws RecordFault COMPANY_NOT_ALLOWED where the caller is not registered for the company
 */
export function provenanceOf(
  fields: { readonly [name in CommonField]?: string | undefined },
  read: Pick<Fields<CommonField>, 'text' | 'flag' | 'updateTime'>,
  { source, receivedAt }: RecordContext,
): Provenance {
  const companyId = companyOf(read.text('CompanyId'), source)
  const flag = read.flag('Flag')
  const sourceAt = read.updateTime('UpdateTime', receivedAt)
  return {
    companyId,
    sourceAt,
    sourceSequence: flag,
    deleted: flag === 3,
    version: `${fields.UpdateTime}.${flag}`,
  }
}
