import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Answers from this size on are compressed, bytes. */
const threshold = 1_024
/** How hard Brotli tries for an answer that is made once: gzip's time, and fewer bytes. */
const brotliQuality = 4
/** How hard it tries for a page that is kept. */
const keptQuality = 6

/**
 * Compresses answers as the client accepts. Bodies of requests stay as they came: their size is limited elsewhere. What a room answers
 * to its feeds goes through unread, and is compressed by nobody.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    global: true,
    globalDecompression: false,
    threshold,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } },
    customTypes: /^(text\/(?!event-stream)|application\/([\w.-]+\+)?(json|xml)|image\/svg\+xml)/,
  })
}

type Encoding = 'br' | 'gzip' | 'identity'

/** A page that does not change while the process lives: compressed once for each encoding, and not sent to who has it. */
export class KeptPage {
  readonly #kept = new Map<Encoding, Promise<Buffer>>()
  readonly #bytes: Buffer
  readonly #digest: string

  constructor(text: string) {
    this.#bytes = Buffer.from(text)
    this.#digest = createHash('sha256').update(this.#bytes).digest('base64url').slice(0, 22)
  }

  async send({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const encoding = encodingFor(String(headers['accept-encoding'] ?? ''))
    const tag = `"${this.#digest}-${encoding}"`
    void reply.headers({ vary: 'Accept-Encoding', etag: tag, 'cache-control': 'no-cache' })
    if (headers['if-none-match'] === tag) return reply.status(304).send()
    if (encoding !== 'identity') void reply.header('content-encoding', encoding)
    return reply.send(await this.#as(encoding))
  }

  #as(encoding: Encoding): Promise<Buffer> {
    const kept = this.#kept.get(encoding) ?? compressed(this.#bytes, encoding)
    this.#kept.set(encoding, kept)
    return kept
  }
}

async function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return promisify(gzip)(bytes)
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: keptQuality } })
}

/** The best encoding a client takes (RFC 9110, 12.5.3); one of weight 0 it does not. */
function encodingFor(accepted: string): Encoding {
  const takes = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => part.replaceAll(' ', ''))
      .filter((part) => !/;q=0(\.0*)?$/.test(part))
      .map((part) => part.split(';')[0]),
  )
  return takes.has('br') ? 'br' : takes.has('gzip') ? 'gzip' : 'identity'
}
