import { type Credential, createPartnerClient } from './client.ts'
import { createExchangeClient } from './police-exchange.ts'
import type { Profile } from './profile.ts'
import { platformProfile } from './profile-platform.ts'
import { policeProfile } from './profile-police.ts'
import { type RegisterRoom, registerProfile } from './profile-register.ts'
import { stationProfile } from './profile-station.ts'
import { createSession, type Session } from './session.ts'
import { soapPartner } from './station-client.ts'
import { type Row, runSteps, type Step } from './step.ts'
import { authenticationSteps } from './steps-authentication.ts'
import { badInputSteps } from './steps-bad-input.ts'
import { cleanUpSteps } from './steps-clean-up.ts'
import { coverageSteps } from './steps-coverage.ts'
import { exchangeServiceSteps, type KnownVehicle } from './steps-exchange.ts'
import { furtherSteps } from './steps-further.ts'
import { orderSteps } from './steps-order.ts'
import { quarantineSteps } from './steps-quarantine.ts'
import { receiptSteps } from './steps-receipt.ts'
import { exchangeSteps } from './steps-station.ts'

/** Who runs the kit, and where. */
export type ConformanceRun =
  | { as: 'platform'; url: string; credential: Credential; companyId: string }
  | {
      as: 'station'
      url: string
      secret: string
      /** Password of the token call; the secret where the station has no other. */
      password?: string | undefined
      station: string
    }
  | { as: 'register'; url: string; credential: Credential; room: RegisterRoom }
  | {
      as: 'police'
      /** The police's exchange service, and a vehicle it knows; left out where only the push is tried. */
      exchange?: { url: string; licenceKey: string; vehicle: KnownVehicle } | undefined
      /** The hub usage-type changes are pushed to; left out where only the service is tried. */
      hub?: { url: string; credential: Credential } | undefined
    }

const feedSteps = (session: Session, own: readonly Step[] = []): Step[] => [
  ...authenticationSteps(session),
  ...receiptSteps(session),
  ...orderSteps(session),
  ...badInputSteps(session),
  ...quarantineSteps(session),
  ...furtherSteps(session),
  ...own,
  ...coverageSteps(session),
  ...cleanUpSteps(session),
]

const sessionOf = (url: string, credential: Credential, profile: Profile, startedAt: Date): Session =>
  createSession(createPartnerClient(url, credential), profile, startedAt)

const stepsOf = (run: ConformanceRun, startedAt: Date): Step[] => {
  if (run.as === 'platform')
    return feedSteps(sessionOf(run.url, run.credential, platformProfile(run.companyId, startedAt), startedAt))
  if (run.as === 'register')
    return feedSteps(sessionOf(run.url, run.credential, registerProfile(run.room, startedAt), startedAt))
  if (run.as === 'station') {
    const { url, station, secret, password = secret } = run
    const profile = stationProfile(station, startedAt)
    const client = soapPartner(createPartnerClient(url, { kind: 'secret', secret }))
    const session = createSession(client, profile, startedAt)
    return feedSteps(session, exchangeSteps(session, { station, password }))
  }
  const { exchange, hub } = run
  return [
    ...(exchange
      ? exchangeServiceSteps(createExchangeClient(exchange.url, exchange.licenceKey), exchange.vehicle)
      : []),
    ...(hub ? feedSteps(sessionOf(hub.url, hub.credential, policeProfile(startedAt), startedAt)) : []),
  ]
}

/** Runs the exchange of a partner with a hub, step by step; every row is told as it is known. */
export const runConformance = (
  run: ConformanceRun,
  tell: (row: Row) => void = () => undefined,
): Promise<Row[]> => runSteps(stepsOf(run, new Date()), tell)
