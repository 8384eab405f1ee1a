/** Everything that can be held against the chain: the chain itself, the sink, and the cases, both ways. */
import type { Database } from '@one-visit/kit/database/database.ts'
import { verifyCases } from './verify-cases.ts'
import { verifyAuditChain } from './verify-chain.ts'
import { verifyMandates } from './verify-mandates.ts'
import { type SinkToVerify, verifySink } from './verify-sink.ts'
import { countUnchained } from './writer.ts'

/**
 * Yields a line for everything found wrong and for what holds; answers whether nothing is wrong.
 * @param sink left out where nobody said where it is: the end of the chain and its whole are then not proven, and the
 * lines say so
 */
export async function* verifyAudit(
  db: Database,
  sink: SinkToVerify | undefined,
): AsyncGenerator<string, boolean> {
  let isWhole = true
  const chain = await verifyAuditChain(db)
  if (chain.intact) yield `${chain.rows} rows, each as it was written; digest of the last ${chain.digest}`
  else {
    isWhole = false
    yield `BROKEN at row ${chain.sequence}: ${chain.why}; ${chain.rows} rows before it are as they were written`
  }
  function* broken(sentence: string): Generator<string> {
    isWhole = false
    yield `BROKEN  ${sentence}`
  }
  if (sink === undefined) yield 'the checkpoints were not looked at: nobody said where the sink is'
  else {
    const found = verifySink(db, sink)
    let next = await found.next()
    for (; !next.done; next = await found.next()) yield* broken(next.value)
    const { checkpoints, covered } = next.value
    yield `${checkpoints} checkpoints in the sink, up to row ${covered}`
  }
  const cases = verifyCases(db)
  let next = await cases.next()
  for (; !next.done; next = await cases.next()) yield* broken(next.value)
  for await (const sentence of verifyMandates(db)) yield* broken(sentence)
  yield `${next.value} cases held against the chain`
  yield `${await countUnchained(db)} rows are not chained yet`
  return isWhole
}
