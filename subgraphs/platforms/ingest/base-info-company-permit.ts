import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { CodeError, licenceStatuses } from '@one-visit/schema/codes.ts'
import { permitHistory, permits } from '../tables.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoCompanyPermit 网约车平台公司经营许可 (A.4.5). */
const permitFields = {
  CompanyId: 32,
  Address: 6,
  Certificate: 64,
  OperationArea: 128,
  OwnerName: 256,
  Organization: 256,
  StartDate: 40,
  StopDate: 40,
  CertifyDate: 40,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** Operating permit of a company for one city. */
export interface PermitReport extends RecordRow {
  companyId: string
  division: string
  permitNumber: string
  authority: string | null
  operatingArea: string | null
  ownerName: string | null
  validFrom: string | null
  /** Null where no end is stated, `unlimitedDay` where there is none. */
  validUntil: string | null
  firstIssuedOn: string | null
  inForce: boolean | null
}

/** Licence status of JT/T 415: 1 is in force. The same digit means 失效 in the State of the other messages. */
function isInForce(code: string): boolean {
  try {
    return licenceStatuses.of(code) === 'VALID'
  } catch (cause) {
    if (cause instanceof CodeError) throw new RecordFault(cause.code, '/State', cause.message)
    throw cause
  }
}

/** Reads an operating permit; a company has one for each city. */
export const baseInfoCompanyPermit = defineMessage({
  name: 'baseInfoCompanyPermit',
  ...mappingsOf(permitFields, mapOf),
  plan: {
    table: permits,
    history: permitHistory,
    scope: 'companyId',
    key: ['companyId', 'division', 'permitNumber'],
  },
  identify: identifierOf({
    fields: permitFields,
    key: (read) => [read.division('Address'), read.keyText('Certificate')],
    sourceAt: updateTimeOf,
  }),
  events: (applied) =>
    applied.map(({ companyId, division }) => ({
      type: 'platform.permit.changed',
      subject: { companyId },
      data: { division },
    })),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof permitFields>, context: RecordContext): PermitReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const division = read.division('Address')
    const permitNumber = read.keyText('Certificate')
    const validFrom = whole ? read.day('StartDate') : null
    const validUntil = whole ? read.limitOrNull('StopDate') : null
    read.mustFollow('StopDate', validFrom, validUntil)
    return {
      ...provenance,
      revision: `${companyId}/${division}/${permitNumber}@${version}`,
      division,
      permitNumber,
      authority: whole ? read.text('Organization') : null,
      operatingArea: read.textOrNull('OperationArea'),
      ownerName: read.textOrNull('OwnerName'),
      validFrom,
      validUntil,
      firstIssuedOn: whole ? read.pastDayOrNull('CertifyDate', context.receivedAt) : null,
      inForce: whole ? isInForce(read.text('State')) : null,
    }
  }
}
