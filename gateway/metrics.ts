import type { Breaker } from '@one-visit/kit/work/breaker.ts'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type Admission, admissionClasses } from './door/admission.ts'

/** What is read at the moment somebody asks for the metrics. */
export interface Watched {
  readonly admission: Pick<Admission, 'inside' | 'waiting'>
  /** The breaker before each room, by its name in the supergraph. */
  readonly breakers: ReadonlyMap<string, Pick<Breaker, 'isOpen'>>
  /** What the rooms of this process count, in the same format; rooms elsewhere are asked by themselves. */
  readonly rooms?: (() => Promise<string>) | undefined
}

/** What one gateway counts. Labels never hold a person, a key or a document. */
export interface Metrics {
  readonly operations: Counter<'class'>
  readonly operationSeconds: Histogram
  readonly errors: Counter<'code'>
  readonly fetches: Counter<'room' | 'outcome'>
  readonly fetchSeconds: Histogram<'room'>
  readonly fetchRetries: Counter<'room'>
  /** Everything counted, in the text format of Prometheus. */
  text(): Promise<string>
}

/** Media type of that text. */
export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE

/** Upper ends, seconds: from an answer out of memory to the longest time of an operation. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]

/** Metrics of one gateway, in a registry of its own: several gateways of one process do not count for each other. */
export function createMetrics({ admission, breakers, rooms = nothing }: Watched): Metrics {
  const registry = new Registry()
  const registers = [registry]
  watch(registry, { admission, breakers })
  return {
    operations: new Counter({
      name: 'gateway_operations_total',
      help: 'Operations answered, from outside (outer) or asked by the hub itself (inner).',
      labelNames: ['class'],
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'gateway_operation_seconds',
      help: 'Time from the arrival of a request to its answer.',
      buckets,
      registers,
    }),
    errors: new Counter({
      name: 'gateway_errors_total',
      help: 'Refusals and errors of answers, by the code that clients see.',
      labelNames: ['code'],
      registers,
    }),
    fetches: new Counter({
      name: 'gateway_fetches_total',
      help: 'Fetches from a room: ok, errors, unreachable, malformed, late or cancelled.',
      labelNames: ['room', 'outcome'],
      registers,
    }),
    fetchSeconds: new Histogram({
      name: 'gateway_fetch_seconds',
      help: 'Time of one fetch from a room, a second try included.',
      labelNames: ['room'],
      buckets,
      registers,
    }),
    fetchRetries: new Counter({
      name: 'gateway_fetch_retries_total',
      help: 'Fetches sent a second time because the room cannot have seen the first.',
      labelNames: ['room'],
      registers,
    }),
    // Rooms that cannot count, their database being out of reach, take nothing from what the gateway knows.
    text: async () => (await registry.metrics()) + (await rooms().catch(nothing)),
  }
}

async function nothing(): Promise<string> {
  return ''
}

/** Values that are not counted but read when the text is written. */
function watch(registry: Registry, { admission, breakers }: Omit<Watched, 'rooms'>): void {
  const registers = [registry]
  new Gauge({
    name: 'gateway_requests_inside',
    help: 'Requests worked on now.',
    labelNames: ['class'],
    registers,
    collect() {
      for (const each of admissionClasses) this.set({ class: each }, admission.inside(each))
    },
  })
  new Gauge({
    name: 'gateway_requests_waiting',
    help: 'Requests that wait for a place.',
    labelNames: ['class'],
    registers,
    collect() {
      for (const each of admissionClasses) this.set({ class: each }, admission.waiting(each))
    },
  })
  new Gauge({
    name: 'gateway_breaker_open',
    help: '1 while a room is left alone because it does not answer.',
    labelNames: ['room'],
    registers,
    collect() {
      for (const [room, breaker] of breakers) this.set({ room }, breaker.isOpen() ? 1 : 0)
    },
  })
}
