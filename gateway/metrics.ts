/** Labels of a metric; never a person, a key or a document. */
type Labels = Readonly<Record<string, string>>

/** Counts what happens, in the text format of Prometheus. */
export interface Metrics {
  count(name: string, labels: Labels, by?: number): void
  /** Adds a duration given in ms; written as sum and count in seconds. */
  observe(name: string, labels: Labels, ms: number): void
  /** A value read when the text is written. */
  gauge(name: string, read: () => number): void
  text(): string
}

/** Metrics of one gateway. */
export function createMetrics(): Metrics {
  const values = new Map<string, number>()
  const gauges = new Map<string, () => number>()
  const add = (line: string, by: number): void => {
    values.set(line, (values.get(line) ?? 0) + by)
  }
  return {
    count: (name, labels, by = 1) => add(lineOf(name, labels), by),
    observe: (name, labels, ms) => {
      add(lineOf(`${name}_sum`, labels), ms / 1000)
      add(lineOf(`${name}_count`, labels), 1)
    },
    gauge: (name, read) => void gauges.set(name, read),
    text: () =>
      [...values, ...[...gauges].map(([name, read]) => [name, read()] as const)]
        .map(([line, value]) => `${line} ${value}\n`)
        .sort()
        .join(''),
  }
}

function lineOf(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`
}
