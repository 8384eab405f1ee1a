/** What the directory holds of an office itself, as the graph shows it. */
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import type { OfficeLoaders } from './loaders.ts'
import { officeDirectory as source } from './source.ts'

/** Kind and division of an office. */
export async function entryEvidence(officeId: string, { loaders, now }: RoomContext<OfficeLoaders>) {
  const [found, coverage] = await Promise.all([
    loaders.officeById.load(officeId),
    loaders.coverageBySource.load(source.id, officeId),
  ])
  const office = found?.office ?? undefined
  const row = office && { ...office, subject: office.id, content: office }
  const envelope = envelopeOf({
    source,
    asked: officeId,
    row,
    coverage,
    unreadSince: found?.unreadSince,
    now,
  })
  const record = office && !office.deleted ? { kind: office.kind, division: office.division } : null
  return { ...envelope, record }
}
