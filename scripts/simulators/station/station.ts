/**
 * An inspection station, as a separate program: fetches a token and posts comprehensive results (`shareDetectInfo`),
 * safety verdicts, re-tests and cancelled visits (18C62, 18C65, 18C72), the station clerk's confirmation of devices, and
 * all else a station has to say: itself, vehicles, images, reports, corrections, annulments. It shares no code with the
 * hub. Licences of stations are not theirs to send: `npm run simulate -- register --only inspections/station-licences`.
 * The options are in command.ts: `npm run simulate -- station --help`.
 */
import { readFileSync } from 'node:fs'
import { deliver, type HubAnswer } from '../deliver.ts'
import { everyTime, type FaultPlan, readFaultPlan } from '../fault-script.ts'
import type { Fault } from '../faults.ts'
import { type Delivery, deliveriesOf } from '../faulty.ts'
import { signed } from '../signature.ts'
import { readStationAnswer, type ToldStation } from './answers.ts'
import type { readStation } from './command.ts'
import { everythingOf } from './further.ts'
import { batchesOf, exchangeEnvelope, inventedVisits, type StationVisit } from './messages.ts'
import { stationWire } from './wire.ts'

export type { StationVisit } from './messages.ts'

/** What a station needs to reach the hub. */
export interface StationOptions {
  /** Base URL of the hub's inspection feed, e.g. http://127.0.0.1:4000/feeds/inspections. */
  hub: string
  /** Station number, 9 digits. */
  station: string
  /** Shared secret: key of webhook signatures (whsec_ base64). */
  secret: string
  /** Password of the token call; the secret where the station has no other. */
  password?: string | undefined
  /** What some deployments put before the addresses of the comprehensive exchange, e.g. detecting-api/. */
  prefix?: string | undefined
  /** Faults every message has; none when left out. */
  faults?: ReadonlySet<Fault>
  /** Faults by a script, in the place of `faults`. */
  plan?: FaultPlan
  /** Records a second; as fast as the hub answers when left out. */
  rate?: number | undefined
  triesMax?: number
}

/** An answer of the hub, as it came and as it is read. */
export interface StationAnswer extends ToldStation, HubAnswer {}

/** How long a token is used, ms: half of what the hub gives. */
const tokenMs = 60 * 60 * 1000

/** The requests of a station for its visits, faults included. */
export function stationDeliveries(
  station: string,
  visits: Iterable<StationVisit>,
  plan: FaultPlan,
  prefix = '',
): Iterable<Delivery> {
  const batches = function* () {
    for (const visit of visits) yield* batchesOf(visit)
  }
  return deliveriesOf(batches(), stationWire(station, prefix), plan)
}

/** Sends visits; answers of each in the order comprehensive, safety, equipment, and what else there is. */
export async function sendVisits(
  options: StationOptions,
  visits: Iterable<StationVisit>,
): Promise<StationAnswer[]> {
  const answers: StationAnswer[] = []
  for await (const answer of send(options, visits)) answers.push(answer)
  return answers
}

async function* send(options: StationOptions, visits: Iterable<StationVisit>): AsyncGenerator<StationAnswer> {
  const plan = options.plan ?? everyTime(options.faults ?? new Set())
  const answers = deliver(stationDeliveries(options.station, visits, plan, options.prefix), {
    address: addressOf(options),
    rate: options.rate,
    triesMax: options.triesMax ?? 1,
  })
  for await (const answer of answers) yield { ...answer, ...readStationAnswer(answer) }
}

/** Where a delivery goes, and by what the hub knows the station. */
function addressOf(options: StationOptions) {
  const token = tokensOf(options)
  return async ({ path, body, key }: Delivery) =>
    path.includes('restapi/')
      ? { url: `${options.hub}/${path};token=${await token()}`, headers: {} }
      : {
          url: `${options.hub}/${path}`,
          headers: signed(options.secret, { id: `msg_${key}`, body, at: new Date() }),
        }
}

function tokensOf(options: StationOptions): () => Promise<string> {
  let known: { token: string; until: number } | undefined
  return async () => {
    if (known !== undefined && known.until > Date.now()) return known.token
    const response = await fetch(`${options.hub}/${options.prefix ?? ''}restapi/detecting/get_access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: exchangeEnvelope(options.station, 'getAccessToken', {
        username: `JCZ${options.station}`,
        password: options.password ?? options.secret,
      }),
    })
    const text = await response.text()
    const { code, access_token: token } = JSON.parse(text) as { code: string; access_token?: string }
    if (code !== '1' || !token) throw new Error(`no token: ${response.status} ${text}`)
    known = { token, until: Date.now() + tokenMs }
    return token
  }
}

/** Sends one visit. */
export function sendVisit(options: StationOptions, visit: StationVisit): Promise<StationAnswer[]> {
  return sendVisits(options, [visit])
}

/** Sends the visits of a file, one JSON list, or invented ones. */
export async function main(values: ReturnType<typeof readStation>): Promise<void> {
  const seed = Number(values.seed)
  const options: StationOptions = {
    hub: values.hub.replace(/\/$/, ''),
    station: values.station,
    secret: values.secret,
    password: values.token,
    prefix: values.prefix,
    plan: readFaultPlan(values.faults, seed),
    rate: values.rate ? Number(values.rate) : undefined,
    triesMax: 5,
  }
  const at = values.at ? new Date(values.at) : new Date()
  const invented = values['results-only'] ? inventedVisits : everythingOf
  const visits = values.file
    ? (JSON.parse(readFileSync(values.file, 'utf8')) as StationVisit[])
    : invented(values.station, { seed, count: Number(values.count), at })
  let [sent, refused, unexpected] = [0, 0, 0]
  for await (const { message, status, accepted, text, receiptId, delivery } of send(options, visits)) {
    sent += 1
    if (!accepted) refused += 1
    if (!accepted && delivery.faults.size === 0) unexpected += 1
    console.log(message, status, accepted ? 'accepted' : 'REFUSED', text, receiptId ?? '')
  }
  console.log(`${sent} messages sent, ${refused} refused`)
  if (unexpected > 0) process.exitCode = 1
}
