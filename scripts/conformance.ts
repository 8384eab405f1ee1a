/**
 * Tries the exchange of a partner with a hub and says what passed and why not: exit code 0 only when nothing failed.
 *
 *     npm run conformance -- --as platform --url http://127.0.0.1:4000 --token T --company-id CCZC0004
 *     npm run conformance -- --as station  --url http://127.0.0.1:4000 --secret S --station 330303001
 *     npm run conformance -- --as register --url http://127.0.0.1:4000 --token T [--room vehicles|drivers|operators]
 *     npm run conformance -- --as police   --url http://127.0.0.1:4801/trffweb/services/TmriOutAccess
 *                            --plate 浙CD12345 --kind 52 --vin LSVAA2BR9HN012345 [--licence-key K]
 *     npm run conformance -- --as police   --hub http://127.0.0.1:4000 --token T
 *
 * Whoever signs instead of showing a token gives --secret; a station gives the password of its token call as --token.
 * A run leaves a hub as it found it but for its receipts, its history and one heartbeat scope called conformance-N.
 */
import { parseArgs } from 'node:util'
import type { Credential } from './conformance/client.ts'
import { isRegisterRoom } from './conformance/profile-register.ts'
import { type ConformanceRun, runConformance } from './conformance/run.ts'
import { tableEnd, tableHead, tableRow } from './conformance/table.ts'

const { values } = parseArgs({
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

const runOf = (): ConformanceRun => {
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

try {
  const run = runOf()
  console.log(tableHead)
  const rows = await runConformance(run, (row) => console.log(tableRow(row)))
  console.log(`\n${tableEnd(rows)}`)
  process.exitCode = rows.some(({ verdict }) => verdict === 'FAIL') ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
