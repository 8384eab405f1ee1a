import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { authorityEvidence } from './authority-evidence.ts'
import { delegationEvidence, delegationsEvidence } from './delegation-evidence.ts'
import { entryEvidence } from './entry-evidence.ts'
import type { Resolvers } from './generated/resolvers.ts'
import type { OfficeLoaders } from './loaders.ts'
import { listOffices } from './store.ts'

/** Resolvers of the offices room. Details are public; whether an office may handle an item is evidence. */
export const resolvers: Resolvers<RoomContext<OfficeLoaders>> = {
  Query: {
    office: (_, { id }) => ({ id }),
    offices: async (_, { division, ...page }, { db }) => {
      const { first, after } = readPage(page, ['text'])
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
    entry: ({ id }, _, context) => entryEvidence(id, context),
    authority: ({ id }, { on }, context) => authorityEvidence(id, on ?? undefined, context),
    delegations: ({ id }, { item }, context) => delegationsEvidence(id, item, context),
    delegation: ({ id }, { item }, context) => delegationEvidence(id, item, context),
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
