import { systemClock } from '@one-visit/kit/clock.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import { readRecord, type VersionedRow } from '@one-visit/kit/feed/read/judge.ts'
import { registrationMessage } from '@one-visit/vehicles/ingest/registration.ts'
import { sampleVehicle } from '../sample/sample-data.ts'

/** Who sends the vehicles of the benchmark. */
export const benchSource: FeedSource = {
  id: 'transport-register',
  name: '道路运政管理信息系统',
  authority: '温州市道路运输管理局',
  organisation: 'wenzhou-transport-register',
  allowed: ['*'],
}

/** Vehicles as the register sends them; no two benchmarks of one run meet the same vehicle. */
export function wireVehicles(first: number, count: number): object[] {
  return Array.from({ length: count }, (_, index) => sampleVehicle(first + index))
}

/** Vehicles as they come, judged: what the merge stage starts from. */
export function judged(wires: readonly object[]): VersionedRow[] {
  return wires.map(
    (wire) => readRecord(wire, registrationMessage, { source: benchSource, receivedAt: systemClock() }).row,
  )
}

/** Vehicles of the benchmark, judged. */
export function judgedVehicles(first: number, count: number): VersionedRow[] {
  return judged(wireVehicles(first, count))
}
