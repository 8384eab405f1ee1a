/** Numbers from a seed, the same on every machine (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One number for a place in a run, whatever was drawn before: the same for the same seed and places. */
export function randomAt(seed: number, ...places: readonly number[]): number {
  return randomOf(
    places.reduce((mixed, place) => Math.imul(mixed ^ place, 0x9e3779b1) ^ (mixed >>> 13), seed + 1),
  )()
}
