import { hash } from 'node:crypto'

/** The most that the documents of a room may take of the heap, bytes, on the high side. */
const budgetBytes = 64 * 1024 * 1024

/** What a character of a document takes at most: each second one may be a token, which takes 640 (measured at the gateway). */
const bytesPerCharacter = 2 + 640 / 2

/** Holds a cache that counts its entries to what they may take together. */
export interface DocumentBudget {
  /** Notes that a text is asked for, and empties the cache first where it would take too much with it. */
  note(text: string): void
}

/**
 * Clients write values into their documents, so that there are as many as they like: what is kept of them is let go all at
 * once when it may have grown too large. What is asked for often is kept again within two requests.
 */
export function createDocumentBudget(clear: () => void, bytesMax = budgetBytes): DocumentBudget {
  const kept = new Set<string>()
  let bytes = 0
  return {
    note: (text) => {
      const key = hash('sha256', text, 'base64')
      if (kept.has(key)) return
      const more = text.length * bytesPerCharacter
      if (bytes + more > bytesMax) {
        clear()
        kept.clear()
        bytes = 0
      }
      kept.add(key)
      bytes += more
    },
  }
}
