import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withinTime } from './within-time.ts'

const limit = { ms: 1_000, late: () => new Error('late') }
const never = (): Promise<never> => new Promise(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('work within a time', () => {
  it('gives what it gives, and leaves no timer behind', async () => {
    expect(await withinTime(limit, async () => 'done')).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  })
  it('fails of what it fails of', async () => {
    await expect(withinTime(limit, () => Promise.reject(new Error('of its own')))).rejects.toThrow(
      'of its own',
    )
    expect(vi.getTimerCount()).toBe(0)
  })
  it('fails of being late once its time is over, and is told so', async () => {
    let told: AbortSignal | undefined
    const work = withinTime(limit, (signal) => {
      told = signal
      return never()
    })
    const failed = expect(work).rejects.toThrow('late')
    vi.advanceTimersByTime(999)
    expect(told?.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    await failed
    expect(told?.reason).toEqual(new Error('late'))
  })
  it('leaves no rejection that nobody looks at, whoever failed first', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    let fail: (error: Error) => void = () => undefined
    const failing = new Promise<never>((_, reject) => {
      fail = reject
    })
    const late = expect(withinTime(limit, () => failing)).rejects.toThrow('late')
    vi.advanceTimersByTime(1_000)
    await late
    fail(new Error('too late'))
    const caller = { gone: AbortSignal.abort(), left: () => new Error('nobody waits') }
    const thrown = withinTime({ ...limit, caller }, () => {
      throw new Error('at once')
    })
    await expect(thrown).rejects.toThrow('at once')
    vi.useRealTimers()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
  it.each(['before it began', 'while it was done'])('ends when its caller left %s', async (when) => {
    const controller = new AbortController()
    if (when === 'before it began') controller.abort()
    const caller = { gone: controller.signal, left: () => new Error('nobody waits') }
    const work = withinTime({ ...limit, caller }, never)
    const failed = expect(work).rejects.toThrow('nobody waits')
    controller.abort()
    await failed
    expect(vi.getTimerCount()).toBe(0)
  })
})
