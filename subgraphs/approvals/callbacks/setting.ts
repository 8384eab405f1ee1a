import { z } from 'zod'

/** HUB_CALLBACKS_LOOPBACK: `yes` lets callbacks lead to this machine; refused where NODE_ENV is production. */
export const callbackLoopback = z
  .enum(['yes', 'no'])
  .default('no')
  .transform((answer) => answer === 'yes')
  .refine((allowed) => !allowed || process.env.NODE_ENV !== 'production', 'is never allowed in production')
