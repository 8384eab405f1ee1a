import { HubError } from '@one-visit/kit/errors.ts'
import { readKeys } from '@one-visit/kit/graph/keys.ts'
import { isReadable, requireReadable } from '@one-visit/kit/room/own.ts'
import { isPseudonym } from '@one-visit/kit/room/pseudonym.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import type { GraphQLResolveInfo } from 'graphql'
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

/** What a platform reports is its own: another platform is not told whether there is anything. */
function requireOwnCompany(
  companyId: string,
  { principal }: RoomContext<Loaders>,
  info: GraphQLResolveInfo,
): string {
  requireReadable(principal, 'platform:read', companyId, info)
  return companyId
}

/** The vehicle a platform is asked about, and the platform. */
function readPair(
  { vin }: { vin: string },
  { companyId }: { companyId: string },
  context: RoomContext<Loaders>,
  info: GraphQLResolveInfo,
): VehiclePair {
  return [vin, requireOwnCompany(readCompanyId(companyId), context, info)]
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
    company: async ({ companyId }, _, context, info) => {
      const id = requireOwnCompany(companyId, context, info)
      return companyEvidence(id, await context.loaders.companyById.load(id), context.now)
    },
    permit: async ({ companyId }, { division }, context, info) => {
      const place = [requireOwnCompany(companyId, context, info), division] as const
      return permitEvidence(place, await context.loaders.permitsByPlace.load(place), context.now)
    },
    scale: async ({ companyId }, _, context, info) => {
      const id = requireOwnCompany(companyId, context, info)
      return scaleEvidence(id, await context.loaders.scaleById.load(id), context.now)
    },
    payments: async ({ companyId }, _, context, info) => {
      const id = requireOwnCompany(companyId, context, info)
      return paymentEvidence(id, await context.loaders.paymentsById.load(id), context.now)
    },
    services: async ({ companyId }, { division }, context, info) => {
      const place = [requireOwnCompany(companyId, context, info), division] as const
      return serviceEvidence(place, await context.loaders.servicesByPlace.load(place), context.now)
    },
    fares: async ({ companyId }, { division }, context, info) => {
      const place = [requireOwnCompany(companyId, context, info), division] as const
      return fareEvidence(place, await context.loaders.faresByPlace.load(place), context.now)
    },
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
    platformRecord: async (vehicle, asked, context, info) => {
      const pair = readPair(vehicle, asked, context, info)
      return vehicleEvidence(pair, await context.loaders.reportByPair.load(pair), context.now)
    },
    platformRecords: async ({ vin }, _, { loaders, now, principal }) =>
      (await loaders.reportsByVin.load(vin))
        .filter(({ askedCompany }) => isReadable(principal, 'platform:read', askedCompany))
        .map((row) => vehicleEvidence([vin, row.askedCompany], row, now)),
    insurance: async (vehicle, asked, context, info) => {
      const pair = readPair(vehicle, asked, context, info)
      return insuranceEvidence(pair, await context.loaders.insuranceByPair.load(pair), context.now)
    },
    mileage: async (vehicle, asked, context, info) => {
      const pair = readPair(vehicle, asked, context, info)
      return mileageEvidence(pair, await context.loaders.mileageByPair.load(pair), context.now)
    },
  },
}
