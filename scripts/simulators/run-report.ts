import type { HubAnswer } from './deliver.ts'
import type { Fault } from './faults.ts'

/** What became of one record, as receipts say. */
interface RecordAnswer {
  outcome: string
  code?: string
  pointer?: string
}

/** A receipt as far as it is looked at. */
interface ReceiptAnswer {
  receiptId?: string
  counts?: Readonly<Record<string, number>>
  records?: readonly RecordAnswer[]
  code?: string
  message?: string
}

/** Faults after which a body can be refused as a whole, or some of its records be unreadable. */
const spoiling: readonly Fault[] = ['truncated', 'gbk']

/** Codes of records that are dated ahead. */
const aheadCodes = ['TIME_AHEAD']

const isAccepted = (status: number): boolean => status === 200 || status === 201

/**
 * Why an answer is not the one a delivery asked for; undefined where it is. A delivery without a fault asks for a receipt
 * with nothing in quarantine, a web page for 400; what is cut off or in GBK may be refused, what is dated ahead quarantined.
 */
function unexpectedIn({ status, body, delivery: { faults } }: HubAnswer): string | undefined {
  const { records, code = '', message = '', receiptId } = receiptOf(body)
  if (faults.has('garbage'))
    return status === 400 ? undefined : `a web page was answered with ${status}, not 400`
  const isSpoilt = spoiling.some((fault) => faults.has(fault))
  if (!isAccepted(status))
    return isSpoilt && status === 400
      ? undefined
      : `it was refused: ${status} ${code} ${message.slice(0, 200)}`
  if (receiptId === undefined) return `${status} came without a receipt`
  if (isSpoilt) return undefined
  const allowed = faults.has('clock-skewed') ? aheadCodes : []
  const bad = (records ?? []).filter(
    ({ outcome, code = '' }) => outcome === 'QUARANTINED' && !allowed.includes(code),
  )
  const [first] = bad
  return first && `${bad.length} in quarantine, the first for ${first.code} at ${first.pointer}`
}

function receiptOf(body: string): ReceiptAnswer {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/**
 * Prints every answer of a run, and at its end how many there were of each status and outcome.
 * @throws Error where an answer was not the one asked for, or none came
 */
export async function tellAnswers(
  answers: AsyncIterable<HubAnswer>,
  print: (line: string) => void = console.log,
): Promise<void> {
  const statuses = new Map<string, number>()
  const outcomes = new Map<string, number>()
  let [requests, records, unexpected] = [0, 0, 0]
  const total = (): string =>
    [
      `${requests.toLocaleString('en')} requests with ${records.toLocaleString('en')} records: ${counted(statuses, ' x ') || 'no answer'}`,
      ...(outcomes.size > 0 ? [counted(outcomes, ' ')] : []),
      `${unexpected} not as expected`,
    ].join('; ')
  try {
    for await (const answer of answers) {
      const { message, status, body, delivery } = answer
      const { receiptId, counts = {}, code } = receiptOf(body)
      const why = unexpectedIn(answer)
      requests += 1
      records += delivery.records
      addTo(statuses, String(status), 1)
      for (const [outcome, count] of Object.entries(counts)) if (count > 0) addTo(outcomes, outcome, count)
      if (why !== undefined) unexpected += 1
      const said =
        receiptId === undefined ? (code ?? body.slice(0, 200)) : `${receiptId} ${JSON.stringify(counts)}`
      print(`${message} ${status} ${said}${why === undefined ? '' : `\n  UNEXPECTED: ${why}`}`)
    }
  } finally {
    print(total())
  }
  if (unexpected > 0) throw new Error(`${unexpected} of ${requests} answers were not as expected`)
}

function counted(counts: ReadonlyMap<string, number>, join: string): string {
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${name}${join}${count.toLocaleString('en')}`)
    .join(', ')
}

function addTo(counts: Map<string, number>, name: string, more: number): void {
  return void counts.set(name, (counts.get(name) ?? 0) + more)
}
