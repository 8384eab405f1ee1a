/** Parts of an exchange, as they follow each other; each stands by itself. */
export const exchangeParts = [
  'authentication',
  'receipts',
  'in-flight',
  'signatures',
  'order',
  'bad-input',
  'quarantine',
  'further',
  'station',
  'coverage',
] as const

/** A part of an exchange. */
export type ExchangePart = (typeof exchangeParts)[number]
