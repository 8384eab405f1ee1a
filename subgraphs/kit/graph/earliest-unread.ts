/** The earliest of what the rows of one subject say is not read; null where they say nothing. */
export function earliestUnread(rows: readonly { unreadSince: Date | null }[]): Date | null {
  return rows.reduce<Date | null>(
    (first, { unreadSince }) =>
      unreadSince !== null && (first === null || unreadSince < first) ? unreadSince : first,
    null,
  )
}
