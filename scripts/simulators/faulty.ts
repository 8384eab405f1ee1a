import { createHash } from 'node:crypto'
import type { FaultPlan, FaultsNow } from './fault-script.ts'
import { type Fault, garbagePage } from './faults.ts'
import { encodeGbk } from './gbk.ts'

/** Records of one message, in the words of their format. */
export interface Batch<Entry> {
  message: string
  records: readonly Entry[]
}

/** How a simulated system writes its batches, and what of them it can get wrong. */
export interface Wire<Entry, Body extends string | Buffer = string> {
  write(batch: Batch<Entry>): { path: string; contentType: string; body: Body }
  /** What takes the records of a batch back; undefined where the format has no such message. */
  withdrawn(batch: Batch<Entry>): Batch<Entry> | undefined
  skewed(record: Entry, seconds: number): Entry
  aboutAnother(record: Entry): Entry
}

/** One request, ready to be sent. */
export interface Delivery {
  message: string
  path: string
  contentType: string
  body: Buffer
  /** How many records it carries. */
  records: number
  /** By which the hub knows a repeat: the same body under the same key. */
  key: string
  waitMs: number
  /** What was done wrong to it on purpose; none when it is as it should be. */
  faults: ReadonlySet<Fault>
}

/** A system that writes text or bytes. */
type AnyWire<Entry> = Wire<Entry, string | Buffer>

/** What a system sends for its batches when things go wrong as planned; one batch is held at a time. */
export function* deliveriesOf<Entry>(
  batches: Iterable<Batch<Entry>>,
  wire: AnyWire<Entry>,
  plan: FaultPlan,
): Generator<Delivery> {
  let held: Delivery[] = []
  let n = 0
  for (const batch of batches) {
    n += 1
    const now = plan(n)
    const deliveries = deliveriesOfOne(batch, wire, now)
    if (now.faults.has('reordered')) {
      held.push(...deliveries)
      continue
    }
    yield* deliveries
    yield* held
    held = []
  }
  yield* held
}

function deliveriesOfOne<Entry>(batch: Batch<Entry>, wire: AnyWire<Entry>, now: FaultsNow): Delivery[] {
  const { faults, slowMs, skewSeconds } = now
  if (faults.has('down')) return []
  let { records } = batch
  if (faults.has('clock-skewed')) records = records.map((record) => wire.skewed(record, skewSeconds))
  if (faults.has('wrong-vehicle')) records = records.map((record) => wire.aboutAnother(record))
  const changed = { ...batch, records }
  const delivery = { ...deliver(changed, wire, now), waitMs: faults.has('slow') ? slowMs : 0 }
  const again = { ...delivery, waitMs: 0 }
  const gone = faults.has('withdrawn') ? wire.withdrawn(changed) : undefined
  return [
    delivery,
    ...(faults.has('5xx') ? [again] : []),
    ...(faults.has('duplicate') ? [{ ...again, key: `${delivery.key}-2` }] : []),
    ...(gone === undefined ? [] : [deliver(gone, wire, now)]),
  ]
}

function deliver<Entry>(batch: Batch<Entry>, wire: AnyWire<Entry>, now: FaultsNow): Delivery {
  const { path, contentType, body: written } = wire.write(batch)
  const body = bodyOf(written, now)
  const key = createHash('sha256').update(`${path}\n`).update(body).digest('hex').slice(0, 32)
  const { message, records } = batch
  return { message, path, contentType, body, records: records.length, key, waitMs: 0, faults: now.faults }
}

function bodyOf(written: string | Buffer, now: FaultsNow): Buffer {
  const { faults } = now
  if (faults.has('garbage')) return Buffer.from(garbagePage)
  const body = bytesOf(written, now)
  return faults.has('truncated') ? body.subarray(0, Math.floor(body.length / 2)) : body
}

function bytesOf(written: string | Buffer, { faults }: FaultsNow): Buffer {
  // Bytes have no encoding to get wrong.
  if (typeof written !== 'string') return written
  return faults.has('gbk') ? encodeGbk(written) : Buffer.from(written)
}
