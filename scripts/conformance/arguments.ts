import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Command, exits, type Given, WrongCommand } from '../command.ts'
import type { SigningKey } from '../simulators/signature.ts'
import { type ExchangePart, exchangeParts } from './parts.ts'
import { isRegisterRoom } from './profiles/register.ts'
import type { ConformanceRun, HubAccess } from './run.ts'

/** The command line of the conformance kit. */
export const conformanceCommand = {
  run: 'npm run conformance',
  purpose:
    'Tries the exchange of a partner with a hub, step by step, and says what passed and why not; scripts/conformance/README.md shows every call. It leaves a hub as it found it but for its receipts, its history and heartbeat scopes called conformance-N.',
  options: {
    as: { type: 'string', value: 'platform|station|police|register', help: 'who you are; it is needed' },
    url: { type: 'string', value: 'URL', help: 'the hub, e.g. http://127.0.0.1:4000' },
    token: {
      type: 'string',
      value: 'TOKEN',
      help: 'your token; of a station the password of the token call',
    },
    secret: {
      type: 'string',
      value: 'SECRET',
      multiple: true,
      help: 'your secret (whsec_ base64); the old and the new during a rotation',
    },
    key: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      help: 'your Ed25519 private key, in the place of a secret',
    },
    quota: {
      type: 'string',
      value: 'N',
      help: 'tries to send more than the N requests a minute that were agreed',
    },
    only: {
      type: 'string',
      value: 'PART',
      multiple: true,
      help: `tries one part, no quota, and cleans up: ${exchangeParts.join(', ')}`,
    },
    'company-id': { type: 'string', value: 'ID', help: 'platform: for which company you speak' },
    station: { type: 'string', value: 'NUMBER', help: 'station: your number' },
    room: {
      type: 'string',
      value: 'vehicles|drivers|operators',
      default: 'vehicles',
      help: 'register: the room you send to',
    },
    exchange: {
      type: 'string',
      value: 'URL',
      help: 'police: your exchange service, which is asked about one vehicle',
    },
    plate: { type: 'string', value: 'PLATE', help: 'with --exchange: its plate' },
    kind: { type: 'string', value: 'CODE', help: 'with --exchange: kind of its plate, e.g. 52' },
    vin: { type: 'string', value: 'VIN', help: 'with --exchange: its VIN' },
    'licence-key': {
      type: 'string',
      value: 'KEY',
      default: 'CONFORMANCE',
      help: "with --exchange: the hub's key there",
    },
  },
  exits: {
    [exits.done]: 'nothing failed',
    [exits.failed]: 'a step failed; the table says why',
    [exits.wrongCommand]: 'a wrong command, or keys that cannot be read: nothing was tried',
  },
} as const satisfies Command

type Values = Given<typeof conformanceCommand.options>['values']

/** The run that is asked for. @throws WrongCommand naming what is missing or wrong */
export function readRun({ values }: Given<typeof conformanceCommand.options>): ConformanceRun {
  const needed = (name: 'url' | 'company-id' | 'station' | 'exchange' | 'plate' | 'kind' | 'vin'): string => {
    const value = values[name]
    if (!value) throw new WrongCommand(`--${name} is needed for --as ${values.as}.`)
    return value
  }

  /** The token where there is one and the partner does not sign by rule, else the first key. */
  const access = ({ signs = false } = {}): HubAccess => {
    const url = needed('url')
    const keys = keysOf(values)
    const [key] = keys
    const more = { keys, quota: quotaOf(values), only: values.only?.map(partOf) }
    const { token } = values
    if (token && !signs) return { url, credential: { kind: 'token', token }, ...more }
    if (key === undefined)
      throw new WrongCommand(
        signs ? '--secret (or --key) is needed.' : '--token, --secret or --key is needed.',
      )
    return { url, credential: { kind: 'signatures', keys: [key] }, ...more }
  }

  const exchange = () => ({
    url: needed('exchange'),
    licenceKey: values['licence-key'],
    vehicle: { plate: needed('plate'), kind: needed('kind'), vin: needed('vin') },
  })

  if (values.as === 'platform') return { as: 'platform', companyId: needed('company-id'), ...access() }
  if (values.as === 'station') {
    const station = needed('station')
    const password = values.token ?? values.secret?.[0]
    if (!password)
      throw new WrongCommand('--secret, or the password of the token call as --token, is needed.')
    return { as: 'station', station, password, ...access({ signs: true }) }
  }
  if (values.as === 'register') {
    if (!isRegisterRoom(values.room)) throw new WrongCommand('--room is vehicles, drivers or operators.')
    return { as: 'register', room: values.room, ...access() }
  }
  if (values.as === 'police') {
    if (!values.url && !values.exchange)
      throw new WrongCommand(
        '--url of the hub or --exchange, your exchange service, is needed for --as police.',
      )
    return {
      as: 'police',
      exchange: values.exchange ? exchange() : undefined,
      hub: values.url ? access() : undefined,
    }
  }
  throw new WrongCommand('--as is platform, station, police or register.')
}

function keysOf({ secret = [], key = [] }: Values): SigningKey[] {
  return [...secret.map((each): SigningKey => ({ kind: 'hmac', secret: each })), ...key.map(privateKeyOf)]
}

function privateKeyOf(path: string): SigningKey {
  try {
    const key = createPrivateKey(readFileSync(path))
    if (key.asymmetricKeyType === 'ed25519') return { kind: 'ed25519', key }
  } catch {
    throw new WrongCommand(`--key ${path} cannot be read as a private key.`)
  }
  throw new WrongCommand(`--key ${path} is not an Ed25519 key.`)
}

function quotaOf({ quota }: Values): number | undefined {
  if (quota !== undefined && !/^[1-9]\d{0,4}$/.test(quota))
    throw new WrongCommand('--quota is how many requests a minute you may send.')
  return quota === undefined ? undefined : Number(quota)
}

function partOf(text: string): ExchangePart {
  const part = exchangeParts.find((one) => one === text)
  if (part === undefined) throw new WrongCommand(`--only is ${exchangeParts.join(', ')}; not ${text}.`)
  return part
}
