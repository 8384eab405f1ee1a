import type { SigningKey } from '../simulators/signature.ts'
import { type Credential, createPartnerClient, type PartnerClient } from './client.ts'
import { type ExchangePart, exchangeParts } from './parts.ts'
import { createExchangeClient } from './police-exchange.ts'
import { platformProfile } from './profiles/platform.ts'
import { policeProfile } from './profiles/police.ts'
import type { Profile } from './profiles/profile.ts'
import { type RegisterRoom, registerProfile } from './profiles/register.ts'
import { stationProfile } from './profiles/station.ts'
import { createSession, type Session } from './session.ts'
import { soapPartner } from './station-client.ts'
import { authenticationSteps } from './steps/authentication.ts'
import { badInputSteps } from './steps/bad-input.ts'
import { cleanUpSteps } from './steps/clean-up.ts'
import { coverageSteps } from './steps/coverage.ts'
import { exchangeServiceSteps, type KnownVehicle } from './steps/exchange.ts'
import { furtherSteps } from './steps/further.ts'
import { inFlightSteps } from './steps/in-flight.ts'
import { loadSteps } from './steps/load.ts'
import { orderSteps } from './steps/order.ts'
import { quarantineSteps } from './steps/quarantine.ts'
import { receiptSteps } from './steps/receipt.ts'
import { signatureSteps } from './steps/signatures.ts'
import { exchangeSteps } from './steps/station.ts'
import { type Row, runSteps, type Step } from './steps/step.ts'

/** The hub to try, and what the partner was given for it. */
export interface HubAccess {
  url: string
  credential: Credential
  /** Keys the partner may sign with, beside or instead of its token; several during a rotation. */
  keys?: readonly SigningKey[]
  /** Requests a minute the partner may send; left out, or where parts are chosen, the kit does not try to send more. */
  quota?: number | undefined
  /** Which parts are tried; all when left out. What they leave is taken back in any case. */
  only?: readonly ExchangePart[] | undefined
}

/** Who runs the kit, and where. */
export type ConformanceRun =
  | ({ as: 'platform'; companyId: string } & HubAccess)
  | ({ as: 'station'; station: string; password: string } & HubAccess)
  | ({ as: 'register'; room: RegisterRoom } & HubAccess)
  | {
      as: 'police'
      /** The police's exchange service, and a vehicle it knows; left out where only the push is tried. */
      exchange?: { url: string; licenceKey: string; vehicle: KnownVehicle } | undefined
      /** The hub usage-type changes are pushed to; left out where only the service is tried. */
      hub?: HubAccess | undefined
    }

/** What one kind of partner does beside what everybody does. */
interface Manner {
  /** How its answers are read, where they are not ours. */
  speak?: (client: PartnerClient) => PartnerClient
  own?: (session: Session) => readonly Step[]
}

/**
 * Runs the exchange of a partner with a hub, step by step; every row is told as it is known. What the records state lies
 * in the hour before `startedAt`.
 */
export function runConformance(
  run: ConformanceRun,
  tell: (row: Row) => void = () => undefined,
  startedAt = new Date(),
): Promise<Row[]> {
  return runSteps(stepsOf(run, startedAt), tell)
}

function stepsOf(run: ConformanceRun, startedAt: Date): Step[] {
  if (run.as === 'platform') return feedSteps(run, platformProfile(run.companyId, startedAt), startedAt)
  if (run.as === 'register') return feedSteps(run, registerProfile(run.room, startedAt), startedAt)
  if (run.as === 'station')
    return feedSteps(run, stationProfile(run.station, startedAt), startedAt, {
      speak: soapPartner,
      own: (session) => exchangeSteps(session, run),
    })
  const { exchange, hub } = run
  return [
    ...(exchange
      ? exchangeServiceSteps(createExchangeClient(exchange.url, exchange.licenceKey), exchange.vehicle)
      : []),
    ...(hub ? feedSteps(hub, policeProfile(startedAt), startedAt) : []),
  ]
}

/** Steps of everybody who sends. */
function feedSteps(
  { url, credential, keys = [], quota, only }: HubAccess,
  profile: Profile,
  startedAt: Date,
  { speak = (client) => client, own = () => [] }: Manner = {},
): Step[] {
  const session = createSession(speak(createPartnerClient(url, credential)), profile, startedAt)
  const parts: Readonly<Record<ExchangePart, readonly Step[]>> = {
    authentication: authenticationSteps(session),
    receipts: receiptSteps(session),
    'in-flight': inFlightSteps(session),
    signatures: signatureSteps(session, keys),
    order: orderSteps(session),
    'bad-input': badInputSteps(session),
    quarantine: quarantineSteps(session),
    further: furtherSteps(session),
    station: own(session),
    coverage: coverageSteps(session),
  }
  return [
    ...exchangeParts.flatMap((part) => (only?.includes(part) === false ? [] : parts[part])),
    ...cleanUpSteps(session),
    ...(only === undefined ? loadSteps(session, quota) : []),
  ]
}
