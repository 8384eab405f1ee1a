import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { SigningKey } from '../simulators/signature.ts'
import { isRegisterRoom } from './profiles/register.ts'
import type { ConformanceRun, HubAccess } from './run.ts'

const options = {
  as: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  secret: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  quota: { type: 'string' },
  'company-id': { type: 'string' },
  station: { type: 'string' },
  room: { type: 'string', default: 'vehicles' },
  exchange: { type: 'string' },
  plate: { type: 'string' },
  kind: { type: 'string' },
  vin: { type: 'string' },
  'licence-key': { type: 'string', default: 'CONFORMANCE' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** Reads the command line. @throws Error naming what is missing or wrong */
export function readArguments(args: string[]): ConformanceRun {
  const { values } = parseArgs({ args, options })

  const needed = (name: 'url' | 'company-id' | 'station' | 'exchange' | 'plate' | 'kind' | 'vin'): string => {
    const value = values[name]
    if (!value) throw new Error(`--${name} is needed for --as ${values.as}`)
    return value
  }

  /** The token where there is one and the partner does not sign by rule, else the first key. */
  const access = ({ signs = false } = {}): HubAccess => {
    const url = needed('url')
    const keys = keysOf(values)
    const [key] = keys
    const quota = quotaOf(values)
    const { token } = values
    if (token && !signs) return { url, credential: { kind: 'token', token }, keys, quota }
    if (key === undefined)
      throw new Error(signs ? '--secret (or --key) is needed' : '--token, --secret or --key is needed')
    return { url, credential: { kind: 'signatures', keys: [key] }, keys, quota }
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
    if (!password) throw new Error('--secret, or the password of the token call as --token, is needed')
    return { as: 'station', station, password, ...access({ signs: true }) }
  }
  if (values.as === 'register') {
    if (!isRegisterRoom(values.room)) throw new Error('--room is vehicles, drivers or operators')
    return { as: 'register', room: values.room, ...access() }
  }
  if (values.as === 'police') {
    if (!values.url && !values.exchange)
      throw new Error('--url of the hub or --exchange, your exchange service, is needed for --as police')
    return {
      as: 'police',
      exchange: values.exchange ? exchange() : undefined,
      hub: values.url ? access() : undefined,
    }
  }
  throw new Error('--as is platform, station, police or register')
}

function keysOf({ secret = [], key = [] }: Values): SigningKey[] {
  return [...secret.map((each): SigningKey => ({ kind: 'hmac', secret: each })), ...key.map(privateKeyOf)]
}

function privateKeyOf(path: string): SigningKey {
  try {
    const key = createPrivateKey(readFileSync(path))
    if (key.asymmetricKeyType === 'ed25519') return { kind: 'ed25519', key }
  } catch (cause) {
    throw new Error(`--key ${path} cannot be read as a private key`, { cause })
  }
  throw new Error(`--key ${path} is not an Ed25519 key`)
}

function quotaOf({ quota }: Values): number | undefined {
  if (quota !== undefined && !/^[1-9]\d{0,4}$/.test(quota))
    throw new Error('--quota is how many requests a minute you may send')
  return quota === undefined ? undefined : Number(quota)
}
