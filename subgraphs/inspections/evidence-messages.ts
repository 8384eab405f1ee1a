/** Which messages feed which fact: what is unread of one of them is a gap for it. */
import type { InspectionKind } from './generated/resolvers.ts'

/** A fact of a vehicle in this room. */
export type InspectionFact = InspectionKind | 'EQUIPMENT'

const voiding = ['visitCancelled', 'visitAnnulment'] as const

/** Messages by the fact they feed. */
export const messagesOf: Readonly<Record<InspectionFact, readonly string[]>> = {
  SAFETY: ['safetyVerdict', ...voiding],
  EMISSION: voiding,
  COMPREHENSIVE: ['shareDetectInfo', ...voiding],
  EQUIPMENT: ['equipmentConfirmation'],
}

/** What the authority says of stations; whether a test counts rests on it. */
export const licenceMessages = ['stationLicence'] as const
