import { HubError } from '@one-visit/kit/errors.ts'

/** Requests come from outside, or from the hub itself while it serves one from outside. */
export const admissionClasses = ['outer', 'inner'] as const

/** Where a request comes from. */
export type AdmissionClass = (typeof admissionClasses)[number]

/** How many requests of a class are worked on at once, and how many may wait for how long. */
export interface ClassLimits {
  readonly atOnce: number
  readonly waiting: number
  readonly waitMs: number
}

/** Limits of both classes. */
export type AdmissionLimits = Readonly<Record<AdmissionClass, ClassLimits>>

/**
 * Inner requests have as many places as outer ones, so that no outer request that got in waits for its own inner one.
 */
export const hubAdmission: AdmissionLimits = {
  outer: { atOnce: 256, waiting: 512, waitMs: 1_000 },
  inner: { atOnce: 256, waiting: 512, waitMs: 1_000 },
}

/** The door to the graph. */
export interface Admission {
  /**
   * Waits for a place at most as long as given and answers how to leave it.
   * @throws HubError OVERLOADED
   */
  enter(of: AdmissionClass, leftMs: number): Promise<() => void>
  inside(of: AdmissionClass): number
  waiting(of: AdmissionClass): number
}

interface Waiter {
  admit(): void
}

/**
 * Lets requests in, each class by a door of its own: a flood from outside fills its own places and queue and never
 * those of the hub's inner requests, without which the outer ones inside could not finish.
 */
export function createAdmission(limits: AdmissionLimits = hubAdmission): Admission {
  const doors = { outer: createDoor(limits.outer), inner: createDoor(limits.inner) }
  return {
    enter: (of, leftMs) => doors[of].enter(leftMs),
    inside: (of) => doors[of].inside(),
    waiting: (of) => doors[of].waiting(),
  }
}

function createDoor(limits: ClassLimits) {
  let inside = 0
  const queue = new Set<Waiter>()

  const leave = (): void => {
    inside -= 1
    const [next] = queue
    if (next === undefined) return
    queue.delete(next)
    next.admit()
  }
  const place = (): (() => void) => {
    inside += 1
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
    }
  }
  const enter = (leftMs: number): Promise<() => void> => {
    if (inside < limits.atOnce) return Promise.resolve(place())
    if (queue.size >= limits.waiting) return Promise.reject(overloaded())
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        admit: () => {
          clearTimeout(timer)
          resolve(place())
        },
      }
      const timer = setTimeout(
        () => {
          queue.delete(waiter)
          reject(overloaded())
        },
        Math.max(0, Math.min(limits.waitMs, leftMs)),
      )
      queue.add(waiter)
    })
  }
  return { enter, inside: () => inside, waiting: () => queue.size }
}

function overloaded(): HubError {
  return new HubError(
    'OVERLOADED',
    'The gateway works on as many requests as it can; try again in a second.',
    { retryAfterSeconds: 1 },
  )
}
