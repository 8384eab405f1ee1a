/** The senders themselves: what is so at each, and what a deed makes of it. Arrays and loops; nothing of the hub. */
import {
  beginning,
  companies,
  day,
  dayAt,
  plateOfApplication,
  police,
  type Sender,
  stations,
  vehicles,
} from './cast.ts'
import type { Deed } from './commands.ts'
import {
  type Change,
  type Expected,
  type FactName,
  nameOf,
  type PoliceRow,
  type What,
  type WhatOf,
} from './said.ts'

/** What is so at every sender, whatever of it was ever told. */
export class Sources {
  /** Every change of every sender, in the order it happened. */
  readonly changes: Change[] = []
  /** The police register over time; nothing where it holds no such vehicle. */
  readonly register: { vin: string; at: number; row: PoliceRow | undefined }[] = vehicles.map((vin) => ({
    vin,
    at: beginning - 400 * day,
    row: { usage: 'A', letters: 'A', plate: plateOfApplication(vin) },
  }))
  readonly expected: Expected[] = []
  private numbers = 0

  private nextNumber(prefix: string): string {
    this.numbers += 1
    return `${prefix}${this.numbers}`
  }

  /** Lets a deed happen, where it can; answers the change that is to be told of. */
  happen(deed: Deed, at: number): Change | undefined {
    const made = this.made(deed, at)
    if (made === undefined) return undefined
    this.changes.push(made)
    return made
  }

  private made(deed: Deed, at: number): Change | undefined {
    const { vin } = deed
    const by = (sender: string, what: What | undefined): Change | undefined =>
      what && { sender: sender as Sender, vin, at, what }
    switch (deed.deed) {
      case 'bear':
        return by(deed.company, this.borne(deed.company, deed.plate))
      case 'park':
      case 'leave':
        return by(deed.company, this.ended(deed.company, vin, deed.deed === 'leave'))
      case 'insure':
      case 'tellAgain':
      case 'cancel':
        return by(deed.company, this.insured(deed, at))
      case 'drive':
        return by(deed.company, this.driven(deed))
      case 'test':
      case 'retest':
      case 'amend':
        return by(deed.station, this.tested(deed, at))
      case 'annul':
      case 'reinstate':
        return by(deed.station, this.annulled(deed))
      case 'look':
        return by(stationOfLooks(vin), { fact: 'equipment', fitted: deed.fitted })
      case 'accept':
      case 'complete':
      case 'withdraw':
      case 'rewrite':
        return by(police, this.changedUse(deed, at))
      default:
        this.rewriteRegister(deed, at)
        return undefined
    }
  }

  /** The newest of a fact for a vehicle at a sender. */
  newest<Name extends FactName>(
    sender: string,
    vin: string,
    fact: Name,
    which: (what: WhatOf<Name>) => boolean = () => true,
  ): WhatOf<Name> | undefined {
    const found = this.changes.findLast(
      (change) =>
        change.sender === sender &&
        change.vin === vin &&
        change.what.fact === fact &&
        which(change.what as WhatOf<Name>),
    )
    return found?.what as WhatOf<Name> | undefined
  }

  /** The plate a vehicle bears on a platform now. */
  plateOn(company: string, vin: string): string | undefined {
    const now = this.newest(company, vin, 'vehicle')
    return now?.isInService ? now.plate : undefined
  }

  private borne(company: string, plate: string): What | undefined {
    // One plate is on one vehicle at a time; also at the platform.
    if (vehicles.some((other) => this.plateOn(company, other) === plate)) return undefined
    return { fact: 'vehicle', plate, isInService: true, isGone: false }
  }

  private ended(company: string, vin: string, isGone: boolean): What | undefined {
    const plate = this.plateOn(company, vin)
    return plate === undefined ? undefined : { fact: 'vehicle', plate, isInService: false, isGone }
  }

  private insured(
    deed: Extract<Deed, { deed: 'insure' | 'tellAgain' | 'cancel' }>,
    at: number,
  ): What | undefined {
    const { company, vin, kind } = deed
    const plate = this.plateOn(company, vin)
    if (plate === undefined) return undefined
    if (deed.deed === 'insure')
      return {
        fact: 'policy',
        number: this.nextNumber('P'),
        kind,
        plate,
        from: dayAt(at + deed.fromDays * day),
        until: dayAt(at + (deed.fromDays + deed.days) * day),
        isGone: false,
      }
    const known = this.newest(company, vin, 'policy', (policy) => policy.kind === kind)
    if (known === undefined || known.isGone) return undefined
    return { ...known, plate, isGone: deed.deed === 'cancel' }
  }

  private driven({ company, vin, km }: Extract<Deed, { deed: 'drive' }>): What | undefined {
    const plate = this.plateOn(company, vin)
    return plate === undefined ? undefined : { fact: 'mileage', plate, km }
  }

  private tested(deed: Extract<Deed, { deed: 'test' | 'retest' | 'amend' }>, at: number): What | undefined {
    const { station, vin, passed } = deed
    const until = dayAt(at + 180 * day)
    if (deed.deed === 'test')
      return {
        fact: 'test',
        serial: this.serialFor(deed),
        attempt: 1,
        passed,
        until,
        km: deed.km,
        testedAt: at,
      }
    const last = this.newest(station, vin, 'test')
    // A report that is corrected is of the same test; of a re-test there is one more.
    if (deed.deed === 'amend') return last && { ...last, passed }
    return last && { ...last, attempt: last.attempt + 1, passed, until, testedAt: at }
  }

  /** The serial number the station was given for the vehicle and has not used yet, or one of its own. */
  private serialFor({ station, vin, expected }: Extract<Deed, { deed: 'test' }>): string {
    const given = this.expected.find(
      (each) => each.station === station && each.vin === vin && !this.isUsed(each.serial),
    )
    return expected && given !== undefined ? given.serial : this.nextNumber(`${station}T`)
  }

  isUsed(serial: string): boolean {
    return this.changes.some(({ what }) => what.fact === 'test' && what.serial === serial)
  }

  private annulled({ deed, station, vin }: Extract<Deed, { deed: 'annul' | 'reinstate' }>): What | undefined {
    const visit = this.newest(station, vin, 'test')
    if (visit === undefined) return undefined
    const { serial } = visit
    const known = this.newest(station, vin, 'annulment', (annulment) => annulment.serial === serial)
    const isAnnulled = known !== undefined && !known.isTakenBack
    return isAnnulled === (deed === 'annul')
      ? undefined
      : { fact: 'annulment', serial, isTakenBack: deed === 'reinstate' }
  }

  private changedUse(
    deed: Extract<Deed, { deed: 'accept' | 'complete' | 'withdraw' | 'rewrite' }>,
    at: number,
  ): What | undefined {
    const { vin } = deed
    const row = this.rowOf(vin, at)
    if (row === undefined) return undefined
    const known = this.changes.filter((change) => change.vin === vin && change.what.fact === 'usageChange')
    if (deed.deed === 'rewrite') {
      const names = [...new Set(known.map(nameOf))]
      const name = names[deed.which % Math.max(1, names.length)]
      return known.findLast((change) => nameOf(change) === name)?.what
    }
    const last = known.findLast(({ what }) => what.fact === 'usageChange' && what.state === 'ACCEPTED')
    const open =
      last && (known.findLast((change) => nameOf(change) === nameOf(last))?.what as WhatOf<'usageChange'>)
    const isOpen = open?.state === 'ACCEPTED'
    if (deed.deed === 'accept') {
      if (isOpen || row.usage === deed.to) return undefined
      const id = this.nextNumber('U')
      return {
        fact: 'usageChange',
        id,
        from: row.usage,
        to: deed.to,
        state: 'ACCEPTED',
        acceptedAt: at,
        doneAt: undefined,
      }
    }
    if (!isOpen) return undefined
    if (deed.deed === 'withdraw') return { ...open, state: 'WITHDRAWN' }
    this.register.push({ vin, at, row: { ...row, usage: open.to } })
    return { ...open, state: 'DONE', doneAt: at }
  }

  private rewriteRegister(deed: Extract<Deed, { deed: 'mark' | 'replate' | 'strike' }>, at: number): void {
    const { vin } = deed
    const row = this.rowOf(vin, at)
    if (row === undefined) return
    if (deed.deed === 'mark') this.register.push({ vin, at, row: { ...row, letters: deed.letters } })
    if (deed.deed === 'replate') this.register.push({ vin, at, row: { ...row, plate: deed.plate } })
    if (deed.deed === 'strike') this.register.push({ vin, at, row: undefined })
  }

  /** What the police hold of a vehicle at an instant. */
  rowOf(vin: string, at: number): PoliceRow | undefined {
    return this.register.findLast((entry) => entry.vin === vin && entry.at <= at)?.row
  }

  /** What the police held of it before the last change. */
  rowBefore(vin: string): PoliceRow | undefined {
    return this.register.filter((entry) => entry.vin === vin).at(-2)?.row
  }

  /** What a sender held at an instant of some facts: the newest of each record, without what is gone. */
  heldBy(sender: Sender, facts: readonly FactName[], at: number): Change[] {
    const newest = new Map<string, Change>()
    for (const change of this.changes)
      if (change.sender === sender && change.at <= at && facts.includes(change.what.fact))
        newest.set(nameOf(change), change)
    return [...newest.values()].filter(({ what }) => !isGone(what))
  }
}

/** Whether a change says that its record is no more. */
export function isGone(what: What): boolean {
  return ('isGone' in what && what.isGone) || ('isTakenBack' in what && what.isTakenBack)
}

/** The one station that looks at the devices of a vehicle. */
export const stationOfLooks = (vin: string): string =>
  stations[(vehicles as readonly string[]).indexOf(vin) % 2] ?? stations[0]

/** The facts a sender tells of. */
export function factsOf(sender: Sender): readonly FactName[] {
  if (sender === police) return ['usageChange']
  return (companies as readonly string[]).includes(sender)
    ? ['vehicle', 'policy', 'mileage']
    : ['test', 'annulment', 'equipment']
}
