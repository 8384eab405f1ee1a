import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnPostgres, openOwnPostgres, postgresPrograms } from './fixtures/own-postgres.ts'
import { fillDisk, openSmallDisk } from './fixtures/small-disk.ts'
import { randomOf, thingsBatch } from './fixtures/things-batches.ts'
import { openModel, type SentThing, sendThings } from './fixtures/things-model.ts'
import { openThingsProcesses, type ThingsProcess, type ThingsProcesses } from './fixtures/things-processes.ts'

const isServer = Boolean(process.env.DATABASE_URL)
const programs = isServer ? postgresPrograms() : undefined
/** Of a new database: some 40 MB, and what the embedded one wants beside it. */
const disk = isServer && programs === undefined ? 'no initdb under /usr/lib/postgresql' : openSmallDisk(200)
if (typeof disk === 'string') console.warn(`SKIPPED: no small disk can be made here: ${disk}`)

const batchesOfRound = 40

describe.skipIf(typeof disk === 'string')('a room whose disk is full', () => {
  const { folder, release, close } = disk as Exclude<typeof disk, string>
  const random = randomOf(11)
  let server: OwnPostgres | undefined
  let processes: ThingsProcesses
  let model: ReturnType<typeof openModel>
  let room: ThingsProcess
  let ended = false

  beforeAll(async () => {
    server = programs === undefined ? undefined : await openOwnPostgres(programs, folder)
    processes = await openThingsProcesses(server?.url ?? `${folder}/data`)
    model = openModel(processes)
    room = await processes.open()
    void room.ended.then(() => {
      ended = true
    })
  })
  afterAll(async () => {
    await processes?.close()
    await server?.close()
    close()
  })

  const isReadable = async (): Promise<boolean> => server === undefined || (await server.isRunning())

  /** Sends batches one after the other; what is refused is refused with a code of the table. Answers how many were. */
  const sendAll = async (name: string, batches: readonly SentThing[][]): Promise<number> => {
    let refused = 0
    for (const [index, batch] of batches.entries()) {
      const answer = await sendThings(room.address, `${name}-${index}`, batch)
      const body = (await answer.json()) as { code?: string }
      if (answer.status === 201) model.accept(`${name}-${index}`, batch, body as never)
      else {
        refused += 1
        expect(answer.status, JSON.stringify(body)).toBe(503)
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(body.code).toBe('STORE_UNAVAILABLE')
      }
    }
    return refused
  }

  /** Gives the space back, as an operator does, who also starts a server that ended; then everything goes on. */
  const goOn = async (name: string, batches: readonly SentThing[][]): Promise<void> => {
    release()
    if (!(await isReadable())) await server?.start()
    for (const [index, batch] of batches.entries())
      await model.deliver(room.address, `${name}-${index}`, batch)
    await model.check(room)
    await model.checkReceipts(room)
    expect(ended).toBe(false)
  }

  const batchesOf = (records: number): SentThing[][] =>
    Array.from({ length: batchesOfRound }, () => thingsBatch(records, 300, random))

  it('answers an error with a code, keeps what it acknowledged, and goes on when there is space again', async () => {
    const batches = batchesOf(100)
    expect(await sendAll('before', batches.slice(0, 5))).toBe(0)
    fillDisk(folder)
    const refused = await sendAll('full', batches)
    expect(refused).toBeGreaterThan(0)
    const wasReadable = await isReadable()
    if (wasReadable) await model.checkReceipts(room)
    console.log(
      `${refused} of ${batches.length} refused; the database could ${wasReadable ? '' : 'not '}be read meanwhile`,
    )
    await goOn('full', batches)
  })

  it.each([
    'after-journal',
    'before-merge',
    'after-merge',
    'before-receipt',
    'after-receipt',
    'after-commit',
    'before-outbox-send',
    'after-outbox-send',
  ])('leaves no half of a batch when the disk fills up at %s', async (point) => {
    const batches = batchesOf(300).slice(0, 4)
    room.fillAt(point, folder)
    await sendAll(point, batches)
    await goOn(point, batches)
  })

  it('has told everything once at the end', () => model.checkDrained(room))
})
