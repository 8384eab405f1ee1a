import { type FeedSource, maySpeakFor, type RecordContext, RecordFault } from '@one-visit/kit/feed/message.ts'
import { fieldsOf } from './fields.ts'

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
  { source, receivedAt }: RecordContext,
): Provenance {
  const read = fieldsOf(fields)
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
