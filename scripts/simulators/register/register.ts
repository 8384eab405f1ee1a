/**
 * The transport register, as a separate program: pushes businesses, vehicles, drivers and licences of stations to the
 * hub, or writes the bulk files of an import to a folder. It shares no code with the hub. The options are in command.ts:
 * `npm run simulate -- register --help`.
 */
import { deliver } from '../deliver.ts'
import { type FaultPlan, readFaultPlan } from '../fault-script.ts'
import { type Batch, type Delivery, deliveriesOf } from '../faulty.ts'
import { tellAnswers } from '../run-report.ts'
import type { readRegister } from './command.ts'
import { writeBulkFile } from './files.ts'
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

/** Sends or writes what the command line asks for. */
export async function main(values: ReturnType<typeof readRegister>): Promise<void> {
  const run: RegisterRun = {
    rows: Number(values.rows),
    seed: Number(values.seed),
    at: values.at ? new Date(values.at) : new Date(),
    only: values.only?.split(','),
  }
  const { to } = values
  if (to.kind === 'files') {
    for (const message of messagesOf(run))
      console.log(await writeBulkFile(to.folder, message, to.format, registerRecords(message, run)))
    return
  }
  const headers = { authorization: `Bearer ${to.token}` }
  const base = values.url.replace(/\/$/, '')
  const plan = readFaultPlan(values.faults, run.seed)
  const deliveries = registerDeliveries(run, { plan, format: to.format, batchSize: Number(values.batch) })
  const answers = deliver(deliveries, {
    address: async ({ path }) => ({ url: `${base}/${path}`, headers }),
    rate: values.rate ? Number(values.rate) : undefined,
    triesMax: 5,
  })
  await tellAnswers(answers)
}
