import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { lastDayOf } from '@one-visit/kit/graph/last-day.ts'
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { delegationOfDay, isDivided } from './delegation-of-day.ts'
import type { Delegation, Resolvers } from './generated/resolvers.ts'
import type { OfficeLoaders } from './loaders.ts'
import { officeDirectory as source } from './source.ts'
import { type DelegationRow, listOffices } from './store.ts'

function delegationOf({ validFrom, validUntil, basis }: DelegationRow): Delegation {
  return {
    validFrom,
    validUntil: lastDayOf(validUntil).validUntil,
    basis,
  }
}

/** Resolvers of the offices room. Details are public; whether an office may handle an item is evidence. */
export const resolvers: Resolvers<RoomContext<OfficeLoaders>> = {
  Query: {
    office: (_, { id }) => ({ id }),
    offices: async (_, { division, ...page }, { db }) => {
      const { first, after } = readPage(page, 1)
      const rows = await listOffices(db, { division: division ?? undefined, page: { first, after } })
      return connectionOf(
        rows,
        first,
        ({ id }) => [id],
        ({ id }) => ({ id }),
      )
    },
  },
  Office: {
    __resolveReference: ({ id }) => ({ id }),
    details: async ({ id }, _, { loaders }) => {
      const row = (await loaders.officeById.load(id))?.office ?? undefined
      if (row === undefined || row.deleted) return null
      const { name, kind, division, address, phone, hours, windows } = row
      return { name, kind, division, address, phone, hours, windows }
    },
    entry: async ({ id }, _, { loaders, now }) => {
      const [found, coverage] = await Promise.all([
        loaders.officeById.load(id),
        loaders.coverageBySource.load(source.id, id),
      ])
      const row = found?.office ?? undefined
      const stated = row && { ...row, subject: row.id, content: row }
      const unreadSince = found?.unreadSince
      const envelope = envelopeOf({ source, asked: id, row: stated, coverage, unreadSince, now })
      const isThere = row !== undefined && !row.deleted
      return { ...envelope, record: isThere ? { kind: row.kind, division: row.division } : null }
    },
    delegation: async ({ id }, { item }, { loaders, now }) => {
      const [rows, coverage] = await Promise.all([
        loaders.delegationsByKey.load([id, item]),
        loaders.coverageBySource.load(source.id, id),
      ])
      const known = rows.flatMap(({ delegation }) => (delegation === null ? [] : [delegation]))
      const row = delegationOfDay(known, shanghaiDay(now))
      const stated = row && { ...row, subject: `${row.officeId}/${row.item}`, content: row }
      const unreadSince = earliestUnread(rows)
      const envelope = envelopeOf({
        source,
        asked: `${id}/${item}`,
        row: stated,
        coverage,
        unreadSince,
        conflicting: row !== undefined && isDivided(row, known),
        now,
      })
      return { ...envelope, record: row === undefined || row.deleted ? null : delegationOf(row) }
    },
  },
  Appointment: {
    __resolveReference: ({ id }) => ({ id }),
    details: async ({ id }, _, { loaders }) => {
      const row = await loaders.appointmentById.load(id)
      if (row === undefined) return null
      const { officeId, item, startsAt, endsAt } = row
      return { office: { id: officeId }, item, startsAt, endsAt }
    },
  },
}
