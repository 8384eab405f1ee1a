import { type Command, dataExits, type Given, WrongCommand } from '../command.ts'
import { fedRooms, isFedRoom } from '../host/room-names.ts'

const acts = ['list', 'register', 'renew', 'retire'] as const
const idForm = /^[A-Za-z0-9._-]{1,64}$/

/** How partners are registered: read by the program before it starts, and by the owner of the data who does the work. */
export const partnerCommand = {
  run: 'npm run partner',
  purpose:
    'Says who may send to a room: lists partners, registers one, gives one new credentials, declares one out.',
  positionals: {
    'list|register|renew|retire': 'what to do; who is retired comes back by register',
    ROOM: `one of ${fedRooms.join(', ')}`,
    ID: 'the partner, up to 64 letters, digits, dots, dashes and underscores; not for list',
  },
  options: {
    name: { type: 'string', value: 'NAME', help: 'name of a partner that is registered' },
    because: {
      type: 'string',
      value: 'REASON',
      help: 'retire: why it is declared out; it is kept with the partner, and list shows it',
    },
    authority: {
      type: 'string',
      value: 'NAME',
      help: 'the authority its records are quoted as; else its name',
    },
    organisation: { type: 'string', value: 'ID', help: 'organisation of its rows; else its own id' },
    allow: { type: 'string', value: 'ID,ID|*', help: 'whom it may send for; else itself' },
    heartbeat: { type: 'string', value: 'SECONDS', help: 'how often it says that it has sent everything' },
    quota: { type: 'string', value: 'REQUESTS', help: 'requests a minute' },
    retention: { type: 'string', value: 'MONTHS', help: 'how long its journal is kept' },
    key: {
      type: 'string',
      value: 'KEY',
      multiple: true,
      help: 'its Ed25519 public key: whpk_ and base64, or SPKI DER in base64',
    },
    'drop-old': {
      type: 'boolean',
      default: false,
      help: 'renew: the old credentials are no longer accepted',
    },
  },
  environment: {
    HUB_DATA_DIR: 'data directory of the hub (.data)',
    DATABASE_URL: "the room's database, in the place of the data directory",
    HUB_JOURNAL_KEY:
      'key of the journal (and HUB_PSEUDONYM_KEY), in the place of the keys in the data directory',
  },
  exits: { ...dataExits, 1: 'what was asked for could not be done' },
} as const satisfies Command

/** What is asked for, of which room, about whom. @throws WrongCommand */
export function readPartner({ values, positionals }: Given<typeof partnerCommand.options>) {
  const [first = '', room = '', id = '', ...more] = positionals
  const act = acts.find((one) => one === first)
  if (act === undefined) throw new WrongCommand(`Say what is to be done: ${acts.join(', ')}.`)
  if (!isFedRoom(room)) throw new WrongCommand(`Say for which room: ${fedRooms.join(', ')}.`)
  if (act !== 'list' && !idForm.test(id))
    throw new WrongCommand(
      'Say for which partner: an id of up to 64 letters, digits, dots, dashes and underscores.',
    )
  if (act === 'retire' && !values.because?.trim())
    throw new WrongCommand('Say why the partner is declared out: --because REASON.')
  if (more.length > 0) throw new WrongCommand(`There is one argument too many: ${more[0]}.`)
  return { act, room, id, values }
}
