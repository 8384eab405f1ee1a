import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { maskId } from '@one-visit/kit/graph/mask.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { type CommercialType, commercialTypes } from '@one-visit/schema/codes.ts'
import { engagementHistory, engagements } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import { fieldsOf } from './fields.ts'
import { provenanceOf } from './mapping.ts'
import { driverOf } from './person.ts'
import { wireRecord } from './record.ts'

/**
 * baseInfoDriver 驾驶员基本信息 (A.4.10). Name, telephone, birth, family, addresses and contacts are read and not kept:
 * no approval needs them.
 */
const driverFields = {
  CompanyId: 32,
  Address: 6,
  DriverName: 64,
  DriverPhone: 32,
  DriverGender: 8,
  DriverBirthday: 24,
  DriverNationality: 32,
  DriverNation: 32,
  DriverMaritalStatus: 64,
  DriverLanguageLevel: 64,
  DriverEducation: 64,
  DriverCensus: 256,
  DriverAddress: 256,
  DriverContactAddress: 256,
  PhotoId: 128,
  LicenseId: 32,
  LicensePhotoId: 128,
  DriverType: 16,
  GetDriverLicenseDate: 24,
  DriverLicenseOn: 24,
  DriverLicenseOff: 24,
  TaxiDriver: 8,
  CertificateNo: 128,
  NetworkCarIssueOrganization: 256,
  NetworkCarIssueDate: 24,
  GetNetworkCarProofDate: 24,
  NetworkCarProofOn: 24,
  NetworkCarProofOff: 24,
  RegisterDate: 24,
  FullTimeDriver: 8,
  InDriverBlacklist: 8,
  CommercialType: 8,
  ContractCompany: 256,
  ContractOn: 24,
  ContractOff: 24,
  EmergencyContact: 64,
  EmergencyContactPhone: 32,
  EmergencyContactAddress: 256,
  State: 8,
  Flag: 8,
  UpdateTime: 24,
} as const

/** A driver as a platform reports him or her. */
export interface EngagementReport extends RecordRow {
  companyId: string
  ref: string
  division: string | null
  inService: boolean | null
  certificateMasked: string | null
  certificateAuthority: string | null
  certificateIssuedOn: string | null
  certificateFirstIssuedOn: string | null
  certificateFrom: string | null
  certificateUntil: string | null
  licenceClasses: string | null
  licenceFirstIssuedOn: string | null
  licenceFrom: string | null
  licenceUntil: string | null
  reportedOn: string | null
  serviceKind: CommercialType | null
  alsoTaxiDriver: boolean | null
  fullTime: boolean | null
  blacklisted: boolean | null
  contractCompany: string | null
  contractFrom: string | null
  contractUntil: string | null
}

type Read = ReturnType<typeof fieldsOf<keyof typeof driverFields>>

/** The certificate number of a driver is the resident ID number in many cities: only its stars are kept. */
const maskedOrNull = (number: string | null): string | null => (number === null ? null : maskId(number))

/** Reads a driver. One person on several platforms is one reference with several engagements. */
export function baseInfoDriver(key: PseudonymKey) {
  return defineMessage({
    name: 'baseInfoDriver',
    mappingVersion: 1,
    record: wireRecord(driverFields, ['TaxiDriver', 'FullTimeDriver', 'InDriverBlacklist']),
    plan: { table: engagements, history: engagementHistory, scope: 'companyId', key: ['companyId', 'ref'] },
    notes: ({ notes }) => notes,
    map: ({ fields }, context): EngagementReport => {
      const read = fieldsOf(fields)
      const { version, ...provenance } = provenanceOf(fields, context)
      const { companyId, deleted } = provenance
      const whole = !deleted
      const ref = driverOf(fields, key, context.receivedAt)
      return {
        ...provenance,
        revision: `${companyId}/${ref}@${version}`,
        ref,
        division: whole ? read.divisionOrNull('Address') : null,
        inService: whole ? read.isValid('State') : null,
        ...certificateOf(read, whole),
        ...licenceOf(read, whole),
        reportedOn: whole ? read.dayOrNull('RegisterDate') : null,
        serviceKind: whole ? read.codeOrNull('CommercialType', commercialTypes) : null,
        alsoTaxiDriver: whole ? read.answerOrNull('TaxiDriver') : null,
        fullTime: whole ? read.answerOrNull('FullTimeDriver') : null,
        blacklisted: whole ? read.answerOrNull('InDriverBlacklist') : null,
        ...contractOf(read, whole),
      }
    },
    events: (applied) => driversChanged(applied, 'engagement'),
  })
}

function certificateOf(read: Read, whole: boolean) {
  return {
    certificateMasked: whole ? maskedOrNull(read.textOrNull('CertificateNo')) : null,
    certificateAuthority: whole ? read.textOrNull('NetworkCarIssueOrganization') : null,
    certificateIssuedOn: whole ? read.dayOrNull('NetworkCarIssueDate') : null,
    certificateFirstIssuedOn: whole ? read.dayOrNull('GetNetworkCarProofDate') : null,
    certificateFrom: whole ? read.dayOrNull('NetworkCarProofOn') : null,
    certificateUntil: whole ? read.limitOrNull('NetworkCarProofOff') : null,
  }
}

function licenceOf(read: Read, whole: boolean) {
  return {
    licenceClasses: whole ? read.textOrNull('DriverType') : null,
    licenceFirstIssuedOn: whole ? read.dayOrNull('GetDriverLicenseDate') : null,
    licenceFrom: whole ? read.dayOrNull('DriverLicenseOn') : null,
    licenceUntil: whole ? read.limitOrNull('DriverLicenseOff') : null,
  }
}

function contractOf(read: Read, whole: boolean) {
  return {
    contractCompany: whole ? read.textOrNull('ContractCompany') : null,
    contractFrom: whole ? read.dayOrNull('ContractOn') : null,
    contractUntil: whole ? read.limitOrNull('ContractOff') : null,
  }
}
