/** What resolvers are given: by the room once, and with each request. */
import type { KeyObject } from 'node:crypto'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import type { Callbacks } from '../callbacks/context.ts'
import type { Frame } from '../context.ts'
import type { ApprovalsLoaders } from './loaders.ts'

/** What a resolver gets with each request. */
export type ApprovalsContext = RoomContext<ApprovalsLoaders>

/** What resolvers are made with. */
export interface ResolverOptions {
  readonly frame: Frame
  readonly pseudonymKey: PseudonymKey
  readonly callbacks: Callbacks
  /** Public key of certificate tokens. */
  readonly certificateKey: KeyObject
}
