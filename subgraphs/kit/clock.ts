/** Where a program gets the time from; tests pass their own. */
export type Clock = () => Date

/** The time of the machine. */
export const systemClock: Clock = () => new Date()
