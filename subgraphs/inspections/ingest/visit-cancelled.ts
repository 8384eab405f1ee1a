import { defineMessage } from '@one-visit/kit/feed/message.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { type CancellationRow, cancellationEvents, cancellationPlan } from './cancellation-plan.ts'
import { instantAt, stationAt, vinAt, vinNotes } from './fields.ts'

const text = z.string().min(1).max(128)

const record = z.looseObject({
  /** Serial number of the visit. */
  jylsh: text,
  /** Station. */
  jyjgbh: text,
  clsbdh: text,
  /** When it was inspected. */
  jyrq: z.string().max(32).optional(),
  /** When the visit was cancelled. */
  zfsj: z.string().max(32).optional(),
})

/** Police inspection supervision: the visit is cancelled 退办 (18C72); every attempt on its serial number is void. */
export const visitCancelled = defineMessage<z.infer<typeof record>, CancellationRow>({
  name: 'visitCancelled',
  mappingVersion: 1,
  record,
  notes: ({ clsbdh }) => vinNotes(clsbdh),
  map: (wire, { receivedAt, source }) => {
    const stationId = stationAt('/jyjgbh', wire.jyjgbh)
    mustSpeakFor(source, '/jyjgbh', stationId)
    const cancelledAt = wire.zfsj
      ? instantAt('/zfsj', wire.zfsj, receivedAt)
      : instantAt('/jyrq', wire.jyrq ?? '', receivedAt)
    return {
      stationId,
      serial: wire.jylsh,
      vin: vinAt('/clsbdh', wire.clsbdh),
      cancelledAt,
      sourceAt: cancelledAt,
      revision: `${wire.jylsh}/cancelled`,
      deleted: false,
    }
  },
  plan: cancellationPlan,
  events: cancellationEvents,
})
