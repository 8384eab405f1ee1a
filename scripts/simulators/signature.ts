import { createHmac } from 'node:crypto'

/** Standard Webhooks headers (HMAC, v1) over id.timestamp.body; the secret is `whsec_` and base64. */
export const signed = (
  secret: string,
  message: { id: string; body: string | Buffer; at: Date },
): Record<string, string> => {
  const timestamp = String(Math.floor(message.at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key)
    .update(`${message.id}.${timestamp}.`)
    .update(message.body)
    .digest('base64')
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
}
