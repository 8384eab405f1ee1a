import { HubError } from '@one-visit/kit/errors.ts'
import { readKeys } from '@one-visit/kit/graph/keys.ts'
import { isPseudonym } from '@one-visit/kit/room/pseudonym.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { companyEvidence, permitEvidence } from './company-evidence.ts'
import { fareEvidence, paymentEvidence, scaleEvidence, serviceEvidence } from './company-facts.ts'
import {
  creditEvidence,
  engagementEvidence,
  monthEvidence,
  punishmentEvidence,
  trainingEvidence,
} from './driver-evidence.ts'
import type { Resolvers } from './generated/resolvers.ts'
import type { Loaders } from './loaders.ts'
import { insuranceEvidence, mileageEvidence } from './plate-evidence.ts'
import type { VehiclePair } from './store.ts'
import { vehicleEvidence } from './vehicle-evidence.ts'

/** A company identifier of the form the interface gives it; whether anybody has it is another question. */
function readCompanyId(companyId: string): string {
  if (!/^[\p{L}\p{N}_.-]{1,32}$/u.test(companyId))
    throw new HubError('BAD_USER_INPUT', 'A companyId has 1 to 32 letters, digits, dots and hyphens.', {
      argument: 'companyId',
    })
  return companyId
}

/** A reference is a key like any other: well formed or refused, known or not. */
function readRef(ref: string): string {
  if (!isPseudonym(ref))
    throw new HubError('BAD_USER_INPUT', 'The value of ref is not a reference of a person.', {
      argument: 'ref',
    })
  return ref
}

/** Every well-formed key is answered with a stub and no database read; what is known of it, its fields say. */
export const resolvers: Resolvers<RoomContext<Loaders>> = {
  Query: {
    vehicle: (_, { vin }) => ({ vin }),
    vehicles: (_, { vins }) => readKeys('vins', vins).map((vin) => ({ vin })),
    driver: (_, { ref }) => ({ ref: readRef(ref) }),
    platform: (_, { companyId }) => ({ companyId: readCompanyId(companyId) }),
  },
  Platform: {
    __resolveReference: ({ companyId }) => ({ companyId: readCompanyId(companyId) }),
    company: async ({ companyId }, _, { loaders, now }) =>
      companyEvidence(companyId, await loaders.companyById.load(companyId), now),
    permit: async ({ companyId }, { division }, { loaders, now }) =>
      permitEvidence([companyId, division], await loaders.permitsByPlace.load([companyId, division]), now),
    scale: async ({ companyId }, _, { loaders, now }) =>
      scaleEvidence(companyId, await loaders.scaleById.load(companyId), now),
    payments: async ({ companyId }, _, { loaders, now }) =>
      paymentEvidence(companyId, await loaders.paymentsById.load(companyId), now),
    services: async ({ companyId }, { division }, { loaders, now }) =>
      serviceEvidence([companyId, division], await loaders.servicesByPlace.load([companyId, division]), now),
    fares: async ({ companyId }, { division }, { loaders, now }) =>
      fareEvidence([companyId, division], await loaders.faresByPlace.load([companyId, division]), now),
  },
  Driver: {
    __resolveReference: ({ ref }) => ({ ref: readRef(ref) }),
    platformEngagements: async ({ ref }, _, { loaders, now }) =>
      engagementEvidence(ref, await loaders.engagementsByRef.load(ref), now),
    platformPunishments: async ({ ref }, _, { loaders, now }) =>
      punishmentEvidence(ref, await loaders.punishmentsByRef.load(ref), now),
    platformCredits: async ({ ref }, _, { loaders, now }) =>
      creditEvidence(ref, await loaders.creditsByRef.load(ref), now),
    platformTrainings: async ({ ref }, _, { loaders, now }) =>
      trainingEvidence(ref, await loaders.trainingsByRef.load(ref), now),
    platformMonths: async ({ ref }, _, { loaders, now }) =>
      monthEvidence(ref, await loaders.monthsByRef.load(ref), now),
  },
  Vehicle: {
    __resolveReference: ({ vin }) => ({ vin }),
    platformRecord: async ({ vin }, { companyId }, { loaders, now }) => {
      const pair: VehiclePair = [vin, readCompanyId(companyId)]
      return vehicleEvidence(pair, await loaders.reportByPair.load(pair), now)
    },
    platformRecords: async ({ vin }, _, { loaders, now }) =>
      (await loaders.reportsByVin.load(vin)).map((row) => vehicleEvidence([vin, row.askedCompany], row, now)),
    insurance: async ({ vin }, { companyId }, { loaders, now }) => {
      const pair: VehiclePair = [vin, readCompanyId(companyId)]
      return insuranceEvidence(pair, await loaders.insuranceByPair.load(pair), now)
    },
    mileage: async ({ vin }, { companyId }, { loaders, now }) => {
      const pair: VehiclePair = [vin, readCompanyId(companyId)]
      return mileageEvidence(pair, await loaders.mileageByPair.load(pair), now)
    },
  },
}
