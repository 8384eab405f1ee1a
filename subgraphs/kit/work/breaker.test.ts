import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBreaker } from './breaker.ts'

class Trouble extends Error {}
class Refusal extends Error {}
class LeftAlone extends Error {}

const pauseMs = 1_000

function open() {
  vi.useFakeTimers()
  const breaker = createBreaker(
    { faultsInARow: 2, pauseMs },
    {
      isTrouble: (error) => error instanceof Trouble,
      leftAlone: (cause) => new LeftAlone('left alone', { cause }),
    },
  )
  const asked: string[] = []
  const ask = (error?: Error): Promise<unknown> =>
    breaker
      .run(async () => {
        asked.push(error?.constructor.name ?? 'answer')
        if (error !== undefined) throw error
        return 'answer'
      })
      .catch((fault: Error) => fault.constructor)
  return { breaker, asked, ask }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a breaker', () => {
  it('hands on answers and faults while it is closed', async () => {
    const { breaker, ask } = open()
    expect([await ask(), await ask(new Trouble())]).toEqual(['answer', Trouble])
    expect(breaker.isOpen()).toBe(false)
  })
  it('opens after as many faults in a row as it was told, and then asks nothing', async () => {
    const { breaker, asked, ask } = open()
    await ask(new Trouble())
    await ask(new Trouble())
    expect(breaker.isOpen()).toBe(true)
    expect(await ask()).toBe(LeftAlone)
    expect(asked).toEqual(['Trouble', 'Trouble'])
  })
  it('counts from the beginning after an answer', async () => {
    const { breaker, ask } = open()
    for (const error of [new Trouble(), undefined, new Trouble()]) await ask(error)
    expect(breaker.isOpen()).toBe(false)
  })
  it('stays closed for faults that are no trouble', async () => {
    const { breaker, ask } = open()
    for (let times = 0; times < 5; times += 1) expect(await ask(new Refusal())).toBe(Refusal)
    expect(breaker.isOpen()).toBe(false)
  })
  it('lets one question through after the pause: an answer closes it, a fault opens it again', async () => {
    const { breaker, asked, ask } = open()
    await ask(new Trouble())
    await ask(new Trouble())
    vi.advanceTimersByTime(pauseMs)
    expect(await ask(new Trouble())).toBe(Trouble)
    expect(await ask()).toBe(LeftAlone)
    vi.advanceTimersByTime(pauseMs)
    expect(await ask()).toBe('answer')
    expect(breaker.isOpen()).toBe(false)
    expect(asked).toEqual(['Trouble', 'Trouble', 'Trouble', 'answer'])
  })
})
