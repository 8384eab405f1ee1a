import type { Answer, Call, PartnerClient } from './client.ts'
import type { FeedAddress, Probe, Profile } from './profiles/profile.ts'
import { outcomesOf } from './receipt.ts'

/** One run against a hub: who asks, about what, and what was left there so far. */
export interface Session {
  client: PartnerClient
  profile: Profile
  /** When the run began. */
  startedAt: Date
  /** An instant, minutes after the first record of the run; 60 is its beginning. */
  minute(minutes: number): Date
  /** Sends records to the partner's main address, and remembers what must be taken back. */
  send(
    probes: readonly Probe[],
    more?: Omit<Call, 'path' | 'body' | 'contentType' | 'method'>,
  ): Promise<Answer>
  /** Sends records to another address of the partner's; what is accepted there is not remembered, unless by `accept`. */
  sendTo(address: FeedAddress, probes: readonly Probe[]): Promise<Answer>
  /** Asks an address of the room that is no message, e.g. receipts/ID. */
  get(path: string, more?: Partial<Call>): Promise<Answer>
  post(path: string, value: unknown): Promise<Answer>
  /** Notes a subject that was accepted by another way than `send`. */
  accept(serial: number): void
  /** Serials that were accepted and not taken back. */
  left(): readonly number[]
  /** Records in quarantine that were not corrected yet, by number, with what corrects them: also those that were dropped. */
  quarantined: Map<string, Correction>
}

/** What corrects a record in quarantine. */
export interface Correction {
  /** The corrected batch, as it is sent to `resubmit`. */
  batch: { route: string; contentType?: string; body: string | object }
  /** The subject that is then accepted, where the run takes it back by its number. */
  serial?: number
}

const minuteMs = 60_000

/** How long before the run its first record is dated, ms. */
const pastMs = 3_600_000

/** Address of a message below the hub's. */
export const pathOf = ({ room, path }: FeedAddress): string => `/feeds/${room}/${path}`

/** Starts a run. */
export function createSession(client: PartnerClient, profile: Profile, startedAt: Date): Session {
  const accepted = new Set<number>()
  const quarantined = new Map<string, Correction>()
  const base = `/feeds/${profile.room}`

  const minute = (minutes: number): Date => new Date(startedAt.getTime() - pastMs + minutes * minuteMs)
  const correctionOf = (serial: number): Correction => ({
    batch: {
      route: profile.path,
      contentType: profile.contentType,
      body: profile.write([{ serial, at: minute(45) }]),
    },
    serial,
  })

  const remember = (answer: Answer, probes: readonly Probe[]): Answer => {
    const outcomes = outcomesOf(answer)
    for (const [index, { serial, gone = false }] of probes.entries()) {
      const { outcome, quarantineId } = outcomes[index] ?? {}
      if (quarantineId !== undefined) quarantined.set(quarantineId, correctionOf(serial))
      if (outcome === 'APPLIED' && gone) accepted.delete(serial)
      else if (outcome === 'APPLIED') accepted.add(serial)
    }
    return answer
  }

  return {
    client,
    profile,
    startedAt,
    quarantined,
    minute,
    send: async (probes, more = {}) =>
      remember(
        await client.call({
          ...more,
          path: pathOf(profile),
          contentType: profile.contentType,
          body: profile.write(probes),
        }),
        probes,
      ),
    sendTo: (address, probes) =>
      client.call({
        path: pathOf(address),
        contentType: address.contentType,
        body: address.write(probes),
      }),
    get: (path, more = {}) => client.call({ ...more, method: 'GET', path: `${base}/${path}` }),
    post: (path, value) => client.call({ path: `${base}/${path}`, body: JSON.stringify(value) }),
    accept: (serial) => void accepted.add(serial),
    left: () => [...accepted],
  }
}
