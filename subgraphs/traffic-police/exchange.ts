import { insideTransaction } from '@one-visit/kit/database/frames.ts'
import { invariant } from '@one-visit/kit/errors.ts'
import { createBreaker } from '@one-visit/kit/work/breaker.ts'
import { Agent, errors, request } from 'undici'
import type { TmriOptions } from './config.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { type TmriQuestion, writeQuery } from './ingest/tmri-query.ts'
import { readAnswer, type TmriAnswer } from './ingest/tmri-soap.ts'
import { TmriMalformed } from './ingest/tmri-text.ts'

/** The police's exchange service, asked over the network. */
export interface Exchange {
  /** Asks one question. @throws ExchangeFault */
  ask(question: TmriQuestion): Promise<Exclude<TmriAnswer, { kind: 'refused' }>>
  /** Whether questions are kept back because the service is in trouble. */
  isLeftAlone(): boolean
  close(): Promise<void>
}

/**
 * Opens the exchange: keep-alive, no redirects, one deadline over connect, headers and body, a cap on the answer, and
 * a breaker over it all.
 */
export function openExchange({
  url,
  timeoutMs,
  answerBytesMax,
  breaker: breakerOptions,
  caller,
}: TmriOptions): Exchange {
  const agent = new Agent({ connect: { timeout: timeoutMs }, maxResponseSize: answerBytesMax })
  const breaker = createBreaker(breakerOptions, {
    // A refusal is an answer.
    isTrouble: (error) => error instanceof ExchangeFault && error.kind !== 'REFUSED',
    leftAlone: (cause) => new ExchangeFault('LEFT_ALONE', 'the exchange did not answer lately', { cause }),
  })

  const send = async (question: TmriQuestion): Promise<TmriAnswer> => {
    if (url === undefined)
      throw new ExchangeFault('NOT_CONFIGURED', 'no address of the exchange is configured')
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
        body: writeQuery(question, caller),
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const bytes = Buffer.from(await answer.body.arrayBuffer())
      if (answer.statusCode !== 200)
        throw new ExchangeFault('STATUS', `the exchange answered ${answer.statusCode}`)
      return readAnswer(bytes)
    } catch (error) {
      throw faultOf(error)
    }
  }

  return {
    ask: async (question) => {
      invariant(!insideTransaction(), 'the police are not asked while a transaction is open')
      const answer = await breaker.run(() => send(question))
      if (answer.kind === 'refused')
        throw new ExchangeFault('REFUSED', `the exchange refused: ${shownCode(answer.code)}`)
      return answer
    },
    isLeftAlone: breaker.isOpen,
    close: () => agent.destroy(),
  }
}

function faultOf(error: unknown): Error {
  if (error instanceof ExchangeFault) return error
  if (error instanceof TmriMalformed) return new ExchangeFault('MALFORMED', error.message, { cause: error })
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return new ExchangeFault('TOO_LARGE', 'the answer is larger than any answer should be', { cause: error })
  if (error instanceof Error && error.name === 'TimeoutError')
    return new ExchangeFault('LATE', 'the answer was not complete in time', { cause: error })
  return new ExchangeFault('UNREACHABLE', 'the exchange could not be reached', { cause: error })
}

/** A refusal's own text may repeat the number it was asked about, and so might its code: only what is one is shown. */
function shownCode(code: string): string {
  return /^[$A-Z-]?[$A-Z0-9]{1,5}$/i.test(code) ? code : 'a code of another form'
}
