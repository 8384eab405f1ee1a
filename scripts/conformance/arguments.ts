import { parseArgs } from 'node:util'
import type { Credential } from './client.ts'
import { isRegisterRoom } from './profile-register.ts'
import type { ConformanceRun } from './run.ts'

/** Reads the command line. @throws Error naming what is missing or wrong */
export const readArguments = (args: string[]): ConformanceRun => {
  const { values } = parseArgs({
    args,
    options: {
      as: { type: 'string' },
      url: { type: 'string' },
      hub: { type: 'string' },
      token: { type: 'string' },
      secret: { type: 'string' },
      'company-id': { type: 'string' },
      station: { type: 'string' },
      room: { type: 'string', default: 'vehicles' },
      plate: { type: 'string' },
      kind: { type: 'string' },
      vin: { type: 'string' },
      'licence-key': { type: 'string', default: 'CONFORMANCE' },
    },
  })

  const needed = (name: 'url' | 'secret' | 'company-id' | 'station' | 'plate' | 'kind' | 'vin'): string => {
    const value = values[name]
    if (!value) throw new Error(`--${name} is needed for --as ${values.as}`)
    return value
  }

  const credential = (): Credential => {
    if (values.secret) return { kind: 'secret', secret: values.secret }
    if (values.token) return { kind: 'token', token: values.token }
    throw new Error('--token or --secret is needed')
  }

  const policeRun = (): ConformanceRun => {
    if (!values.url && !values.hub)
      throw new Error('--url of the exchange service or --hub is needed for --as police')
    const vehicle = () => ({ plate: needed('plate'), kind: needed('kind'), vin: needed('vin') })
    return {
      as: 'police',
      exchange: values.url
        ? { url: values.url, licenceKey: values['licence-key'], vehicle: vehicle() }
        : undefined,
      hub: values.hub ? { url: values.hub, credential: credential() } : undefined,
    }
  }

  if (values.as === 'platform')
    return { as: 'platform', url: needed('url'), credential: credential(), companyId: needed('company-id') }
  if (values.as === 'station')
    return {
      as: 'station',
      url: needed('url'),
      secret: needed('secret'),
      password: values.token,
      station: needed('station'),
    }
  if (values.as === 'register') {
    if (!isRegisterRoom(values.room)) throw new Error('--room is vehicles, drivers or operators')
    return { as: 'register', url: needed('url'), credential: credential(), room: values.room }
  }
  if (values.as === 'police') return policeRun()
  throw new Error('--as is platform, station, police or register')
}
