import { HubError } from '@one-visit/kit/errors.ts'
import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { lastDayOf } from '@one-visit/kit/graph/last-day.ts'
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import { isPseudonym } from '@one-visit/kit/room/pseudonym.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { Qualification, Resolvers } from './generated/resolvers.ts'
import { isActiveOn } from './ingest/one-active.ts'
import type { DriverLoaders } from './loaders.ts'
import { transportRegister as source } from './source.ts'
import { listDriversOf, type QualificationRow, type RegistrationRow } from './store.ts'

/** A reference is a key like any other: well formed or refused, known or not. */
function readRef(ref: string): string {
  if (!isPseudonym(ref))
    throw new HubError('BAD_USER_INPUT', 'The value of ref is not a reference of a person.', {
      argument: 'ref',
    })
  return ref
}

function qualificationOf(row: QualificationRow): Qualification {
  return {
    category: row.category,
    name: row.nameMasked,
    valid: row.valid,
    firstIssuedOn: row.firstIssuedOn,
    ...lastDayOf(row.validUntil),
    authority: row.authority,
  }
}

function registrationOf({ uscc, active, validFrom, validUntil }: RegistrationRow) {
  return {
    operator: { uscc },
    active,
    validFrom,
    validUntil,
  }
}

/** Resolvers of the drivers room. A key is not a claim: every reference gets an answer, facts come in envelopes. */
export const resolvers: Resolvers<RoomContext<DriverLoaders>> = {
  Query: {
    operator: (_, { uscc }) => ({ uscc }),
    driver: (_, { ref }) => ({ ref: readRef(ref) }),
  },
  Driver: {
    __resolveReference: ({ ref }) => ({ ref: readRef(ref) }),
    qualification: async ({ ref }, _, { loaders, now }) => {
      const [rows, coverage] = await Promise.all([
        loaders.qualificationsByRef.load(ref),
        loaders.coverageBySource.loadUndivided(source.id),
      ])
      const stated = rows.flatMap(({ qualification: row }) =>
        row === null ? [] : [{ ...row, subject: row.ref, content: qualificationOf(row) }],
      )
      return envelopeOfMany({
        source,
        asked: ref,
        rows: stated,
        coverage,
        unreadSince: earliestUnread(rows),
        now,
      })
    },
    registrations: async ({ ref }, _, { loaders, now }) => {
      const [rows, coverage] = await Promise.all([
        loaders.registrationsByRef.load(ref),
        loaders.coverageBySource.loadUndivided(source.id),
      ])
      const today = shanghaiDay(now)
      const stated = rows.flatMap(({ registration: row }) =>
        row === null ? [] : [{ ...row, subject: row.ref, content: registrationOf(row) }],
      )
      const isTwice = stated.filter((row) => isActiveOn(row, today)).length > 1
      return envelopeOfMany({
        source,
        asked: ref,
        rows: stated,
        coverage,
        unreadSince: earliestUnread(rows),
        conflicting: isTwice || rows.some(({ moved }) => moved),
        now,
      })
    },
  },
  Operator: {
    __resolveReference: ({ uscc }) => ({ uscc }),
    drivers: async ({ uscc }, page, { db, now }) => {
      const { first, after } = readPage(page, ['text'])
      const rows = await listDriversOf(db, { uscc, day: shanghaiDay(now) }, { first, after })
      return connectionOf(
        rows,
        first,
        ({ ref }) => [ref],
        ({ ref }) => ({ ref }),
      )
    },
  },
}
