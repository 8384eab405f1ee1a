/**
 * What of the senders' truth reached the hub, and what reached it about what did not: the bookkeeping by which `known.ts`
 * says what the hub can know. Arrays and loops; nothing of the hub.
 */
import type { Sender } from './cast.ts'
import type { PullAnswer } from './commands.ts'
import {
  type Change,
  type Compared,
  type Expected,
  type FactName,
  type Heartbeat,
  type Message,
  nameOf,
  namesPlate,
  type PoliceRow,
  type Pulled,
} from './said.ts'
import { factsOf, isGone, type Sources } from './sources.ts'

/** How a comparison of one fact came out. */
interface Outcome {
  sender: Sender
  scope: string
  /** The fact, or everything else its sender may send. */
  fact: FactName | 'REST'
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
  /** As of when everything a sender had told was last found equal. */
  private readonly reconciled = new Map<Sender, number>()
  /** As of when everything a sender may ever tell was. */
  private readonly wholeAgain = new Map<Sender, number>()

  promise(sender: Sender, everySeconds: number | undefined): void {
    this.everySeconds.set(sender, everySeconds)
  }

  heartbeat(beat: Omit<Heartbeat, 'came'>): void {
    const came = this.messages
      .filter(({ change }) => change.sender === beat.sender)
      .flatMap(({ number, arrivedAt: at }) =>
        number === undefined || at === undefined ? [] : [{ number, at }],
      )
    const highest = Math.max(...came.map(({ number }) => number))
    this.heartbeats.push({ ...beat, came: came.find(({ number }) => number === highest) })
  }

  compared({ sender, scope, at, facts, isOfEverything, form }: Compared, sources: Sources): void {
    for (const fact of facts) {
      const [there, here] = [sources.heldBy(sender, [fact], at), this.heldOf(sender, fact, at)]
      const isOfVersions = form === 'VERSIONS'
      const isEqual =
        there.length === here.length && (form === 'COUNTS' || linesOf(there, form) === linesOf(here, form))
      this.outcomes.push({ sender, scope, fact, at, isEqual, isOfVersions })
    }
    if (isOfEverything)
      this.outcomes.push({
        sender,
        scope,
        fact: 'REST',
        at,
        isEqual: true,
        isOfVersions: form === 'VERSIONS',
      })
    raise(this.reconciled, sender, this.everythingEqualAt(sender, scope))
    raise(this.wholeAgain, sender, this.equalAt(sender, [...factsOf(sender), 'REST'], scope))
  }

  pulled(vin: string, at: number, answer: PullAnswer, rows: readonly PoliceRow[]): void {
    // An answer about another vehicle, or none, says nothing of this one.
    if (answer !== 'ANOTHER_VEHICLE' && answer !== 'NO_ANSWER') this.pulls.push({ vin, at, rows })
  }

  /** What the hub holds of a sender as of an instant: the newest record of each name that it could read. */
  private heldOf(sender: Sender, fact: FactName, at: number): Change[] {
    const newest = new Map<string, Change>()
    for (const { change, fortune, twinOf } of this.messages)
      if (
        fortune === 'READ' &&
        twinOf === undefined &&
        change.sender === sender &&
        change.what.fact === fact &&
        change.at <= at
      )
        newest.set(nameOf(change), change)
    return [...newest.values()].filter(({ what }) => !isGone(what))
  }

  /** What arrived and could not be read. */
  unread(): Message[] {
    return this.messages.filter(({ fortune }) => fortune === 'UNREAD')
  }

  /** Other records of the same fact, sender and vehicle as a message, that were read. */
  othersOf({ change }: Message): Message[] {
    const { sender, vin, what } = change
    return this.messages.filter(
      ({ change: other, fortune }) =>
        fortune === 'READ' &&
        other.sender === sender &&
        other.vin === vin &&
        other.what.fact === what.fact &&
        nameOf(other) !== nameOf(change),
    )
  }

  /** Whether a station has said that it is closed now. */
  isShut(station: string, now: number): boolean {
    return (this.shutUntil(station) ?? 0) > now
  }

  /** Until when a station is closed by its newest word; that it is open again is said by saying nothing of it. */
  shutUntil(station: string): number | undefined {
    const words = this.heartbeats.filter(({ sender }) => sender === station)
    return words.find(({ at }, place) =>
      words.every((other, otherPlace) => other.at < at || (other.at === at && otherPlace <= place)),
    )?.closedUntil
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
    return (
      every !== undefined && heard !== undefined && now - Math.max(heard, closedUntil) > 3 * every * 1_000
    )
  }

  /** The instant as of which some facts of a sender were found equal by contents, in one scope or any; none where one never was. */
  private equalAt(sender: Sender, facts: readonly Outcome['fact'][], scope?: string): number | undefined {
    const newest = facts.map((fact) =>
      Math.max(
        ...this.outcomes
          .filter((one) => one.sender === sender && one.fact === fact && (scope ?? one.scope) === one.scope)
          .filter(({ isEqual, isOfVersions }) => isEqual && isOfVersions)
          .map(({ at }) => at),
      ),
    )
    const oldest = Math.min(...newest)
    return Number.isFinite(oldest) ? oldest : undefined
  }

  /** The instant as of which everything a sender told of until now, and whatever else it compared in a scope, was equal. */
  private everythingEqualAt(sender: Sender, scope: string): number | undefined {
    const facts = factsOf(sender).filter(
      (fact) =>
        this.outcomes.some(
          (one) => one.sender === sender && one.fact === fact && one.scope === scope && proves(one),
        ) ||
        this.messages.some(
          ({ change, fortune }) =>
            fortune === 'READ' && change.sender === sender && change.what.fact === fact,
        ),
    )
    return this.equalAt(sender, facts, scope)
  }

  /**
   * Up to when a sender vouches that it told everything of some facts: by its word, by a comparison of them, or by one of
   * all it ever told.
   */
  vouchedAt(sender: Sender, facts: readonly FactName[]): number | undefined {
    const said = [this.heardAt(sender), this.equalAt(sender, facts), this.reconciled.get(sender)]
    const instants = said.filter((at) => at !== undefined)
    return instants.length === 0 ? undefined : Math.max(...instants)
  }

  /** The instant at which it showed first that something of a sender is missing, while it is. */
  gapSince(sender: Sender): number | undefined {
    const since = [this.numberMissingSince(sender), this.differsSince(sender)].filter(
      (at) => at !== undefined,
    )
    return since.length === 0 ? undefined : Math.min(...since)
  }

  /** A batch is missing whose number the sender stated, until it comes or everything is equal as of then or later. */
  private numberMissingSince(sender: Sender): number | undefined {
    const stated = this.messages.flatMap(({ change, number, fortune }) =>
      change.sender === sender &&
      number !== undefined &&
      fortune === 'NOT_THERE' &&
      this.isMissing(sender, number)
        ? [this.statedAt(sender, number)].filter((at) => at !== undefined)
        : [],
    )
    return stated.length === 0 ? undefined : Math.min(...stated)
  }

  isStated(sender: Sender, number: number): boolean {
    return this.statedAt(sender, number) !== undefined
  }

  /**
   * Up to when all a sender told was with the hub, while something is missing: the last number stated before the word by which it
   * was, or the last comparison by which it was; none where it never was.
   */
  wholeUntil(sender: Sender): number | undefined {
    const missing = this.numberMissingSince(sender)
    const differing = this.differing(sender).map((one) => this.equalBefore(one))
    if (missing === undefined)
      return differing.includes(undefined) ? undefined : Math.min(...differing.map(Number))
    const own = this.heartbeats.filter((beat) => beat.sender === sender)
    const revealing = own.findIndex(({ at }) => at === missing)
    const numbers = own.map(({ last, came }) => [last ?? -1, came?.number ?? 0] as const)
    // A word that states no number, or one it stated before a higher one, says nothing of what was sent since.
    const before = own
      .slice(0, revealing)
      .filter(
        ({ last }, index) => last !== undefined && last >= Math.max(...numbers.slice(0, index + 1).flat()),
      )
      .map(({ at }) => at)
    if (before.length === 0 || differing.includes(undefined)) return undefined
    return Math.min(Math.max(...before), ...differing.map(Number))
  }

  /**
   * As of when all of a sender that is known to be missing was sent, while something is: by the last word that told of it, or the
   * last comparison by which the sides differ.
   */
  missingUntil(sender: Sender): number | undefined {
    const numbers = this.messages.flatMap(({ change, number, fortune }) =>
      change.sender === sender &&
      number !== undefined &&
      fortune === 'NOT_THERE' &&
      this.isMissing(sender, number)
        ? [this.sentBy(sender, number)].filter((at) => at !== undefined)
        : [],
    )
    const sent = [...numbers, ...this.differing(sender).map(({ at }) => at)]
    return sent.length === 0 ? undefined : Math.max(...sent)
  }

  /** The word by which a number was known to be sent first: because it, or a higher one, was stated or had come. */
  private toldOf(sender: Sender, number: number): Heartbeat | undefined {
    return this.heartbeats.find(
      ({ sender: by, last = 0, came }) => by === sender && (last >= number || (came?.number ?? 0) >= number),
    )
  }

  /** When a sender told first that a number was sent. */
  private statedAt(sender: Sender, number: number): number | undefined {
    return this.toldOf(sender, number)?.at
  }

  /** Comparisons by which the sides differed, and were not found equal by contents as of then or later. */
  private differing(sender: Sender): Outcome[] {
    return this.outcomes.filter(
      (one, index) =>
        one.sender === sender &&
        !one.isEqual &&
        !this.equalOnes(one).some(
          (other) => other.at > one.at || (other.at === one.at && this.outcomes.indexOf(other) > index),
        ),
    )
  }

  /** As of when the sides were last equal before they were found to differ: what differs may since then. */
  private equalBefore(one: Outcome): number | undefined {
    const before = this.equalOnes(one).filter(({ at }) => at < one.at)
    return before.length === 0 ? undefined : Math.max(...before.map(({ at }) => at))
  }

  /** Comparisons of the same that found the sides equal by contents. */
  private equalOnes({ sender, fact }: Outcome): Outcome[] {
    return this.outcomes.filter(
      (other) => other.sender === sender && other.fact === fact && other.isEqual && other.isOfVersions,
    )
  }

  /** When it showed first that the sides differ, while they do. */
  private differsSince(sender: Sender): number | undefined {
    const open = this.differing(sender)
    return open.length === 0 ? undefined : Math.min(...open.map(({ at }) => at))
  }

  /**
   * Whether anybody could know of a message: it arrived, or its sender stated its number. What never arrived and what
   * nothing tells of is hidden: nobody can know that it is not known. What an administrator closed he answers for, and
   * what a comparison of everything made up for is missing no more.
   */
  isVisible({ change, number, fortune }: Message): boolean {
    if (fortune === 'READ' || fortune === 'UNREAD') return true
    return fortune === 'NOT_THERE' && number !== undefined && this.isMissing(change.sender, number)
  }

  /** Whether a sender told of a number that never came, and not everything it may send was found equal as of then or later. */
  private isMissing(sender: Sender, number: number): boolean {
    const sentBy = this.sentBy(sender, number)
    return sentBy !== undefined && sentBy > (this.wholeAgain.get(sender) ?? Number.NEGATIVE_INFINITY)
  }

  /** By when a number that was told of was sent. */
  private sentBy(sender: Sender, number: number): number | undefined {
    const told = this.toldOf(sender, number)
    if (told === undefined) return undefined
    // Where only a higher number tells of it that came later than the word, it may have been sent until then.
    return (told.last ?? 0) >= number ? told.at : Math.max(told.at, told.came?.at ?? told.at)
  }

  /**
   * Whether what a message tells is with the hub, or a newer word about the same record is, or the newest word says the same of
   * it and was read later: whichever of the two is newer, that is what is so.
   */
  isSettled(message: Message): boolean {
    if (message.fortune === 'READ') return true
    const { change, arrivedAt } = message
    const newest = this.newestRead(change)
    if (newest === undefined) return false
    if (newest.change.at > change.at) return true
    return (
      Number(newest.readAt) > (arrivedAt ?? Number.POSITIVE_INFINITY) && saysTheSame(newest.change, change)
    )
  }

  /** The newest word about the record of a change that was read, and not of another vehicle. */
  private newestRead(change: Change): Message | undefined {
    const name = nameOf(change)
    return latestOf(
      this.messages.filter(
        ({ change: other, fortune }) =>
          fortune === 'READ' &&
          other.sender === change.sender &&
          nameOf(other) === name &&
          (other.vin === change.vin || namesPlate(change.what)),
      ),
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

/** The message of the latest change. */
export const latestOf = (messages: readonly Message[]): Message | undefined =>
  messages.reduce<Message | undefined>(
    (last, message) => (last === undefined || message.change.at > last.change.at ? message : last),
    undefined,
  )

function raise(known: Map<Sender, number>, sender: Sender, at: number | undefined): void {
  if (at !== undefined && at > (known.get(sender) ?? Number.NEGATIVE_INFINITY)) known.set(sender, at)
}

const saysTheSame = (one: Change, other: Change): boolean =>
  JSON.stringify(one.what) === JSON.stringify(other.what)

const linesOf = (changes: readonly Change[], form: 'VERSIONS' | 'KEYS'): string =>
  changes
    .map((change) => (form === 'KEYS' ? nameOf(change) : `${nameOf(change)} ${change.at}`))
    .sort()
    .join()

/** Equal keys and counts prove nothing of what is in the records; differing ones prove that they differ. */
const proves = ({ isEqual, isOfVersions }: Outcome): boolean => isOfVersions || !isEqual
