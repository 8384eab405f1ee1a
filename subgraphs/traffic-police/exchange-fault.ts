/** What went wrong with a question to the police. */
export type ExchangeFaultKind =
  | 'NOT_CONFIGURED'
  | 'UNREACHABLE'
  | 'LATE'
  | 'TOO_LARGE'
  | 'STATUS'
  | 'MALFORMED'
  | 'REFUSED'
  | 'LEFT_ALONE'

/** The police's exchange service gave no usable answer. The message holds nothing of the question. */
export class ExchangeFault extends Error {
  override readonly name = 'ExchangeFault'
  readonly kind: ExchangeFaultKind
  constructor(kind: ExchangeFaultKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
