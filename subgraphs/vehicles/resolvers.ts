import { readKeys } from '@one-visit/kit/graph/keys.ts'
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { permitsEvidence, registrationEvidence } from './evidence.ts'
import type { Resolvers } from './generated/resolvers.ts'
import type { Loaders } from './loaders.ts'
import { lookupOf, readAskedPlate } from './plate-lookup.ts'
import { findClaims } from './store.ts'

/** Every well-formed key is answered with a stub and no database read; what is known of it, its fields say. */
export const resolvers: Resolvers<RoomContext<Loaders>> = {
  Query: {
    vehicle: (_, { vin }) => ({ vin }),
    vehicles: (_, { vins }) => readKeys('vins', vins).map((vin) => ({ vin })),
    vehicleByPlate: async (_, { plate, at }, { db, now }) => {
      const asked = readAskedPlate(plate)
      return lookupOf(asked, await findClaims(db, asked.number, at ?? now))
    },
  },
  Vehicle: {
    __resolveReference: ({ vin }) => ({ vin }),
    registration: async ({ vin }, _, { loaders, now }) =>
      registrationEvidence(vin, await loaders.registrationByVin.load(vin), now),
    permits: async ({ vin }, _, { loaders, now }) =>
      permitsEvidence(vin, await loaders.permitsByVin.load(vin), now),
    plates: async ({ vin }, page, { loaders }) => {
      const read = readPage(page, ['instant', 'text'])
      const rows = await loaders.platesByVin(read).load(vin)
      return connectionOf(
        rows,
        read.first,
        ({ validFrom, observer }) => [validFrom, observer],
        ({ number, colour, kind, validFrom, validTo, observer }) => ({
          number,
          colour: colour as PlateColour | null,
          kind,
          validFrom,
          validTo,
          source: observer,
        }),
      )
    },
  },
}
