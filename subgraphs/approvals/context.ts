import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import type { Outbox } from '@one-visit/kit/work/outbox.ts'
import type { Gateway } from './graph/gateway.ts'
import type { EvidenceTable } from './judging/evidence.ts'

/** What every act on an application needs: made once per room, handed on as an argument. */
export interface Frame {
  readonly db: Database
  readonly jobs: Jobs
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Logger
  /** The graph, as approvals asks it. */
  readonly gateway: Gateway
  /** Source and greatest age of every field that carries evidence. */
  readonly evidenceTable: EvidenceTable
  /** Seals resident ID numbers while a source may have to be asked by one. */
  readonly numberKey: KeyObject
  /** Kills the process at a named point, in tests of what a crash leaves behind. */
  readonly crash: CrashPoint
}
