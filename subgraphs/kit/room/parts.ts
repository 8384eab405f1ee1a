import type { KeyObject } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { CrashPoint } from '../crash.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../log.ts'
import type { Post } from '../work/http.ts'
import type { Subscriber } from '../work/outbox.ts'
import type { PseudonymKey } from './pseudonym.ts'

/** What a room is built of: connections, clock and keys, made by whoever starts it and by nobody else. */
export interface RoomParts {
  db: Database
  clock: Clock
  log: Logger
  /** Public key of the gateway's principal tokens. */
  principalKey: KeyObject
  /** Wraps the keys of journal and quarantine; 32 bytes. */
  journalKey: KeyObject
  /** Whom the room tells of what changed. */
  subscribers: readonly Subscriber[]
  post: Post
  /** Ends the process at a named point, for tests of crashes; at none when left out. */
  crash?: CrashPoint
}

/** What a room is built of that receives persons: also the key that turns their ID numbers into references. */
export interface PersonRoomParts extends RoomParts {
  pseudonymKey: PseudonymKey
}
