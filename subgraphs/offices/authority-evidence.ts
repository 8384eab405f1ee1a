/** What the directory says of the authority an office belongs to, as the graph shows it. */
import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOf, isVouched } from '@one-visit/kit/graph/evidence.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { authorityOfDay, isAuthority } from './authority-of-day.ts'
import type { OfficeLoaders } from './loaders.ts'
import { officeDirectory as source } from './source.ts'

type Context = RoomContext<OfficeLoaders>

/**
 * The authority of an office on a day, today when left out. An office the directory does not have belongs to none. What
 * follows from its place rests on all bureaus there are: nobody knows it before the directory was loaded, nor while
 * something is missing or not read that may be about a bureau.
 */
export async function authorityEvidence(officeId: string, on: string | undefined, { loaders, now }: Context) {
  const [known, rows, authorities, own] = await Promise.all([
    loaders.officeById.load(officeId),
    loaders.affiliationsByOffice.load(officeId),
    loaders.authorities(),
    loaders.coverageBySource.load(source.id, officeId),
  ])
  const office = known?.office ?? undefined
  const live = office?.deleted && !office.contradicted ? undefined : office
  const versions = rows.flatMap(({ affiliation }) => (affiliation === null ? [] : [affiliation]))
  const found = live && authorityOfDay(live, versions, authorities, on ?? shanghaiDay(now))
  const isOfPlace = live !== undefined && !isAuthority(live.kind) && found?.stated === undefined
  const bureaus = isOfPlace ? authorities.map(({ id }) => id) : found?.stated ? [found.stated.authority] : []
  const { isMissing, unread } = await doubtsOf(bureaus, loaders)
  const coverage = own && { ...own, gap: own.gap || isMissing }
  const row = isOfPlace && !isVouched(own) ? undefined : (found?.stated ?? office)
  const isUnknown = found !== undefined && (found.authority === undefined || office?.contradicted === true)
  const envelope = envelopeOf({
    source,
    asked: officeId,
    row: row && { ...row, subject: 'officeId' in row ? row.officeId : row.id, content: row },
    coverage,
    unreadSince: earliestUnread([
      ...rows,
      ...unread,
      ...(isOfPlace ? rows.map(({ unreadBureau }) => ({ unreadSince: unreadBureau })) : []),
    ]),
    conflicting: row !== undefined && isUnknown,
    now,
  })
  const authority = row && found?.authority
  const record = authority &&
    live && {
      office: { id: authority.id },
      name: authority.name,
      kind: authority.kind,
      windowKind: live.kind,
      since: found?.stated?.validFrom ?? null,
      basis: found?.stated?.basis ?? null,
    }
  return { ...envelope, record: record ?? null }
}

/** Whether something is missing of bureaus, and since when something is not read. */
async function doubtsOf(ids: readonly string[], loaders: OfficeLoaders) {
  const [coverages, offices] = await Promise.all([
    Promise.all(ids.map((id) => loaders.coverageBySource.load(source.id, id))),
    Promise.all(ids.map((id) => loaders.officeById.load(id))),
  ])
  return {
    isMissing: coverages.some((coverage) => coverage?.gap === true),
    unread: offices.map((found) => ({ unreadSince: found?.unreadSince ?? null })),
  }
}
