/** How far the clocks of other systems may be away from the hub's. What is further away is a fault of theirs. */

/** Of the time of a record, ahead, ms. A record dated further ahead would keep all later ones out. */
export const recordAheadMaxMs = 10 * 60_000

/** Of the instant up to which a source vouches for what it has sent, ahead, ms. */
export const vouchedAheadMaxMs = 2 * 60_000

/** Of the time a message was signed at (Standard Webhooks), ahead or behind, seconds. */
export const clockSkewSeconds = 300
