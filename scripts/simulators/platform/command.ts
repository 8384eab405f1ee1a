import { type Command, type Given, WrongCommand } from '../../command.ts'
import { senderExits } from '../exits.ts'

/** The command line of the platform. */
export const platformCommand = {
  run: 'npm run simulate -- platform',
  purpose:
    'A ride-hailing platform: pushes what it knows over the national interface, or hands the same on as a relay does.',
  options: {
    url: {
      type: 'string',
      value: 'URL',
      default: 'http://127.0.0.1:4000/feeds/platforms',
      help: "address of the hub's platform feed",
    },
    token: { type: 'string', value: 'TOKEN', help: 'its token; it is needed (npm run partner)' },
    'company-id': { type: 'string', value: 'ID', default: 'CCZC0004', help: 'for which company it speaks' },
    'company-name': { type: 'string', value: 'NAME', help: 'sends what a platform states of itself, too' },
    uscc: {
      type: 'string',
      value: 'CODE',
      default: '91330399MA2000246J',
      help: 'with --company-name: its credit code',
    },
    vin: { type: 'string', value: 'VIN,VIN', help: 'sends these vehicles in the place of invented ones' },
    plate: { type: 'string', value: 'PLATE,PLATE', help: 'with --vin: their plates, in the same order' },
    count: { type: 'string', value: 'N', default: '1', help: 'how many vehicles are invented' },
    drivers: { type: 'string', value: 'N', default: '0', help: 'how many drivers are invented' },
    batch: { type: 'string', value: 'N', default: '100', help: 'records in one request' },
    rate: { type: 'string', value: 'N', help: 'records a second; else as fast as the hub answers' },
    seed: { type: 'string', value: 'N', default: '1', help: 'the same seed and instant give the same bytes' },
    at: { type: 'string', value: 'INSTANT', help: 'when it is, e.g. 2026-01-20T09:30:00+08:00; else now' },
    faults: {
      type: 'string',
      value: 'NAMES|FILE.json',
      help: 'what goes wrong: slow,gbk on every message, or a script (see the README)',
    },
    file: {
      type: 'string',
      value: 'FILE',
      help: 'sends a list of { "ipcType": ..., "records": [...] } as it stands, and nothing else',
    },
    relay: {
      type: 'boolean',
      default: false,
      help: 'writes OTIpcList, protobuf in gzip, in the place of JSON',
    },
  },
  exits: senderExits,
} as const satisfies Command

/** The values of the command line. @throws WrongCommand where there is no token */
export function readPlatform({ values }: Given<typeof platformCommand.options>) {
  const { token } = values
  if (!token) throw new WrongCommand('--token is needed: npm run partner gives it.')
  return { ...values, token }
}
