import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What is in use once the garbage is gone, MB. */
export interface MemorySample {
  /** How far the work had come, 0 to 1. */
  part: number
  rssMb: number
  heapMb: number
  /** Buffers and the embedded database, outside the heap. */
  externalMb: number
}

/** Memory of a long piece of work, sampled as it goes on. */
export interface MemoryProbe {
  sample(part: number): void
  /** Medians of the first and the last tenth of the work, and what the second has more than the first. */
  report(): {
    first: MemorySample
    last: MemorySample
    grownMb: { rss: number; heap: number; external: number }
  }
}

const megabytes = (bytes: number): number => Number((bytes / 1e6).toFixed(1))

/** A probe that collects all garbage before it looks. */
export function createMemoryProbe(): MemoryProbe {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const samples: MemorySample[] = []
  return {
    sample: (part) => {
      collect()
      const { rss, heapUsed, external } = process.memoryUsage()
      samples.push({
        part,
        rssMb: megabytes(rss),
        heapMb: megabytes(heapUsed),
        externalMb: megabytes(external),
      })
    },
    report: () => {
      const first = medians(samples.filter(({ part }) => part <= 0.1))
      const last = medians(samples.filter(({ part }) => part > 0.9))
      const more = (field: 'rssMb' | 'heapMb' | 'externalMb') =>
        Number((last[field] - first[field]).toFixed(1))
      return {
        first,
        last,
        grownMb: { rss: more('rssMb'), heap: more('heapMb'), external: more('externalMb') },
      }
    },
  }
}

function medians(samples: readonly MemorySample[]): MemorySample {
  return {
    part: medianOf(samples, 'part'),
    rssMb: medianOf(samples, 'rssMb'),
    heapMb: medianOf(samples, 'heapMb'),
    externalMb: medianOf(samples, 'externalMb'),
  }
}

function medianOf(samples: readonly MemorySample[], field: keyof MemorySample): number {
  const sorted = samples.map((one) => one[field]).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
