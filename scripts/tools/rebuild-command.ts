import { type Command, dataExits, type Given, WrongCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'
import { fedRooms, isFedRoom } from '../host/room-names.ts'

/** How a room is rebuilt: read by the program before it starts, and by the owner of the data who does the work. */
export const rebuildCommand = {
  run: 'npm run rebuild',
  purpose: 'Recomputes a room from its journal and compares it with what stands, byte for byte.',
  positionals: { ROOM: `one of ${fedRooms.join(', ')}` },
  options: {
    replace: {
      type: 'boolean',
      default: false,
      help: 'puts the recomputed rows in the place of those that stand',
    },
    data: { type: 'string', value: 'DIR', default: hubDataDir(), help: 'data directory of the hub' },
  },
  environment: {
    DATABASE_URL: "the room's database, in the place of the data directory",
    MIGRATION_DATABASE_URL: 'its owner, who alone may replace rows',
    HUB_JOURNAL_KEY:
      'key of the journal (and HUB_PSEUDONYM_KEY), in the place of the keys in the data directory',
  },
  exits: { ...dataExits, 1: 'a difference is left' },
} as const satisfies Command

/** The room that is to be rebuilt, and whether rows are replaced. @throws WrongCommand */
export function readRebuild({ values, positionals }: Given<typeof rebuildCommand.options>) {
  const [room = '', ...more] = positionals
  if (!isFedRoom(room) || more.length > 0)
    throw new WrongCommand(`Say which room is to be rebuilt: ${fedRooms.join(', ')}.`)
  return { room, ...values }
}
