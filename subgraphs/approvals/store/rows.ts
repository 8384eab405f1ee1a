/** Rows as stored. Acts hand them on, and resolvers return them. */
import type { audit } from './tables/audit.ts'
import type { callbackDeliveries, callbacks } from './tables/callbacks.ts'
import type { applications, decisions, evaluations, paperEvidence } from './tables/cases.ts'
import type { certificateFlags, certificates } from './tables/certificates.ts'
import type { mandates } from './tables/mandates.ts'

export type ApplicationRow = typeof applications.$inferSelect
/** What was found of an application at one instant; a round may have many. */
export type EvaluationRow = typeof evaluations.$inferSelect
/** The one decision of a round. */
export type DecisionRow = typeof decisions.$inferSelect
/** An original that was entered for a check. */
export type PaperRow = typeof paperEvidence.$inferSelect
export type CertificateRow = typeof certificates.$inferSelect
/** Something a certificate stood on that no longer holds. */
export type FlagRow = typeof certificateFlags.$inferSelect
/** Who may act for whom, as it was granted and, where somebody ended it, how. */
export type MandateRow = typeof mandates.$inferSelect
export type CallbackRow = typeof callbacks.$inferSelect
/** A message to a callback with the attempts made at it. */
export type DeliveryRow = typeof callbackDeliveries.$inferSelect
/** An act as it was written down; its place in the chain comes after. */
export type ActRow = typeof audit.$inferSelect
/** An act that has its place in the chain. */
export type AuditRow = ActRow & { sequence: number; previousDigest: string; digest: string }
