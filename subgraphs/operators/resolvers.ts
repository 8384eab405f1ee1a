import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { type EvidenceMember, envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { lastDayOf } from '@one-visit/kit/graph/last-day.ts'
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import type { OperatorLicence, OperatorRegistration, Resolvers } from './generated/resolvers.ts'
import type { OperatorLoaders } from './loaders.ts'
import { transportRegister as source } from './source.ts'
import { type LicenceRow, listRegistrations, type RegistrationRow } from './store.ts'

function registrationOf({ name, kind, state, division }: RegistrationRow): OperatorRegistration {
  return {
    name,
    kind,
    state,
    division,
  }
}

function licenceOf({ content, confirmedAt, contradicted }: EvidenceMember<LicenceRow>): OperatorLicence {
  const { number, scope, valid, validFrom, validUntil, authority } = content
  return { number, scope, valid, validFrom, ...lastDayOf(validUntil), authority, confirmedAt, contradicted }
}

/** Resolvers of the operators room. A key is not a claim: every credit code gets an answer, facts come in envelopes. */
export const resolvers: Resolvers<RoomContext<OperatorLoaders>> = {
  Query: {
    operator: (_, { uscc }) => ({ uscc }),
    operators: async (_, { name, ...page }, { db }) => {
      const { first, after } = readPage(page, ['text', 'text'])
      const rows = await listRegistrations(db, { name: name ?? undefined, page: { first, after } })
      return connectionOf(
        rows,
        first,
        (row) => [row.name, row.uscc],
        ({ uscc }) => ({ uscc }),
      )
    },
  },
  Operator: {
    __resolveReference: ({ uscc }) => ({ uscc }),
    registration: async ({ uscc }, _, { loaders, now }) => {
      const [found, coverage] = await Promise.all([
        loaders.registrationByUscc.load(uscc),
        loaders.coverageBySource.load(source.id, uscc),
      ])
      const row = found?.registration ?? undefined
      const stated = row && { ...row, subject: row.uscc, content: row }
      const unreadSince = found?.unreadSince
      const envelope = envelopeOf({ source, asked: uscc, row: stated, coverage, unreadSince, now })
      return { ...envelope, record: row === undefined || row.deleted ? null : registrationOf(row) }
    },
    licences: async ({ uscc }, _, { loaders, now }) => {
      const [rows, coverage] = await Promise.all([
        loaders.licencesByUscc.load(uscc),
        loaders.coverageBySource.load(source.id, uscc),
      ])
      const stated = rows.flatMap(({ licence: row }) =>
        row === null ? [] : [{ ...row, subject: row.uscc, content: row }],
      )
      const unreadSince = earliestUnread(rows)
      const { members, ...evidence } = envelopeOfMany({
        source,
        asked: uscc,
        rows: stated,
        coverage,
        unreadSince,
        now,
      })
      return { ...evidence, records: members.map(licenceOf) }
    },
  },
}
