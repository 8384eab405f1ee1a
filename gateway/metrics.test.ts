import { describe, expect, it } from 'vitest'
import { createMetrics, type Metrics, metricsType, type Watched } from './metrics.ts'

const quiet: Watched = {
  admission: { inside: () => 0, waiting: () => 0 },
  breakers: new Map(),
}

/** The lines of the text that begin with a name. */
async function linesOf(metrics: Metrics, name: string): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith(name))
}

describe('the metrics of a gateway', () => {
  it('are the text format of Prometheus, each with its meaning and its kind', async () => {
    expect(metricsType).toBe('text/plain; version=0.0.4; charset=utf-8')
    const text = await createMetrics(quiet).text()
    const kinds = Object.fromEntries(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => [name, kind]),
    )
    expect(kinds).toEqual({
      gateway_operations_total: 'counter',
      gateway_operation_seconds: 'histogram',
      gateway_errors_total: 'counter',
      gateway_fetches_total: 'counter',
      gateway_fetch_seconds: 'histogram',
      gateway_fetch_retries_total: 'counter',
      gateway_requests_inside: 'gauge',
      gateway_requests_waiting: 'gauge',
      gateway_breaker_open: 'gauge',
    })
    for (const name of Object.keys(kinds))
      expect(text).toMatch(new RegExp(`^# HELP ${name} [A-Z1].*\\.$`, 'm'))
    expect(text.endsWith('\n')).toBe(true)
  })
  it('have below them what the rooms of the process count, where they can', async () => {
    const of = (rooms: () => Promise<string>) => createMetrics({ ...quiet, rooms }).text()
    const own = await createMetrics(quiet).text()
    expect(await of(async () => 'feed_quarantine_open 1\n')).toBe(`${own}feed_quarantine_open 1\n`)
    expect(await of(() => Promise.reject(new Error('no database')))).toBe(own)
  })

  it('count by labels', async () => {
    const metrics = createMetrics(quiet)
    metrics.fetches.inc({ room: 'vehicles', outcome: 'ok' })
    metrics.fetches.inc({ room: 'vehicles', outcome: 'ok' })
    metrics.fetches.inc({ room: 'traffic-police', outcome: 'late' })
    metrics.errors.inc({ code: 'odd "code"\n' })
    expect(await linesOf(metrics, 'gateway_fetches_total')).toEqual([
      'gateway_fetches_total{room="vehicles",outcome="ok"} 2',
      'gateway_fetches_total{room="traffic-police",outcome="late"} 1',
    ])
    expect(await linesOf(metrics, 'gateway_errors_total')).toEqual([
      'gateway_errors_total{code="odd \\"code\\"\\n"} 1',
    ])
  })
  it('know of durations how many ended within which time, in seconds', async () => {
    const metrics = createMetrics(quiet)
    for (const seconds of [0.004, 0.3, 12]) metrics.fetchSeconds.observe({ room: 'drivers' }, seconds)
    expect(await linesOf(metrics, 'gateway_fetch_seconds')).toEqual([
      ...[
        ['0.005', 1],
        ['0.01', 1],
        ['0.025', 1],
        ['0.05', 1],
        ['0.1', 1],
        ['0.25', 1],
        ['0.5', 2],
        ['1', 2],
        ['2', 2],
        ['5', 2],
        ['10', 2],
        ['+Inf', 3],
      ].map(([end, count]) => `gateway_fetch_seconds_bucket{le="${end}",room="drivers"} ${count}`),
      'gateway_fetch_seconds_sum{room="drivers"} 12.304',
      'gateway_fetch_seconds_count{room="drivers"} 3',
    ])
  })
  it('read who is inside, who waits and who is left alone when they are asked for', async () => {
    let inside = 1
    let open = false
    const metrics = createMetrics({
      admission: { inside: (each) => (each === 'outer' ? inside : 0), waiting: () => 7 },
      breakers: new Map([
        ['offices', { isOpen: () => open }],
        ['drivers', { isOpen: () => false }],
      ]),
    })
    const seen = async () => [
      ...(await linesOf(metrics, 'gateway_requests_inside')),
      ...(await linesOf(metrics, 'gateway_requests_waiting')),
      ...(await linesOf(metrics, 'gateway_breaker_open')),
    ]
    await seen()
    inside = 3
    open = true
    expect(await seen()).toEqual([
      'gateway_requests_inside{class="outer"} 3',
      'gateway_requests_inside{class="inner"} 0',
      'gateway_requests_waiting{class="outer"} 7',
      'gateway_requests_waiting{class="inner"} 7',
      'gateway_breaker_open{room="offices"} 1',
      'gateway_breaker_open{room="drivers"} 0',
    ])
  })
  it('of one gateway are not those of another of the same process', async () => {
    const [one, other] = [createMetrics(quiet), createMetrics(quiet)]
    one.operations.inc({ class: 'outer' })
    expect(await linesOf(one, 'gateway_operations_total')).toHaveLength(1)
    expect(await linesOf(other, 'gateway_operations_total')).toEqual([])
  })
})
