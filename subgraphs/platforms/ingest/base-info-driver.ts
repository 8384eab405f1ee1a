import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { maskId } from '@one-visit/kit/graph/mask.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { type CommercialType, commercialTypes } from '@one-visit/schema/codes.ts'
import { engagementHistory, engagements } from '../driver-tables.ts'
import { driversChanged } from './events.ts'
import type { Fields } from './fields.ts'
import { identifierOf, personNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import { driverOf } from './person.ts'
import type { WireRecord } from './record.ts'

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
  DriverBirthday: 40,
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
  GetDriverLicenseDate: 40,
  DriverLicenseOn: 40,
  DriverLicenseOff: 40,
  TaxiDriver: 8,
  CertificateNo: 128,
  NetworkCarIssueOrganization: 256,
  NetworkCarIssueDate: 40,
  GetNetworkCarProofDate: 40,
  NetworkCarProofOn: 40,
  NetworkCarProofOff: 40,
  RegisterDate: 40,
  FullTimeDriver: 8,
  InDriverBlacklist: 8,
  CommercialType: 8,
  ContractCompany: 256,
  ContractOn: 40,
  ContractOff: 40,
  EmergencyContact: 64,
  EmergencyContactPhone: 32,
  EmergencyContactAddress: 256,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
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

type Read = Fields<keyof typeof driverFields>

/** The certificate number of a driver is the resident ID number in many cities: only its stars are kept. */
const maskedOrNull = (number: string | null): string | null => (number === null ? null : maskId(number))

/** Reads a driver. One person on several platforms is one reference with several engagements. */
export function baseInfoDriver(key: PseudonymKey) {
  return defineMessage({
    name: 'baseInfoDriver',
    ...mappingsOf(driverFields, (read) => mapOf(read, key), {
      answers: ['TaxiDriver', 'FullTimeDriver', 'InDriverBlacklist'],
    }),
    plan: { table: engagements, history: engagementHistory, scope: 'companyId', key: ['companyId', 'ref'] },
    identify: identifierOf({
      fields: driverFields,
      subjects: { LicenseId: personNamed(key) },
      key: (read, { receivedAt }) => [driverOf(read, key, receivedAt)],
      sourceAt: updateTimeOf,
    }),
    events: (applied) => driversChanged(applied, 'engagement'),
  })
}

function certificateOf(read: Read, whole: boolean, receivedAt: Date) {
  const certificateFrom = whole ? read.dayOrNull('NetworkCarProofOn') : null
  const certificateUntil = whole ? read.limitOrNull('NetworkCarProofOff') : null
  read.mustFollow('NetworkCarProofOff', certificateFrom, certificateUntil)
  return {
    certificateMasked: whole ? maskedOrNull(read.keyTextOrNull('CertificateNo')) : null,
    certificateAuthority: whole ? read.textOrNull('NetworkCarIssueOrganization') : null,
    certificateIssuedOn: whole ? read.dayOrNull('NetworkCarIssueDate') : null,
    certificateFirstIssuedOn: whole ? read.pastDayOrNull('GetNetworkCarProofDate', receivedAt) : null,
    certificateFrom,
    certificateUntil,
  }
}

function licenceOf(read: Read, whole: boolean, receivedAt: Date) {
  const licenceFrom = whole ? read.dayOrNull('DriverLicenseOn') : null
  const licenceUntil = whole ? read.limitOrNull('DriverLicenseOff') : null
  read.mustFollow('DriverLicenseOff', licenceFrom, licenceUntil)
  return {
    licenceClasses: whole ? read.textOrNull('DriverType') : null,
    licenceFirstIssuedOn: whole ? read.pastDayOrNull('GetDriverLicenseDate', receivedAt) : null,
    licenceFrom,
    licenceUntil,
  }
}

function contractOf(read: Read, whole: boolean) {
  const contractFrom = whole ? read.dayOrNull('ContractOn') : null
  const contractUntil = whole ? read.limitOrNull('ContractOff') : null
  read.mustFollow('ContractOff', contractFrom, contractUntil)
  return {
    contractCompany: whole ? read.textOrNull('ContractCompany') : null,
    contractFrom,
    contractUntil,
  }
}

/** How a record becomes a row. */
function mapOf(readFields: ReadFields, key: PseudonymKey) {
  return ({ fields }: WireRecord<typeof driverFields>, context: RecordContext): EngagementReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const ref = driverOf(read, key, context.receivedAt)
    return {
      ...provenance,
      revision: `${companyId}/${ref}@${version}`,
      ref,
      division: whole ? read.divisionOrNull('Address') : null,
      inService: whole ? read.isValid('State') : null,
      ...certificateOf(read, whole, context.receivedAt),
      ...licenceOf(read, whole, context.receivedAt),
      reportedOn: whole ? read.dayOrNull('RegisterDate') : null,
      serviceKind: whole ? read.codeOrNull('CommercialType', commercialTypes) : null,
      alsoTaxiDriver: whole ? read.answerOrNull('TaxiDriver') : null,
      fullTime: whole ? read.answerOrNull('FullTimeDriver') : null,
      blacklisted: whole ? read.answerOrNull('InDriverBlacklist') : null,
      ...contractOf(read, whole),
    }
  }
}
