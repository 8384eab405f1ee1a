import { type Command, type Given, WrongCommand } from '../../command.ts'
import { senderExits } from '../exits.ts'

/** The command line of the police. */
export const policeCommand = {
  run: 'npm run simulate -- police',
  purpose:
    'The traffic police: answer queryObjectOut over SOAP, and push usage-type changes and driving licences.',
  options: {
    port: { type: 'string', value: 'N', default: '4801', help: 'port it listens on; 0 for a free one' },
    fleet: { type: 'string', value: 'FILE', help: 'the vehicles it knows, one JSON list' },
    vehicles: {
      type: 'string',
      value: 'N',
      default: '0',
      help: 'without --fleet: how many vehicles are invented',
    },
    drivers: { type: 'string', value: 'N', default: '0', help: 'how many drivers are invented' },
    answers: {
      type: 'string',
      value: 'FORMS',
      help: 'how answers are written: values (the usual), document, plain, gbk, gbk-values, broken-name, province, result, return, or any',
    },
    'licence-key': { type: 'string', value: 'KEY', help: 'key callers must have; else any will do' },
    'new-access': {
      type: 'boolean',
      default: false,
      help: 'callers must say who they are, as TmriOutNewAccess wants it',
    },
    hub: { type: 'string', value: 'URL', help: "address of the hub's usage-changes feed" },
    token: { type: 'string', value: 'TOKEN', help: 'its token (npm run partner)' },
    push: { type: 'string', value: 'changes|licences', help: 'sends what it knows, in batches, and ends' },
    rate: {
      type: 'string',
      value: 'N',
      help: 'with --push: records a second; else as fast as the hub answers',
    },
    seed: { type: 'string', value: 'N', default: '1', help: 'the same seed and instant give the same bytes' },
    at: { type: 'string', value: 'INSTANT', help: 'when it is, e.g. 2026-01-20T09:30:00+08:00; else now' },
    faults: {
      type: 'string',
      value: 'NAMES|FILE.json',
      help: 'what goes wrong: slow,gbk on every message, or a script (see the README)',
    },
  },
  exits: senderExits,
} as const satisfies Command

/** The values of the command line. @throws WrongCommand where it cannot push */
export function readPolice({ values }: Given<typeof policeCommand.options>) {
  const { push, hub: url, token } = values
  const hub = url && token ? { url, token } : undefined
  if (push === undefined) return { ...values, push, hub }
  if (!hub) throw new WrongCommand('--push needs --hub and --token.')
  if (push !== 'changes' && push !== 'licences')
    throw new WrongCommand(`--push is changes or licences, not ${push}.`)
  return { ...values, push, hub }
}
