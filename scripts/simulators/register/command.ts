import { type Command, type Given, WrongCommand } from '../../command.ts'
import { senderExits } from '../exits.ts'

/** The command line of the register. */
export const registerCommand = {
  run: 'npm run simulate -- register',
  purpose:
    'The transport register: pushes businesses, vehicles, drivers and licences of stations, or writes files for npm run import.',
  options: {
    url: {
      type: 'string',
      value: 'URL',
      default: 'http://127.0.0.1:4000/feeds',
      help: "address of the hub's feeds",
    },
    token: { type: 'string', value: 'TOKEN', help: 'its token (npm run partner); needed without --out' },
    rows: { type: 'string', value: 'N', default: '100', help: 'records of each message' },
    only: {
      type: 'string',
      value: 'MESSAGES',
      help: 'e.g. vehicles/registrations,drivers/qualifications; else all',
    },
    batch: { type: 'string', value: 'N', default: '500', help: 'records in one request' },
    format: {
      type: 'string',
      value: 'FORM',
      help: 'json (the usual) or ndjson; of files ndjson (the usual) or csv',
    },
    rate: { type: 'string', value: 'N', help: 'records a second; else as fast as the hub answers' },
    seed: { type: 'string', value: 'N', default: '1', help: 'the same seed and instant give the same bytes' },
    at: { type: 'string', value: 'INSTANT', help: 'when it is, e.g. 2026-01-20T09:30:00+08:00; else now' },
    faults: {
      type: 'string',
      value: 'NAMES|FILE.json',
      help: 'what goes wrong: slow,gbk on every message, or a script (see the README)',
    },
    out: { type: 'string', value: 'DIR', help: 'writes files into a folder and sends nothing' },
  },
  exits: senderExits,
} as const satisfies Command

/** What is to be done: files to a folder, or messages to the hub. @throws WrongCommand */
export function readRegister({ values }: Given<typeof registerCommand.options>) {
  const { out, token, format } = values
  if (out !== undefined) {
    if (format !== undefined && format !== 'ndjson' && format !== 'csv')
      throw new WrongCommand(`--format of files is ndjson or csv, not ${format}.`)
    return { ...values, to: { kind: 'files', folder: out, format: format ?? 'ndjson' } } as const
  }
  if (!token) throw new WrongCommand('--token is needed (npm run partner gives it), or --out.')
  if (format !== undefined && format !== 'json' && format !== 'ndjson')
    throw new WrongCommand(`--format of messages is json or ndjson, not ${format}.`)
  return { ...values, to: { kind: 'hub', token, format: format ?? 'json' } } as const
}
