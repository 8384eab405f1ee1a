/** Two hubs that are told the same: what the one of pure parts answers is held to what the real one does. */
import type { Sender } from './cast.ts'
import type { Answering, Asked, Batch, Beat, Comparing, ModelHub, Taken } from './model-hub.ts'

type Answer = Record<string, Record<string, unknown>>

/** Facts the senders of a run tell of. */
const facts = ['platformRecord', 'insurance', 'mileage', 'safety', 'equipment', 'usage', 'policeStatus']

const notThere: Taken = { quarantineId: undefined }

/** A hub in which two are; where they do not say the same, it is noted. */
export class BothHubs implements ModelHub {
  /** What the two said differently. */
  readonly differences: string[] = []
  private readonly real: ModelHub
  private readonly pure: ModelHub
  private readonly pureIds = new Map<string, string>()

  constructor(real: ModelHub, pure: ModelHub) {
    this.real = real
    this.pure = pure
  }

  async begin(senders: Parameters<ModelHub['begin']>[0]): Promise<void> {
    await this.real.begin(senders)
    await this.pure.begin(senders)
  }

  async take(batch: Batch): Promise<Taken> {
    const taken = await this.real.take(batch)
    this.note(batch, taken, await this.pure.take(batch))
    return taken
  }

  async takeTogether(records: readonly Batch[]): Promise<readonly Taken[]> {
    const taken = await this.real.takeTogether(records)
    const pure = await this.pure.takeTogether(records)
    for (const [place, batch] of records.entries())
      this.note(batch, taken[place] ?? notThere, pure[place] ?? notThere)
    return taken
  }

  private note(batch: Batch, taken: Taken, { quarantineId }: Taken): void {
    if ((taken.quarantineId === undefined) !== (quarantineId === undefined))
      this.differences.push(`${batch.message} is read by one: ${JSON.stringify(batch.record)}`)
    if (taken.quarantineId !== undefined) this.pureIds.set(taken.quarantineId, quarantineId ?? '')
  }

  async resubmit(id: string, batch: Batch): Promise<void> {
    await this.real.resubmit(id, batch)
    await this.pure.resubmit(this.pureIds.get(id) ?? '', batch)
  }

  async close(sender: Sender, id: string): Promise<void> {
    await this.real.close(sender, id)
    await this.pure.close(sender, this.pureIds.get(id) ?? '')
  }

  async beat(sender: Sender, beat: Beat): Promise<{ gap: boolean }> {
    const { gap } = await this.real.beat(sender, beat)
    const { gap: pure } = await this.pure.beat(sender, beat)
    if (gap !== pure) this.differences.push(`${sender} has a gap for one, after ${JSON.stringify(beat)}`)
    return { gap }
  }

  async compare(sender: Sender, comparing: Comparing): Promise<{ equal: boolean }> {
    await this.pure.compare(sender, comparing)
    return this.real.compare(sender, comparing)
  }

  async expect(station: Sender, vin: string): Promise<string> {
    const serial = await this.real.expect(station, vin)
    const pure = await this.pure.expect(station, vin)
    if (serial !== pure) this.differences.push(`${serial} is given by one, ${pure} by the other`)
    return serial
  }

  async pull(vin: string, answering: Answering): Promise<void> {
    // The real one is not left without an answer: it would ask again for minutes.
    if (answering.answer === 'NO_ANSWER') return
    await this.real.pull(vin, answering)
    await this.pure.pull(vin, answering)
  }

  async ask(asked: Asked): Promise<Answer> {
    const real = await this.real.ask(asked)
    const pure = JSON.parse(JSON.stringify(await this.pure.ask(asked))) as Answer
    for (const fact of facts) {
      const said = sureOf(real.vehicle?.[fact])
      const [here, there] = [JSON.stringify(said), JSON.stringify(alike(said, pure.vehicle?.[fact]))]
      if (here !== there)
        this.differences.push(`${fact} of ${asked.vin}: ${here}, and by the pure parts ${there}`)
    }
    return real
  }
}

/** What an envelope says that somebody may rely on: which of two records that contradict one another is shown is chance. */
function sureOf(envelope: unknown): unknown {
  const { status, unreadSince } = envelope as { status: string; unreadSince: unknown }
  return status === 'CONFLICTING' ? { status, unreadSince } : envelope
}

/** Of what the one says that which the other was asked for. */
function alike(asked: unknown, said: unknown): unknown {
  if (Array.isArray(asked) && Array.isArray(said))
    return said.map((each, index) => alike(asked[index] ?? asked[0], each))
  if (typeof asked !== 'object' || asked === null || typeof said !== 'object' || said === null) return said
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [
      name,
      alike(value, (said as Record<string, unknown>)[name]),
    ]),
  )
}
