/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment Envelope on Evidence {\n    status\n    source {\n      id\n      name\n      authority\n    }\n    subject\n    confirmedAt\n    observedAt\n    revision\n  }\n": typeof types.EnvelopeFragmentDoc,
    "\n  query Frt01Evidence($vin: VIN!, $uscc: USCC!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn }\n      }\n      comprehensive: inspection(kind: COMPREHENSIVE) { ...Envelope record { verdict grade validUntil annulled } }\n      equipment { ...Envelope record { positioning alarm } }\n    }\n    operator(uscc: $uscc) {\n      licences { ...Envelope records { scope valid validFrom validUntil } complete }\n    }\n    office(id: $officeId) {\n      delegation(item: \"FRT-01\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n": typeof types.Frt01EvidenceDocument,
    "\n  query Rhl02Evidence($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber seats wheelbaseMm registeredOn scrapOn }\n      }\n      safety: inspection(kind: SAFETY) { ...Envelope record { verdict grade validUntil annulled odometerKm } }\n      equipment { ...Envelope record { positioning alarm } }\n      platformRecord(companyId: $companyId) {\n        ...Envelope\n        record { plateNumber inService positioningBrand positioningModel }\n      }\n      insurance(companyId: $companyId) { ...Envelope records { kind validFrom validUntil } complete }\n      mileage(companyId: $companyId) { ...Envelope record { totalKm } }\n    }\n    platform(companyId: $companyId) {\n      permit(division: $division) { ...Envelope record { inForce validFrom validUntil } }\n    }\n    office(id: $officeId) {\n      delegation(item: \"RHL-02\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n": typeof types.Rhl02EvidenceDocument,
};
const documents: Documents = {
    "\n  fragment Envelope on Evidence {\n    status\n    source {\n      id\n      name\n      authority\n    }\n    subject\n    confirmedAt\n    observedAt\n    revision\n  }\n": types.EnvelopeFragmentDoc,
    "\n  query Frt01Evidence($vin: VIN!, $uscc: USCC!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn }\n      }\n      comprehensive: inspection(kind: COMPREHENSIVE) { ...Envelope record { verdict grade validUntil annulled } }\n      equipment { ...Envelope record { positioning alarm } }\n    }\n    operator(uscc: $uscc) {\n      licences { ...Envelope records { scope valid validFrom validUntil } complete }\n    }\n    office(id: $officeId) {\n      delegation(item: \"FRT-01\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n": types.Frt01EvidenceDocument,
    "\n  query Rhl02Evidence($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber seats wheelbaseMm registeredOn scrapOn }\n      }\n      safety: inspection(kind: SAFETY) { ...Envelope record { verdict grade validUntil annulled odometerKm } }\n      equipment { ...Envelope record { positioning alarm } }\n      platformRecord(companyId: $companyId) {\n        ...Envelope\n        record { plateNumber inService positioningBrand positioningModel }\n      }\n      insurance(companyId: $companyId) { ...Envelope records { kind validFrom validUntil } complete }\n      mileage(companyId: $companyId) { ...Envelope record { totalKm } }\n    }\n    platform(companyId: $companyId) {\n      permit(division: $division) { ...Envelope record { inForce validFrom validUntil } }\n    }\n    office(id: $officeId) {\n      delegation(item: \"RHL-02\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n": types.Rhl02EvidenceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Envelope on Evidence {\n    status\n    source {\n      id\n      name\n      authority\n    }\n    subject\n    confirmedAt\n    observedAt\n    revision\n  }\n"): (typeof documents)["\n  fragment Envelope on Evidence {\n    status\n    source {\n      id\n      name\n      authority\n    }\n    subject\n    confirmedAt\n    observedAt\n    revision\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Frt01Evidence($vin: VIN!, $uscc: USCC!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn }\n      }\n      comprehensive: inspection(kind: COMPREHENSIVE) { ...Envelope record { verdict grade validUntil annulled } }\n      equipment { ...Envelope record { positioning alarm } }\n    }\n    operator(uscc: $uscc) {\n      licences { ...Envelope records { scope valid validFrom validUntil } complete }\n    }\n    office(id: $officeId) {\n      delegation(item: \"FRT-01\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n"): (typeof documents)["\n  query Frt01Evidence($vin: VIN!, $uscc: USCC!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber vehicleType grossMassKg scrapOn }\n      }\n      comprehensive: inspection(kind: COMPREHENSIVE) { ...Envelope record { verdict grade validUntil annulled } }\n      equipment { ...Envelope record { positioning alarm } }\n    }\n    operator(uscc: $uscc) {\n      licences { ...Envelope records { scope valid validFrom validUntil } complete }\n    }\n    office(id: $officeId) {\n      delegation(item: \"FRT-01\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rhl02Evidence($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber seats wheelbaseMm registeredOn scrapOn }\n      }\n      safety: inspection(kind: SAFETY) { ...Envelope record { verdict grade validUntil annulled odometerKm } }\n      equipment { ...Envelope record { positioning alarm } }\n      platformRecord(companyId: $companyId) {\n        ...Envelope\n        record { plateNumber inService positioningBrand positioningModel }\n      }\n      insurance(companyId: $companyId) { ...Envelope records { kind validFrom validUntil } complete }\n      mileage(companyId: $companyId) { ...Envelope record { totalKm } }\n    }\n    platform(companyId: $companyId) {\n      permit(division: $division) { ...Envelope record { inForce validFrom validUntil } }\n    }\n    office(id: $officeId) {\n      delegation(item: \"RHL-02\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n"): (typeof documents)["\n  query Rhl02Evidence($vin: VIN!, $companyId: ID!, $division: DivisionCode!, $officeId: ID!) {\n    vehicle(vin: $vin) {\n      permits { ...Envelope records { kind state validUntil } complete }\n      registration { ...Envelope record { plateNumber } }\n      usage { ...Envelope record { current previous changeCompleted } }\n      policeStatus {\n        ...Envelope\n        record { letters { letter effect } plateNumber seats wheelbaseMm registeredOn scrapOn }\n      }\n      safety: inspection(kind: SAFETY) { ...Envelope record { verdict grade validUntil annulled odometerKm } }\n      equipment { ...Envelope record { positioning alarm } }\n      platformRecord(companyId: $companyId) {\n        ...Envelope\n        record { plateNumber inService positioningBrand positioningModel }\n      }\n      insurance(companyId: $companyId) { ...Envelope records { kind validFrom validUntil } complete }\n      mileage(companyId: $companyId) { ...Envelope record { totalKm } }\n    }\n    platform(companyId: $companyId) {\n      permit(division: $division) { ...Envelope record { inForce validFrom validUntil } }\n    }\n    office(id: $officeId) {\n      delegation(item: \"RHL-02\") { ...Envelope record { validFrom validUntil } }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
