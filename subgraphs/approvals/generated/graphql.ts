/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a source says about a fact. Null is never absence: absence is CONFIRMED_ABSENT. (证据状态) */
export type EvidenceStatus =
  /** The source states that it holds none (确认无记录). */
  | 'CONFIRMED_ABSENT'
  /** Records of the source contradict one another (记录冲突). */
  | 'CONFLICTING'
  /** The source holds a record (有记录). */
  | 'PRESENT'
  /** The source is known to have sent more than the hub has received, or has fallen silent; confirmedAt says since when (数据滞后). */
  | 'STALE'
  /** The hub cannot say: never loaded, not yet pulled, or out of reach (暂不可用). */
  | 'UNAVAILABLE';

/** Verdict of an inspection (检验结论). */
export type InspectionVerdict =
  /** Failed 不合格. */
  | 'FAIL'
  /** Not tested 未检. */
  | 'NOT_TESTED'
  /** Passed 合格. */
  | 'PASS';

/** Kind of business (业户类别). */
export type OperatorKind =
  /** Bus 公交. */
  | 'BUS'
  /** Passenger charter 包车客运. */
  | 'CHARTER'
  /** Driving school 驾培. */
  | 'DRIVING_SCHOOL'
  /** General freight 普通货运. */
  | 'FREIGHT'
  /** Ride-hailing platform 网约车平台. */
  | 'PLATFORM'
  /** Repair 维修. */
  | 'REPAIR'
  /** Taxi company 出租汽车公司. */
  | 'TAXI';

/** Effect of a status letter on an approval (A: our reading). */
export type PoliceStatusEffect =
  /** No approval. */
  | 'BLOCK'
  /** Nothing stands against it. */
  | 'NONE'
  /** The clerk is told. */
  | 'WARN';

/** Technical grade 技术等级 (JT/T 198-2016). */
export type TechnicalGrade =
  /** Failed 不合格; also the old 三级, which is never a pass. */
  | 'FAILED'
  /** Grade one 一级. */
  | 'GRADE_1'
  /** Grade two 二级. */
  | 'GRADE_2'
  /** Not graded 未评定. */
  | 'NOT_GRADED';

/** Usage type of a vehicle 机动车使用性质 (GA/T 16.3). */
export type UsageType =
  /** J 救护. */
  | 'AMBULANCE'
  /** C 公交客运. */
  | 'BUS'
  /** L 营转非. */
  | 'COMMERCIAL_TURNED_PRIVATE'
  /** R 危化品运输. */
  | 'DANGEROUS_GOODS'
  /** N 教练. */
  | 'DRIVER_TRAINING'
  /** K 工程救险. */
  | 'ENGINEERING_RESCUE'
  /** I 消防. */
  | 'FIRE'
  /** F 货运. */
  | 'FREIGHT'
  /** O 幼儿校车. */
  | 'KINDERGARTEN_BUS'
  /** Q 初中生校车. */
  | 'MIDDLE_SCHOOL_BUS'
  /** A 非营运. */
  | 'NON_COMMERCIAL'
  /** H 警用. */
  | 'POLICE'
  /** P 小学生校车. */
  | 'PRIMARY_SCHOOL_BUS'
  /** G 租赁. */
  | 'RENTAL'
  /** T 预约出租客运. */
  | 'RIDE_HAILING'
  /** U 预约出租转非. */
  | 'RIDE_HAILING_TURNED_PRIVATE'
  /** B 公路客运. */
  | 'ROAD_PASSENGER'
  /** S 中小学生校车. */
  | 'SCHOOL_BUS'
  /** D 出租客运. */
  | 'TAXI'
  /** M 出租转非. */
  | 'TAXI_TURNED_PRIVATE'
  /** E 旅游客运. */
  | 'TOUR';

/** Kind of a transport permit (证件种类). */
export type VehiclePermitKind =
  /** Ride-hailing vehicle permit 网络预约出租汽车运输证. */
  | 'RIDE_HAILING'
  /** Road transport permit 道路运输证. */
  | 'ROAD_TRANSPORT';

/** State of a permit (证件状态). */
export type VehiclePermitState =
  /** Not in force 失效. */
  | 'INVALID'
  /** Replaced by another 已换证. */
  | 'REPLACED'
  /** Revoked 吊销或撤销. */
  | 'REVOKED'
  /** Suspended 暂扣. */
  | 'SUSPENDED'
  /** In force 有效. */
  | 'VALID';

type Envelope_DelegationEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_DrivingLicenceEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_EquipmentEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_InspectionEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_InsuranceEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_MileageEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_OperatorLicenceEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_OperatorRegistrationEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformCompanyEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformCreditEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformEngagementEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformFareEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformMonthEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformPaymentEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformPermitEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformPunishmentEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformScaleEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformServiceEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformTrainingEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_PlatformVehicleEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_QualificationEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_RegistrationEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_UsageChangeEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_UsageHistoryEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_VehiclePermitEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_VehiclePoliceStatusEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_VehicleRegistrationEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

type Envelope_VehicleUsageEvidence_Fragment = { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, source: { id: string, name: string, authority: string } };

export type EnvelopeFragment =
  | Envelope_DelegationEvidence_Fragment
  | Envelope_DrivingLicenceEvidence_Fragment
  | Envelope_EquipmentEvidence_Fragment
  | Envelope_InspectionEvidence_Fragment
  | Envelope_InsuranceEvidence_Fragment
  | Envelope_MileageEvidence_Fragment
  | Envelope_OperatorLicenceEvidence_Fragment
  | Envelope_OperatorRegistrationEvidence_Fragment
  | Envelope_PlatformCompanyEvidence_Fragment
  | Envelope_PlatformCreditEvidence_Fragment
  | Envelope_PlatformEngagementEvidence_Fragment
  | Envelope_PlatformFareEvidence_Fragment
  | Envelope_PlatformMonthEvidence_Fragment
  | Envelope_PlatformPaymentEvidence_Fragment
  | Envelope_PlatformPermitEvidence_Fragment
  | Envelope_PlatformPunishmentEvidence_Fragment
  | Envelope_PlatformScaleEvidence_Fragment
  | Envelope_PlatformServiceEvidence_Fragment
  | Envelope_PlatformTrainingEvidence_Fragment
  | Envelope_PlatformVehicleEvidence_Fragment
  | Envelope_QualificationEvidence_Fragment
  | Envelope_RegistrationEvidence_Fragment
  | Envelope_UsageChangeEvidence_Fragment
  | Envelope_UsageHistoryEvidence_Fragment
  | Envelope_VehiclePermitEvidence_Fragment
  | Envelope_VehiclePoliceStatusEvidence_Fragment
  | Envelope_VehicleRegistrationEvidence_Fragment
  | Envelope_VehicleUsageEvidence_Fragment
;

export type Frt01EvidenceQueryVariables = Exact<{
  vin: string;
  uscc: string;
  officeId: string;
}>;


export type Frt01EvidenceQuery = { vehicle: { permits: { complete: boolean, status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, records: Array<{ kind: VehiclePermitKind, state: VehiclePermitState, validUntil: string | null }>, source: { id: string, name: string, authority: string } } | null, registration: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { plateNumber: string } | null, source: { id: string, name: string, authority: string } } | null, usage: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { current: UsageType, previous: UsageType | null, changeCompleted: boolean } | null, source: { id: string, name: string, authority: string } } | null, policeStatus: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { plateNumber: string, vehicleType: string | null, grossMassKg: number | null, scrapOn: string | null, letters: Array<{ letter: string, effect: PoliceStatusEffect }> } | null, source: { id: string, name: string, authority: string } } | null, comprehensive: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { verdict: InspectionVerdict, grade: TechnicalGrade | null, validUntil: string | null, annulled: boolean } | null, source: { id: string, name: string, authority: string } } | null, equipment: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { positioning: boolean, alarm: boolean } | null, source: { id: string, name: string, authority: string } } | null } | null, operator: { licences: { complete: boolean, status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, records: Array<{ scope: Array<OperatorKind>, valid: boolean, validFrom: string, validUntil: string | null }>, source: { id: string, name: string, authority: string } } | null } | null, office: { delegation: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { validFrom: string, validUntil: string | null } | null, source: { id: string, name: string, authority: string } } | null } | null };

export type Rhl02EvidenceQueryVariables = Exact<{
  vin: string;
  companyId: string;
  division: string;
  officeId: string;
}>;


export type Rhl02EvidenceQuery = { vehicle: { permits: { complete: boolean, status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, records: Array<{ kind: VehiclePermitKind, state: VehiclePermitState, validUntil: string | null }>, source: { id: string, name: string, authority: string } } | null, registration: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { plateNumber: string } | null, source: { id: string, name: string, authority: string } } | null, usage: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { current: UsageType, previous: UsageType | null, changeCompleted: boolean } | null, source: { id: string, name: string, authority: string } } | null, policeStatus: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { plateNumber: string, seats: number | null, wheelbaseMm: number | null, registeredOn: string | null, scrapOn: string | null, letters: Array<{ letter: string, effect: PoliceStatusEffect }> } | null, source: { id: string, name: string, authority: string } } | null, safety: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { verdict: InspectionVerdict, grade: TechnicalGrade | null, validUntil: string | null, annulled: boolean, odometerKm: number | null } | null, source: { id: string, name: string, authority: string } } | null, equipment: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { positioning: boolean, alarm: boolean } | null, source: { id: string, name: string, authority: string } } | null, platformRecord: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { plateNumber: string, inService: boolean, positioningBrand: string | null, positioningModel: string | null } | null, source: { id: string, name: string, authority: string } } | null, insurance: { complete: boolean, status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, records: Array<{ kind: string, validFrom: string, validUntil: string }>, source: { id: string, name: string, authority: string } } | null, mileage: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { totalKm: number } | null, source: { id: string, name: string, authority: string } } | null } | null, platform: { permit: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { inForce: boolean, validFrom: string, validUntil: string | null } | null, source: { id: string, name: string, authority: string } } | null } | null, office: { delegation: { status: EvidenceStatus, subject: string, confirmedAt: string | null, observedAt: string | null, revision: string | null, record: { validFrom: string, validUntil: string | null } | null, source: { id: string, name: string, authority: string } } | null } | null };

export const EnvelopeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Envelope"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evidence"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<EnvelopeFragment, unknown>;
export const Frt01EvidenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Frt01Evidence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VIN"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"uscc"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"USCC"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"officeId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vehicle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"vin"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vin"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plateNumber"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"previous"}},{"kind":"Field","name":{"kind":"Name","value":"changeCompleted"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"policeStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"effect"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plateNumber"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleType"}},{"kind":"Field","name":{"kind":"Name","value":"grossMassKg"}},{"kind":"Field","name":{"kind":"Name","value":"scrapOn"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"comprehensive"},"name":{"kind":"Name","value":"inspection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"COMPREHENSIVE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"annulled"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"equipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"positioning"}},{"kind":"Field","name":{"kind":"Name","value":"alarm"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"operator"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"uscc"},"value":{"kind":"Variable","name":{"kind":"Name","value":"uscc"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"licences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"office"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"officeId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delegation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"item"},"value":{"kind":"StringValue","value":"FRT-01","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Envelope"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evidence"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<Frt01EvidenceQuery, Frt01EvidenceQueryVariables>;
export const Rhl02EvidenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rhl02Evidence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VIN"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DivisionCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"officeId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vehicle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"vin"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vin"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plateNumber"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"previous"}},{"kind":"Field","name":{"kind":"Name","value":"changeCompleted"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"policeStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"effect"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plateNumber"}},{"kind":"Field","name":{"kind":"Name","value":"seats"}},{"kind":"Field","name":{"kind":"Name","value":"wheelbaseMm"}},{"kind":"Field","name":{"kind":"Name","value":"registeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"scrapOn"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"safety"},"name":{"kind":"Name","value":"inspection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"SAFETY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"grade"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}},{"kind":"Field","name":{"kind":"Name","value":"annulled"}},{"kind":"Field","name":{"kind":"Name","value":"odometerKm"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"equipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"positioning"}},{"kind":"Field","name":{"kind":"Name","value":"alarm"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"platformRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"companyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plateNumber"}},{"kind":"Field","name":{"kind":"Name","value":"inService"}},{"kind":"Field","name":{"kind":"Name","value":"positioningBrand"}},{"kind":"Field","name":{"kind":"Name","value":"positioningModel"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"insurance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"companyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mileage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"companyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalKm"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"platform"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"companyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"companyId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inForce"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"office"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"officeId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delegation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"item"},"value":{"kind":"StringValue","value":"RHL-02","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Envelope"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Envelope"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evidence"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]} as unknown as DocumentNode<Rhl02EvidenceQuery, Rhl02EvidenceQueryVariables>;
