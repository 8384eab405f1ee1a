/**
 * The transport register, as a separate program: pushes businesses, vehicles, drivers and licences of stations to the
 * hub, or writes the bulk files of an import to a folder. It shares no code with the hub.
 *
 *     npm run simulate -- register --url http://127.0.0.1:4000/feeds --token T [--rows 100] [--batch 500]
 *         [--only vehicles/registrations,drivers/qualifications] [--format json|ndjson] [--rate 1000] [--seed 1]
 *         [--at 2026-01-20T09:30:00+08:00] [--faults slow,down,... | --faults script.json]
 *     npm run simulate -- register --out DIR --rows 1000000 [--format ndjson|csv] [--only ...] [--seed 1] [--at ...]
 *
 * `--rows` counts the records of each message. The same seed and instant give the same bytes. Exit code 1 where an
 * answer is not the one asked for.
 */
import { parseArgs } from 'node:util'
import { deliver } from '../deliver.ts'
import { type FaultPlan, readFaultPlan } from '../fault-script.ts'
import { type Batch, type Delivery, deliveriesOf } from '../faulty.ts'
import { tellAnswers } from '../run-report.ts'
import { type FileFormat, fileFormats, writeBulkFile } from './files.ts'
import { type RegisterRecord, registerMessages, registerWire } from './records.ts'

/** What a run of the register is about. */
export interface RegisterRun {
  /** Records of each message. */
  rows: number
  seed: number
  at: Date
  /** Messages to send; all of them when left out. */
  only?: readonly string[] | undefined
}

/** The records of one message of a run, one at a time. @throws Error for a message the register has not */
export function* registerRecords(
  message: string,
  { rows, seed, at }: RegisterRun,
): Generator<RegisterRecord> {
  const recordOf = registerMessages[message]
  if (recordOf === undefined)
    throw new Error(`the register has no ${message}; it has ${Object.keys(registerMessages).join(', ')}`)
  for (let row = 0; row < rows; row += 1) yield recordOf({ row, seed, at })
}

const messagesOf = ({ only }: RegisterRun): readonly string[] => only ?? Object.keys(registerMessages)

/** The requests of a run, faults included. */
export function registerDeliveries(
  run: RegisterRun,
  options: { plan: FaultPlan; format?: 'json' | 'ndjson'; batchSize?: number },
): Iterable<Delivery> {
  const { plan, format = 'json', batchSize = 500 } = options
  return deliveriesOf(batchesOf(run, batchSize), registerWire(format), plan)
}

function* batchesOf(run: RegisterRun, size: number): Generator<Batch<RegisterRecord>> {
  for (const message of messagesOf(run)) {
    let records: RegisterRecord[] = []
    for (const record of registerRecords(message, run)) {
      records.push(record)
      if (records.length === size) {
        yield { message, records }
        records = []
      }
    }
    if (records.length > 0) yield { message, records }
  }
}

/** Reads the command line and sends or writes what it asks for. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000/feeds' },
      token: { type: 'string' },
      rows: { type: 'string', default: '100' },
      only: { type: 'string' },
      batch: { type: 'string', default: '500' },
      format: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      at: { type: 'string' },
      faults: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const run: RegisterRun = {
    rows: Number(values.rows),
    seed: Number(values.seed),
    at: values.at ? new Date(values.at) : new Date(),
    only: values.only?.split(','),
  }
  if (values.out) {
    const format = (values.format ?? 'ndjson') as FileFormat
    if (!fileFormats.includes(format)) throw new Error(`--format of files is ${fileFormats.join(' or ')}`)
    for (const message of messagesOf(run))
      console.log(await writeBulkFile(values.out, message, format, registerRecords(message, run)))
    return
  }
  if (!values.token) throw new Error('--token or --out is needed')
  const format = values.format ?? 'json'
  if (format !== 'json' && format !== 'ndjson') throw new Error('--format of messages is json or ndjson')
  const headers = { authorization: `Bearer ${values.token}` }
  const base = values.url.replace(/\/$/, '')
  const plan = readFaultPlan(values.faults, run.seed)
  const deliveries = registerDeliveries(run, { plan, format, batchSize: Number(values.batch) })
  const answers = deliver(deliveries, {
    address: async ({ path }) => ({ url: `${base}/${path}`, headers }),
    rate: values.rate ? Number(values.rate) : undefined,
    triesMax: 5,
  })
  await tellAnswers(answers)
}
