/** Plays a script against a hub: what is so at the senders changes, and what they tell of it arrives or not. */
import { createHash } from 'node:crypto'
import { type HeldVersion, versionsDigestOf } from '@one-visit/kit/feed/coverage/versions-digest.ts'
import { beginning, companies, hour, minute, police, roomOf, type Sender, senders, vehicles } from './cast.ts'
import {
  type Command,
  type Deed,
  type Fate,
  type Habits,
  type PullAnswer,
  placeOf,
  type Script,
  type StatedNumber,
  told,
} from './commands.ts'
import { Told } from './heard.ts'
import type { Batch, ModelHub, Taken } from './model-hub.ts'
import { type Change, type Compared, type FactName, isOfAnother, type Message } from './said.ts'
import { factsOf, Sources } from './sources.ts'
import { type Break, contradictionOf, heldOf, messageNames, misnamed, restOf, wireOf } from './wire.ts'

/** A clock the run moves. */
export interface RunClock {
  now: number
}

/** Between two commands, so that no two things are of one instant; seconds, as the formats write no less. */
const stepMs = 7_000

/** A run: the senders, the hub, and what of the one is known to the other. */
export class Run {
  readonly sources = new Sources()
  readonly told = new Told()
  private readonly numbered = new Map<Sender, number>()
  private readonly hub: ModelHub
  readonly clock: RunClock
  private readonly habits: Habits

  constructor(hub: ModelHub, clock: RunClock, habits: Habits) {
    this.hub = hub
    this.clock = clock
    this.habits = habits
  }

  /** Registers everybody and, where the run begins so, lets everybody tell everything. */
  async begin(): Promise<void> {
    this.clock.now = beginning
    await this.hub.begin(senders.map((sender) => ({ sender, everySeconds: this.everySeconds(sender) })))
    for (const sender of senders) this.told.promise(sender, this.everySeconds(sender))
    if (!this.habits.isTold) return
    for (const deed of told) await this.play({ do: 'deed', deed, fate: 'ARRIVES' })
    await this.play({ do: 'morning' })
  }

  private everySeconds(sender: Sender): number | undefined {
    // The police promise nothing: they are asked.
    return sender === police ? undefined : this.habits.everySeconds[placeOf(sender)]
  }

  async play(command: Command): Promise<void> {
    this.clock.now += stepMs
    switch (command.do) {
      case 'deed':
        return this.tell(command.deed, command.fate)
      case 'handOn':
        return this.handOn(command)
      case 'arrive':
        return this.withOne(
          this.told.messages.filter(({ isOnTheWay }) => isOnTheWay),
          command.which,
          (message) => this.arrive(message),
        )
      case 'again':
        return this.withOne(
          this.told.messages.filter(({ fortune }) => fortune === 'READ'),
          command.which,
          (message) => this.send(message.change, message.number),
        )
      case 'correct':
        return this.withOne(
          // What names another vehicle is nothing anybody would say again.
          this.told.unread().filter((message) => !isOfAnother(message)),
          command.which,
          (message) => this.correct(message, command.byNumber),
        )
      case 'mistake':
        return this.withOne(this.told.unread(), command.which, (message) =>
          this.withOne(this.told.othersOf(message), command.other, ({ change }) =>
            this.hub.resubmit(message.quarantineId ?? '', this.batchOf(change, undefined)),
          ),
        )
      case 'close':
        return this.withOne(this.told.unread(), command.which, (message) => this.close(message))
      case 'beat':
        return this.beat(command.sender, command)
      case 'compare':
        return this.compare(command)
      case 'expect':
        return this.expect(command.station as Sender, command.vin)
      case 'shut':
        return this.beat(command.station as Sender, {
          everything: false,
          numbers: 'LAST',
          late: false,
          shutFor: command.hours,
        })
      case 'pull':
        return this.pull(command.vin, command.answer)
      case 'wait':
        this.clock.now += command.minutes * minute
        return
      case 'morning':
        for (const sender of senders)
          await this.beat(sender, { everything: false, numbers: 'LAST', late: false })
        for (const vin of vehicles) await this.pull(vin, 'AS_IT_IS')
    }
  }

  private async withOne(
    messages: readonly Message[],
    which: number,
    act: (message: Message) => Promise<unknown> | unknown,
  ): Promise<void> {
    const message = messages[which % Math.max(1, messages.length)]
    if (message !== undefined) await act(message)
  }

  /** A change happens, and the message that tells of it has its fate. */
  private async tell(deed: Deed, fate: Fate): Promise<void> {
    if ('station' in deed && this.told.isShut(deed.station, this.clock.now)) return
    const change = this.sources.happen(deed, this.clock.now)
    if (change === undefined) return
    const message = {
      ...notSent(change),
      number: this.nextNumber(change.sender),
      isOnTheWay: fate === 'WAITS',
      isBroken: fate === 'BROKEN',
    }
    this.told.messages.push(message)
    if (fate === 'WAITS' || fate === 'LOST') return
    if (fate === 'BROKEN_OF_ANOTHER') return this.arriveWithAnother(message)
    const what = 'isGone' in change.what && change.what.isGone ? change.what : contradictionOf(change.what)
    // Neither has a number: senders that number tell everything twice or nothing.
    const other = what === change.what ? undefined : { ...change, what }
    const twin =
      other && twinFates.includes(fate) ? brokenTwin(message, other, breakOfTwin(fate, change)) : undefined
    if (twin !== undefined) this.told.messages.push(twin)
    if (twin !== undefined && fate === 'BROKEN_TWIN_BESIDE') return this.arriveTogether(message, twin)
    if (twin !== undefined && fate === 'BROKEN_TWIN_BEFORE') await this.arrive(twin)
    await this.arrive(message)
    if (twin !== undefined && fate === 'BROKEN_TWIN_AFTER') await this.arrive(twin)
    if (other !== undefined && fate === 'TWICE_TOLD') {
      await this.send(other, undefined)
      message.isContradicted = true
    }
  }

  private async handOn({ company, to, by, fates }: Extract<Command, { do: 'handOn' }>): Promise<void> {
    const bearer = vehicles.find((vin) => vin !== to && this.sources.plateOn(company, vin) !== undefined)
    const plate = bearer && this.sources.plateOn(company, bearer)
    if (bearer === undefined || plate === undefined) return
    await this.tell({ deed: by, company, vin: bearer }, fates[0])
    this.clock.now += stepMs
    await this.tell({ deed: 'bear', company, vin: to, plate }, fates[1])
  }

  private nextNumber(sender: Sender): number | undefined {
    if (!this.habits.numbers[placeOf(sender)]) return undefined
    const number = (this.numbered.get(sender) ?? 0) + 1
    this.numbered.set(sender, number)
    return number
  }

  private async arrive(message: Message): Promise<void> {
    this.isTaken(message, await this.send(message.change, message.number, breakOf(message)))
  }

  /** Two messages come in one batch, either of them first. */
  private async arriveTogether(...both: readonly [Message, Message]): Promise<void> {
    const messages = isOdd(both[0].change) ? both : both.toReversed()
    const taken = await this.hub.takeTogether(
      messages.map((message) => this.batchOf(message.change, message.number, breakOf(message))),
    )
    for (const [place, message] of messages.entries())
      this.isTaken(message, taken[place] ?? { quarantineId: undefined })
  }

  /** What a record was said to be of a moment before names another vehicle, and comes before it or after it. */
  private async arriveWithAnother(message: Message): Promise<void> {
    const place = (vehicles as readonly string[]).indexOf(message.change.vin)
    const other = misnamed(message.change, vehicles[(place + 1) % vehicles.length] ?? '')
    if (other === undefined) return this.arrive(message)
    const twin = brokenTwin(message, other, 'BESIDES')
    this.told.messages.push(twin)
    for (const one of isOdd(message.change) ? [message, twin] : [twin, message]) await this.arrive(one)
  }

  private isTaken(message: Message, { quarantineId }: Taken): void {
    message.isOnTheWay = false
    message.arrivedAt = this.clock.now
    message.quarantineId = quarantineId
    if (quarantineId === undefined) this.isRead(message)
    else message.fortune = 'UNREAD'
  }

  private async send(change: Change, number: number | undefined, broken?: Break) {
    return this.hub.take(this.batchOf(change, number, broken))
  }

  private batchOf(change: Change, number: number | undefined, broken?: Break): Batch {
    return {
      sender: change.sender,
      message: messageNames[change.what.fact],
      record: wireOf(change, broken),
      number,
    }
  }

  private async correct(message: Message, byNumber: boolean): Promise<void> {
    if (byNumber) await this.hub.resubmit(message.quarantineId ?? '', this.batchOf(message.change, undefined))
    else await this.send(message.change, undefined)
    this.isRead(message)
  }

  private isRead(message: Message): void {
    message.fortune = 'READ'
    message.readAt = this.clock.now
    if (message.twinOf === undefined) return
    message.isContradicted = true
    message.twinOf.isContradicted = true
  }

  private async close(message: Message): Promise<void> {
    await this.hub.close(message.change.sender, message.quarantineId ?? '')
    message.fortune = 'CLOSED'
  }

  private async beat(
    sender: Sender,
    how: { everything: boolean; numbers: StatedNumber; late: boolean; shutFor?: number },
  ): Promise<void> {
    const at = this.clock.now - (how.late ? hour : 0)
    const last = this.lastNumber(sender, at, how.numbers)
    const closedUntil = how.shutFor === undefined ? undefined : this.clock.now + how.shutFor * hour
    const isLoaded = this.habits.loads[placeOf(sender)] === true
    await this.hub.beat(sender, {
      scope: how.everything || sender === police ? '*' : sender,
      at: new Date(at).toISOString(),
      ...(last !== undefined && { lastSequence: last }),
      ...(isLoaded && { initialLoadCompleted: true as const }),
      ...(closedUntil !== undefined && { closedUntil: new Date(closedUntil).toISOString() }),
    })
    this.told.heartbeat({ sender, at, last, isLoaded, closedUntil })
  }

  /** The number a sender states as its last at an instant; none where it numbers nothing. */
  private lastNumber(sender: Sender, at: number, numbers: StatedNumber): number | undefined {
    if (!this.habits.numbers[placeOf(sender)] || numbers === 'NONE') return undefined
    const made = this.told.messages.filter(({ change }) => change.sender === sender && change.at <= at)
    const last = made.findLast(({ twinOf }) => twinOf === undefined)?.number ?? 0
    // Behind what it said before, not of what it never said: that would be a lie nobody can see through.
    return numbers === 'BEHIND' && this.told.isStated(sender, last) ? Math.max(0, last - 2) : last
  }

  private async compare(command: Extract<Command, { do: 'compare' }>): Promise<void> {
    const { sender, form, one } = command
    const at = this.clock.now - command.hoursAgo * hour
    const all = factsOf(sender)
    const facts = one === undefined ? all : all.slice(one % all.length, (one % all.length) + 1)
    const isOfCompany = (companies as readonly string[]).includes(sender)
    const scope = isOfCompany && !command.everything ? sender : '*'
    const isOfEverything = one === undefined
    const rest = isOfEverything ? restOf[roomOf(sender)] : []
    const heldOfFact = (fact: FactName) => this.sources.heldBy(sender, [fact], at).map(heldOf)
    await this.hub.compare(sender, {
      scope,
      at: new Date(at).toISOString(),
      records: [
        ...facts.map((fact) => comparedAs(messageNames[fact], heldOfFact(fact), form)),
        ...rest.map((message) => comparedAs(message, [], form)),
      ],
    })
    this.told.compared({ sender, scope, at, facts, isOfEverything, form }, this.sources)
  }

  private async expect(station: Sender, vin: string): Promise<void> {
    const serial = await this.hub.expect(station, vin)
    const given = { station, serial, vin, at: this.clock.now }
    this.sources.expected.push(given)
    this.told.expected.push(given)
  }

  private async pull(vin: string, answer: PullAnswer): Promise<void> {
    const now = this.clock.now
    const row =
      answer === 'BEFORE_THE_LAST_CHANGE' ? this.sources.rowBefore(vin) : this.sources.rowOf(vin, now)
    const rows =
      row === undefined
        ? []
        : answer === 'TWO_ROWS'
          ? [row, { ...row, letters: row.letters === 'A' ? 'AK' : 'A' }]
          : [row]
    // Of one the police do not have they answer nothing at all, or that there is none.
    if (rows.length === 0 && answer === 'ANOTHER_VEHICLE') return
    await this.hub.pull(vin, { answer, rows })
    this.told.pulled(vin, now, answer, rows)
  }
}

/** What a sender says of what it holds of a message. */
function comparedAs(message: string, held: readonly HeldVersion[], form: Compared['form']) {
  return {
    message,
    count: held.length,
    ...(form === 'KEYS' && { keysDigest: digestOf(held.map(({ key }) => key)) }),
    ...(form === 'VERSIONS' && { versionsDigest: versionsDigestOf(held) }),
  }
}

/** A message of which nothing has arrived. */
function notSent(change: Change): Message {
  return {
    change,
    number: undefined,
    fortune: 'NOT_THERE',
    isOnTheWay: false,
    isBroken: false,
    twinOf: undefined,
    breakAs: undefined,
    isContradicted: false,
    arrivedAt: undefined,
    readAt: undefined,
    quarantineId: undefined,
  }
}

/** Which part of a broken message nobody can read: of a twin what is said of it, else its time of every second one. */
function breakOf({ isBroken, breakAs, change }: Message): Break {
  if (!isBroken) return undefined
  return breakAs ?? (isOdd(change) ? 'CONTENT' : 'TIME')
}

/** Every second change, by its time. */
const isOdd = ({ at }: Change): boolean => Math.floor(at / stepMs) % 2 === 1

/**
 * What of a twin nobody can read: where the other may come after it, nothing that the two say differently, as then the other would
 * be the very record with its fault mended.
 */
function breakOfTwin(fate: Fate, change: Change): Message['breakAs'] {
  return fate === 'BROKEN_TWIN_BESIDE' || (fate === 'BROKEN_TWIN_AFTER' && isOdd(change))
    ? 'CONTENT'
    : 'BESIDES'
}

const twinFates: readonly Fate[] = ['BROKEN_TWIN_BEFORE', 'BROKEN_TWIN_AFTER', 'BROKEN_TWIN_BESIDE']

/** A message beside another that says something else, which nobody can read. */
const brokenTwin = (twinOf: Message, change: Change, breakAs: Message['breakAs']): Message => ({
  ...notSent(change),
  isBroken: true,
  twinOf,
  breakAs,
})

function digestOf(keys: readonly string[]): string {
  const lines = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** Plays a whole script; answers the run as it then is. */
export async function playScript(script: Script, hub: ModelHub, clock: RunClock): Promise<Run> {
  const run = new Run(hub, clock, script.habits)
  await run.begin()
  for (const command of script.commands) await run.play(command)
  return run
}
