import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** The most that documents kept read and validated may take, bytes. */
const storeBytesMax = 32 * 1024 * 1024

/**
 * What a document takes of the heap, bytes, on the high side: its text, which every node leads to, and the nodes and tokens
 * read from it (`document-store.test.ts` measures both).
 */
export function documentBytes({ loc }: DocumentNode): number {
  const tokenBytes = 640
  let tokens = 0
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1
  return 2 * (loc?.source.body.length ?? 0) + tokens * tokenBytes
}

/** Where Apollo Server keeps validated documents, under the hash of their text: bounded by what they take of the heap. */
export function createDocumentStore(bytesMax = storeBytesMax) {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: bytesMax,
    sizeCalculation: documentBytes,
  })
  return {
    get: async (hash: string) => documents.get(hash),
    set: async (hash: string, document: DocumentNode) => void documents.set(hash, document),
    delete: async (hash: string) => documents.delete(hash),
    /** Bytes of all that is kept. */
    bytes: () => documents.calculatedSize,
  }
}
