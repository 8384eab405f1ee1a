import {
  type FeedMessage,
  type FeedSource,
  maySpeakFor,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { readable } from '@one-visit/kit/feed/read/identify.ts'
import { plateLengthFits } from '@one-visit/schema/codes.ts'
import { fieldsOfMapping1 } from './earlier/fields-1.ts'
import { fieldsOfMapping2 } from './earlier/fields-2.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { wholePartNotes } from './numbers.ts'
import { type WireFields, type WireOptions, type WireRecord, wireRecord } from './record.ts'

/** Reads the fields of a wire record, as one version of the mappings does. */
export type ReadFields = typeof fieldsOf

/** Makes the way from fields to row, of the readers of the fields. */
type MapOf<Wire extends WireFields, Row> = (
  read: ReadFields,
) => (wire: WireRecord<Wire>, context: RecordContext) => Row

/** What is particular to a message's mappings. */
interface MappingOptions<Wire extends WireFields, Row> extends Pick<WireOptions<Wire>, 'answers'> {
  /** Amounts of which the whole part is kept; where there was more, a note says so. */
  wholeParts?: readonly (keyof Wire & string)[]
  /** The way from fields to row before mapping 3, where it was another. */
  mapOfBefore?: MapOf<Wire, Row>
}

/**
 * The versions of a message's mapping: one way from fields to row, with the readers of today and with those of the
 * mappings of before. `mapOf` makes it from the readers.
 */
export function mappingsOf<Wire extends WireFields, Row extends RecordRow>(
  fields: Wire,
  mapOf: MapOf<Wire, Row>,
  { answers = [], wholeParts = [], mapOfBefore = mapOf }: MappingOptions<Wire, Row> = {},
): Pick<FeedMessage<WireRecord<Wire>, Row>, 'mappingVersion' | 'record' | 'notes' | 'map'> & {
  earlier: NonNullable<FeedMessage['earlier']>
  notes: NonNullable<FeedMessage<WireRecord<Wire>>['notes']>
} {
  return {
    mappingVersion: 3,
    record: wireRecord(fields, { answers }),
    notes: (wire) => [
      ...wire.notes,
      ...wholeParts.flatMap((name) => wholePartNotes(name, wire.fields[name])),
      ...plateNotes(wire.fields),
    ],
    map: mapOf(fieldsOf),
    earlier: [
      {
        mappingVersion: 2,
        record: wireRecord(fields, { answers }),
        map: mapOfBefore(fieldsOfMapping2),
      },
      {
        mappingVersion: 1,
        record: wireRecord(fields, { answers, takesFirst: true }),
        map: mapOfBefore(fieldsOfMapping1),
      },
    ],
  }
}

/** A plate that is not as long as plates of its colour are is kept and told. */
function plateNotes({
  VehicleNo,
  PlateColor,
}: {
  readonly [name in string]?: string | undefined
}): string[] {
  const read = fieldsOf({ VehicleNo, PlateColor })
  const plate = readable(() => read.plate('VehicleNo'))
  const colour = readable(() => read.plateColourOrNull('PlateColor')) ?? undefined
  return plate === undefined || colour === undefined || plateLengthFits(plate, colour)
    ? []
    : [`VehicleNo: no plate of this colour (${colour}) has ${[...plate].length} characters`]
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
