/** What the directory says of the authority an office belongs to, as the graph shows it. */
import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { authorityOfDay } from './authority-of-day.ts'
import type { OfficeLoaders } from './loaders.ts'
import { officeDirectory as source } from './source.ts'

/** The authority of an office on a day, today when left out. An office the directory does not have belongs to none. */
export async function authorityEvidence(
  officeId: string,
  on: string | undefined,
  { loaders, now }: RoomContext<OfficeLoaders>,
) {
  const [known, rows, authorities, coverage] = await Promise.all([
    loaders.officeById.load(officeId),
    loaders.affiliationsByOffice.load(officeId),
    loaders.authorities(),
    loaders.coverageBySource.load(source.id, officeId),
  ])
  const office = known?.office ?? undefined
  const versions = rows.flatMap(({ affiliation }) => (affiliation === null ? [] : [affiliation]))
  const found = office && authorityOfDay(office, versions, authorities, on ?? shanghaiDay(now))
  const row = found && (found.stated ?? office)
  const envelope = envelopeOf({
    source,
    asked: officeId,
    row: row && { ...row, subject: 'officeId' in row ? row.officeId : row.id, content: row },
    coverage,
    unreadSince: earliestUnread(rows),
    conflicting: found !== undefined && (found.authority === undefined || office?.contradicted === true),
    now,
  })
  const authority = found?.authority
  const record = authority &&
    office && {
      office: { id: authority.id },
      name: authority.name,
      kind: authority.kind,
      windowKind: office.kind,
      since: found.stated?.validFrom ?? null,
      basis: found.stated?.basis ?? null,
    }
  return { ...envelope, record: record ?? null }
}
