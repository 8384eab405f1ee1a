/** How far the clocks of other systems may be ahead of the hub's. What is further ahead is a fault of theirs. */

/** Of the time of a record, ms. A record dated further ahead would keep all later ones out. */
export const recordAheadMaxMs = 10 * 60_000

/** Of the instant up to which a source vouches for what it has sent, ms. */
export const vouchedAheadMaxMs = 2 * 60_000
