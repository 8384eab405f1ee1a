/** What would be right, a whole sentence in each language. */
export interface Advice {
  readonly zh: string
  readonly en: string
}
