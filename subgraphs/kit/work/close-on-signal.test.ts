import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeOnSignal } from './close-on-signal.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A process that closes when it is told to. */
function running() {
  const host = Object.assign(new EventEmitter(), { exit: vi.fn() })
  const closing = { resolve: (): void => undefined, reject: (_: Error): void => undefined }
  const closed = new Promise<void>((resolve, reject) => Object.assign(closing, { resolve, reject }))
  const close = vi.fn(() => closed)
  closeOnSignal({ requests: () => 3, close }, host)
  return { host, close, closing }
}

describe('a process that is signalled', () => {
  it.each(['SIGTERM', 'SIGINT'])('by %s ends with 0, and not before it has closed', async (signal) => {
    const { host, close, closing } = running()
    expect(close).not.toHaveBeenCalled()
    host.emit(signal)
    expect(console.log).toHaveBeenLastCalledWith('stopping: 3 requests to finish')
    await vi.advanceTimersByTimeAsync(8_900)
    expect(host.exit).not.toHaveBeenCalled()
    closing.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(console.log).toHaveBeenLastCalledWith('stopped')
    expect(host.exit.mock.calls).toEqual([[0]])
  })
  it('ends with 1 and says why when it cannot close', async () => {
    const { host, closing } = running()
    host.emit('SIGTERM')
    closing.reject(new Error('no way to close'))
    await vi.advanceTimersByTimeAsync(0)
    expect(host.exit.mock.calls).toEqual([[1]])
    expect(console.error).toHaveBeenCalledWith(new Error('no way to close'))
  })
  it('ends with 1 as it stands when closing takes longer than whoever signals waits', async () => {
    const { host } = running()
    host.emit('SIGTERM')
    await vi.advanceTimersByTimeAsync(9_000)
    expect(host.exit.mock.calls).toEqual([[1]])
    expect(console.error).toHaveBeenCalledWith('stopped as it stood: it did not end within 9 s')
  })
  it('closes once for one Ctrl-C that arrives from the terminal and from npm', async () => {
    const { host, close } = running()
    host.emit('SIGINT')
    await vi.advanceTimersByTimeAsync(300)
    host.emit('SIGINT')
    expect(close).toHaveBeenCalledTimes(1)
    expect(host.exit).not.toHaveBeenCalled()
  })
  it('ends at once with 1 when it is signalled again while it closes', async () => {
    const { host, close } = running()
    host.emit('SIGTERM')
    await vi.advanceTimersByTimeAsync(1_100)
    host.emit('SIGINT')
    expect(close).toHaveBeenCalledTimes(1)
    expect(host.exit.mock.calls).toEqual([[1]])
  })
})
