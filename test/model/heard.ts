/**
 * What of the senders' truth reached the hub, and what reached it about what did not: the bookkeeping by which `known.ts`
 * says what the hub can know. Arrays and loops; nothing of the hub.
 */
import { police, type Sender } from './cast.ts'
import type { PullAnswer } from './commands.ts'
import {
  type Change,
  type Compared,
  type Expected,
  type FactName,
  type Heartbeat,
  type Message,
  nameOf,
  type PoliceRow,
  type Pulled,
} from './said.ts'
import { factsOf, isGone, type Sources } from './sources.ts'

/** How a comparison of one fact came out. */
interface Outcome {
  sender: Sender
  fact: FactName
  at: number
  isEqual: boolean
  isOfVersions: boolean
}

/** Everything that reached the hub in a run. */
export class Told {
  readonly messages: Message[] = []
  readonly heartbeats: Heartbeat[] = []
  readonly outcomes: Outcome[] = []
  readonly pulls: Pulled[] = []
  readonly expected: Expected[] = []
  private readonly everySeconds = new Map<Sender, number | undefined>()
  private readonly arrivals = new Map<Message, number>()

  promise(sender: Sender, everySeconds: number | undefined): void {
    this.everySeconds.set(sender, everySeconds)
  }

  arrived(message: Message, now: number): void {
    this.arrivals.set(message, now)
  }

  heartbeat(beat: Heartbeat): void {
    this.heartbeats.push(beat)
  }

  compared({ sender, at, facts, isOfVersions }: Compared, sources: Sources): void {
    for (const fact of facts) {
      const there = sources.heldBy(sender, [fact], at)
      const isEqual = isOfVersions
        ? linesOf(there) === linesOf(this.heldOf(sender, fact, at))
        : there.map(nameOf).sort().join() === this.heldOf(sender, fact, at).map(nameOf).sort().join()
      this.outcomes.push({ sender, fact, at, isEqual, isOfVersions })
    }
  }

  pulled(vin: string, at: number, answer: PullAnswer, rows: readonly PoliceRow[]): void {
    // An answer about another vehicle, or none, says nothing of this one.
    if (answer !== 'ANOTHER_VEHICLE' && answer !== 'NO_ANSWER') this.pulls.push({ vin, at, rows })
  }

  /** What the hub holds of a sender as of an instant: the newest record of each name that it could read. */
  private heldOf(sender: Sender, fact: FactName, at: number): Change[] {
    const newest = new Map<string, Change>()
    for (const { change, fortune } of this.messages)
      if (fortune === 'READ' && change.sender === sender && change.what.fact === fact && change.at <= at)
        newest.set(nameOf(change), change)
    return [...newest.values()].filter(({ what }) => !isGone(what))
  }

  /** What arrived and could not be read. */
  unread(): Message[] {
    return this.messages.filter(({ fortune }) => fortune === 'UNREAD')
  }

  /** Whether a station has said that it is closed now. */
  isShut(station: string, now: number): boolean {
    const stated = this.heartbeats.findLast(
      ({ sender, closedUntil }) => sender === station && closedUntil !== undefined,
    )
    return stated?.closedUntil !== undefined && stated.closedUntil > now
  }

  /** Until when a station last said that it is closed. */
  shutUntil(station: string): number | undefined {
    return this.heartbeats.findLast(({ sender, closedUntil }) => sender === station && closedUntil !== undefined)
      ?.closedUntil
  }

  /** Whether a sender ever declared that it told everything once. */
  isLoaded(sender: Sender): boolean {
    return this.heartbeats.some((beat) => beat.sender === sender && beat.isLoaded)
  }

  /** When a sender was last heard of. */
  heardAt(sender: Sender): number | undefined {
    const heard = this.heartbeats.filter((beat) => beat.sender === sender).map(({ at }) => at)
    return heard.length === 0 ? undefined : Math.max(...heard)
  }

  /** Whether a sender that promised to speak has missed it three times. */
  isSilent(sender: Sender, now: number, closedUntil = 0): boolean {
    const every = this.everySeconds.get(sender)
    const heard = this.heardAt(sender)
    return every !== undefined && heard !== undefined && now - Math.max(heard, closedUntil) > 3 * every * 1_000
  }

  /** The instant as of which everything a sender told of was found equal, by contents; none where something never was. */
  equalAt(sender: Sender): number | undefined {
    const facts = factsOf(sender).filter((fact) =>
      this.messages.some(({ change, fortune }) => fortune === 'READ' && change.sender === sender && change.what.fact === fact),
    )
    const newest = facts.map((fact) =>
      Math.max(
        ...this.outcomes
          .filter((one) => one.sender === sender && one.fact === fact && one.isEqual && one.isOfVersions)
          .map(({ at }) => at),
      ),
    )
    const oldest = Math.min(...newest)
    return facts.length > 0 && Number.isFinite(oldest) ? oldest : undefined
  }

  /** Up to when a sender vouches that it told everything. */
  vouchedAt(sender: Sender): number | undefined {
    const [heard, equal] = [this.heardAt(sender), this.equalAt(sender)]
    return heard === undefined ? equal : Math.max(heard, equal ?? heard)
  }

  /** The instant at which it showed first that something of a sender is missing, while it is. */
  gapSince(sender: Sender): number | undefined {
    const since = [this.numberMissingSince(sender), this.differsSince(sender)].filter((at) => at !== undefined)
    return since.length === 0 ? undefined : Math.min(...since)
  }

  /** A batch is missing whose number the sender stated, until it comes or everything is equal as of then or later. */
  private numberMissingSince(sender: Sender): number | undefined {
    const equal = this.equalAt(sender) ?? Number.NEGATIVE_INFINITY
    const stated = this.messages.flatMap(({ change, number, fortune }) =>
      change.sender === sender && number !== undefined && fortune === 'NOT_THERE'
        ? [this.statedAt(sender, number)].filter((at) => at !== undefined)
        : [],
    )
    const open = stated.filter((at) => at > equal)
    return open.length === 0 ? undefined : Math.min(...open)
  }

  /** When a sender stated first that a number was sent. */
  private statedAt(sender: Sender, number: number): number | undefined {
    return this.heartbeats.find((beat) => beat.sender === sender && (beat.last ?? 0) >= number)?.at
  }

  /** The sides differed, and were not found equal by contents as of then or later. */
  private differsSince(sender: Sender): number | undefined {
    const open = this.outcomes.filter(
      (one, index) =>
        one.sender === sender &&
        !one.isEqual &&
        !this.outcomes.some(
          (other, at) =>
            other.sender === sender &&
            other.fact === one.fact &&
            other.isEqual &&
            other.isOfVersions &&
            (other.at > one.at || (other.at === one.at && at > index)),
        ),
    )
    return open.length === 0 ? undefined : Math.min(...open.map(({ at }) => at))
  }

  /**
   * Whether anybody could know of a message: it arrived, or its sender stated its number. What never arrived and what
   * nothing tells of is hidden: nobody can know that it is not known. What an administrator closed he answers for.
   */
  isVisible({ change, number, fortune }: Message): boolean {
    if (fortune === 'READ' || fortune === 'UNREAD') return true
    return fortune === 'NOT_THERE' && number !== undefined && this.statedAt(change.sender, number) !== undefined
  }

  /** Whether what a message tells is with the hub, or a newer word about the same record is. */
  isSettled(message: Message): boolean {
    if (message.fortune === 'READ') return true
    const name = nameOf(message.change)
    return this.messages.some(
      ({ change, fortune }) =>
        fortune === 'READ' &&
        change.sender === message.change.sender &&
        change.at > message.change.at &&
        nameOf(change) === name,
    )
  }

  /** What anybody could know of a vehicle by a fact. */
  visible(fact: FactName, vin: string, sender?: Sender): Message[] {
    return this.messages.filter(
      (message) =>
        message.change.what.fact === fact &&
        message.change.vin === vin &&
        (sender === undefined || message.change.sender === sender) &&
        this.isVisible(message),
    )
  }
}

const linesOf = (changes: readonly Change[]): string =>
  changes
    .map((change) => `${nameOf(change)} ${change.at}`)
    .sort()
    .join()

export { police }
