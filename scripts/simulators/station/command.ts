import { type Command, type Given, WrongCommand } from '../../command.ts'
import { senderExits } from '../exits.ts'

/** The command line of the station. */
export const stationCommand = {
  run: 'npm run simulate -- station',
  purpose:
    'An inspection station: fetches a token and posts visits, verdicts, and all else a station has to say.',
  options: {
    hub: {
      type: 'string',
      value: 'URL',
      default: 'http://127.0.0.1:4000/feeds/inspections',
      help: "address of the hub's inspection feed",
    },
    station: {
      type: 'string',
      value: 'NUMBER',
      default: '330303001',
      help: 'number of the station, 9 digits',
    },
    secret: {
      type: 'string',
      value: 'SECRET',
      help: 'its secret (whsec_ base64); it is needed (npm run partner)',
    },
    token: { type: 'string', value: 'PASSWORD', help: 'password of the token call; else the secret' },
    file: {
      type: 'string',
      value: 'FILE',
      help: 'sends the visits of a file, one JSON list, in the place of invented ones',
    },
    count: { type: 'string', value: 'N', default: '1', help: 'how many visits are invented' },
    rate: { type: 'string', value: 'N', help: 'records a second; else as fast as the hub answers' },
    seed: { type: 'string', value: 'N', default: '1', help: 'the same seed and instant give the same bytes' },
    at: { type: 'string', value: 'INSTANT', help: 'when it is, e.g. 2026-01-20T09:30:00+08:00; else now' },
    faults: {
      type: 'string',
      value: 'NAMES|FILE.json',
      help: 'what goes wrong: slow,gbk on every message, or a script (see the README)',
    },
    prefix: {
      type: 'string',
      value: 'PATH',
      help: 'what some deployments put before the addresses, e.g. detecting-api/',
    },
    'results-only': { type: 'boolean', default: false, help: 'sends results of visits and nothing else' },
  },
  exits: senderExits,
} as const satisfies Command

/** The values of the command line. @throws WrongCommand where there is no secret */
export function readStation({ values }: Given<typeof stationCommand.options>) {
  const { secret } = values
  if (!secret) throw new WrongCommand('--secret is needed: npm run partner gives it.')
  return { ...values, secret }
}
