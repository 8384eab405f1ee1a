import type { KeyObject } from 'node:crypto'
import type { Frame } from '../context.ts'
import type { Resolve } from './address.ts'

/** What callbacks need besides the frame of the room. */
export interface Callbacks {
  readonly frame: Frame
  /** Seals signing keys. */
  readonly key: KeyObject
  readonly resolve: Resolve
  /** Whether callbacks may lead to this machine; in development only. */
  readonly loopback: boolean
}
