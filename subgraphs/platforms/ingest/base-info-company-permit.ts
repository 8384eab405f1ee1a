import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { CodeError, licenceStatuses } from '@one-visit/schema/codes.ts'
import { permitHistory, permits } from '../tables.ts'
import { fieldsOf } from './fields.ts'
import { provenanceOf } from './mapping.ts'
import { wireRecord } from './record.ts'

/** baseInfoCompanyPermit 网约车平台公司经营许可 (A.4.5). */
const permitFields = {
  CompanyId: 32,
  Address: 6,
  Certificate: 64,
  OperationArea: 128,
  OwnerName: 256,
  Organization: 256,
  StartDate: 24,
  StopDate: 24,
  CertifyDate: 24,
  State: 8,
  Flag: 8,
  UpdateTime: 24,
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
  /** Null for no limit. */
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
  mappingVersion: 1,
  record: wireRecord(permitFields),
  plan: {
    table: permits,
    history: permitHistory,
    scope: 'companyId',
    key: ['companyId', 'division', 'permitNumber'],
  },
  notes: ({ notes }) => notes,
  map: ({ fields }, context): PermitReport => {
    const read = fieldsOf(fields)
    const { version, ...provenance } = provenanceOf(fields, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const division = read.division('Address')
    const permitNumber = read.text('Certificate')
    return {
      ...provenance,
      revision: `${companyId}/${division}/${permitNumber}@${version}`,
      division,
      permitNumber,
      authority: whole ? read.text('Organization') : null,
      operatingArea: read.textOrNull('OperationArea'),
      ownerName: read.textOrNull('OwnerName'),
      validFrom: whole ? read.day('StartDate') : null,
      validUntil: whole ? read.limitOrNull('StopDate') : null,
      firstIssuedOn: whole ? read.dayOrNull('CertifyDate') : null,
      inForce: whole ? isInForce(read.text('State')) : null,
    }
  },
  events: (applied) =>
    applied.map(({ companyId, division }) => ({
      type: 'platform.permit.changed',
      subject: { companyId },
      data: { division },
    })),
})
