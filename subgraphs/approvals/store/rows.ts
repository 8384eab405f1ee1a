/** Rows as stored. Acts hand them on, and resolvers return them. */
import type { audit } from './tables/audit.ts'
import type { callbackDeliveries, callbacks } from './tables/callbacks.ts'
import type { applications, decisions, evaluations, paperEvidence } from './tables/cases.ts'
import type { certificateFlags, certificates } from './tables/certificates.ts'

/** An application. */
export type ApplicationRow = typeof applications.$inferSelect
/** An evaluation of an application. */
export type EvaluationRow = typeof evaluations.$inferSelect
/** The decision of a round. */
export type DecisionRow = typeof decisions.$inferSelect
/** An original that was entered for a check. */
export type PaperRow = typeof paperEvidence.$inferSelect
/** A certificate. */
export type CertificateRow = typeof certificates.$inferSelect
/** A flag of a certificate. */
export type FlagRow = typeof certificateFlags.$inferSelect
/** A callback of a partner. */
export type CallbackRow = typeof callbacks.$inferSelect
/** A message to a callback. */
export type DeliveryRow = typeof callbackDeliveries.$inferSelect
/** A row of the audit chain. */
export type AuditRow = typeof audit.$inferSelect
