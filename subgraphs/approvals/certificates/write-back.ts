/** Posts an issued permit to the room that owns the fact, through its ordinary feed, as source `hub-approvals`. */
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { signWebhook, type WebhookKey } from '@one-visit/kit/work/webhook.ts'
import { z } from 'zod'
import type { CertificateContent } from '../judging/certificate-content.ts'
import type { CertificateRow } from '../store/rows.ts'

/** Where a feed is, and by what it knows us. */
export interface FeedTarget {
  readonly url: string
  readonly keys: readonly WebhookKey[]
}

/** What the owning room said. */
export type WriteBack =
  | { readonly accepted: true; readonly receiptId: string }
  | { readonly accepted: false; readonly receiptId: string | null; readonly why: string }

const receiptForm = z.object({
  receiptId: z.string(),
  status: z.enum(['RECEIVED', 'PROCESSED']),
  records: z
    .array(
      z.object({
        outcome: z.enum(['APPLIED', 'DUPLICATE', 'SUPERSEDED', 'QUARANTINED']),
        code: z.string().optional(),
        pointer: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .length(1),
})

/**
 * Posts one permit. The certificate id is the idempotency key and the body follows from the stored row, so a repeat
 * after a lost answer meets the first receipt.
 * @throws when the room did not answer or is not done: try again later
 */
export async function postPermit(
  options: { readonly post: Post; readonly target: FeedTarget; readonly clock: Clock },
  certificate: CertificateRow,
  record: Readonly<Record<string, unknown>>,
): Promise<WriteBack> {
  const body = JSON.stringify(record)
  const signed = signWebhook({ id: certificate.id, body, at: options.clock() }, options.target.keys)
  const answer = await options.post(
    options.target.url,
    { 'content-type': 'application/json', 'idempotency-key': certificate.id, ...signed },
    body,
  )
  // A refusal of the body itself will not get better; everything else (credentials, load, in flight) may.
  if (answer.status === 400 || answer.status === 413 || answer.status === 422) {
    return {
      accepted: false,
      receiptId: null,
      why: `the feed refused the message with status ${answer.status}`,
    }
  }
  if (answer.status >= 300) throw new Error(`The feed answered ${answer.status}.`)
  const receipt = receiptForm.parse(JSON.parse(answer.body))
  if (receipt.status !== 'PROCESSED')
    throw new Error('The feed has received the permit and not yet merged it.')
  const [result] = receipt.records
  if (result?.outcome === 'APPLIED' || result?.outcome === 'DUPLICATE') {
    return { accepted: true, receiptId: receipt.receiptId }
  }
  const why = [result?.outcome, result?.code, result?.pointer].filter((part) => part !== undefined).join(' ')
  return { accepted: false, receiptId: receipt.receiptId, why }
}

/** A certificate as the permits feed of `vehicles` reads it. */
export function permitRecordOf(certificate: CertificateRow): Record<string, unknown> {
  const content = JSON.parse(certificate.content) as CertificateContent
  return {
    recordId: certificate.id,
    updatedAt: certificate.issuedAt.toISOString(),
    certificateId: certificate.id,
    vin: content.vin,
    number: content.number,
    kind: content.kind,
    state: 'VALID',
    validFrom: content.validFrom,
    validUntil: content.validUntil,
    authority: content.authority,
  }
}
