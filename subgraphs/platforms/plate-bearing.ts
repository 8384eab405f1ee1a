/**
 * Which vehicle a fact belongs to that names a plate and no VIN. A plate changes hands, so it is the vehicle's that bore
 * the plate when the fact was true and said: by every record the company ever sent of the vehicles that bore it, whatever
 * came first.
 */
import { type PlateColour, plateColoursFit } from '@one-visit/schema/codes.ts'

/** A plate on a vehicle. */
export interface Plate {
  number: string
  colour: PlateColour
}

/** What a company says a vehicle bears from an instant on, until its next change. */
export interface PlateChange {
  vin: string
  /** When the company says it was so. */
  at: Date
  /** Null where the vehicle is deleted or out of service; several where the company says several things of one instant. */
  plates: readonly (Plate | null)[]
}

/**
 * What a record said of a vehicle that nobody could read and a newer word made up for, once for each plate it names: from its
 * instant to that word the vehicle may have borne the plate it names, none, or what it bore before.
 */
export interface UnreadChange {
  vin: string
  /** The plate it names, where that could be read; of its colour nothing is known. */
  plateNumber: string | null
  /** When the company says it was so; null where that could not be read. */
  at: Date | null
  /** When the newer word says it was so. */
  until: Date
}

/** What a fact says of the plate it is about; without a colour it may be any vehicle's that bears the number. */
export interface PlateFact {
  plateNumber: string
  plateColour: PlateColour | '' | null
  /** When the fact was true and when it was said; a vehicle must have borne the plate at each. */
  at: readonly Date[]
}

/** Whose a fact is. */
export interface PlateOwner {
  /** The vehicle whose it is beyond doubt; undefined where two vehicles may be meant, or none is known. */
  vin: string | undefined
  /** Every vehicle it may be of. */
  vins: ReadonlySet<string>
}

interface Bearing {
  vin: string
  from: Date
  /** Undefined while it goes on. */
  until: Date | undefined
  /** Whether the vehicle may have borne another plate then, or none: something of it was never read. */
  isPerhaps: boolean
  isContradicted: boolean
}

/** Who bore a plate at an instant, or may have. */
interface Bearers {
  /** By what was read. */
  read: ReadonlySet<string>
  /** By what was not. */
  perhaps: ReadonlySet<string>
  /** Whether one of those read is as good as the other: nobody is known to have borne it then. */
  isOpen: boolean
  isContradicted: boolean
}

/**
 * Whose a fact is, by every change of the vehicles that ever bore its plate, in any order. While nobody is known to bear
 * the plate it may be the one before's or the one after's, and a plate only one vehicle ever bore was that one's all along.
 * Where two vehicles bore it, or one when the fact began and another when it was said, it may be each one's; so it is where
 * nobody bore it at either and the vehicles before and after differ. A vehicle is sure only where it is the one whatever
 * stood in what was never read.
 */
export function ownerOf(
  fact: PlateFact,
  changes: readonly PlateChange[],
  unread: readonly UnreadChange[] = [],
): PlateOwner {
  const bearings = bearingsOf(fact, changes, unread)
  const said = fact.at.map((instant) => {
    const bearers = bearersAt(instant, bearings)
    return { ...bearers, vins: new Set([...bearers.read, ...bearers.perhaps]) }
  })
  const vins = new Set(said.flatMap((bearers) => [...bearers.vins]))
  const [first, second] = [...vins].filter((vin) => said.every((bearers) => bearers.vins.has(vin)))
  const isHeld = said.some(({ isOpen }) => !isOpen) || said.every(({ read }) => isAlone(read, first))
  return first !== undefined &&
    second === undefined &&
    isHeld &&
    said.every((bearers) => isSure(first, bearers))
    ? { vin: first, vins: new Set([first]) }
    : { vin: undefined, vins }
}

function isSure(vin: string, { read, perhaps, isOpen, isContradicted }: Bearers): boolean {
  return !isContradicted && read.has(vin) && (isOpen || isAlone(read, vin)) && isAlone(perhaps, vin)
}

const isAlone = (vins: ReadonlySet<string>, vin: string | undefined): boolean =>
  [...vins].every((other) => other === vin)

/** The plate a vehicle is said to bear at present; undefined for none, and where its company contradicts itself. */
export function plateOf(vin: string, changes: readonly PlateChange[]): Plate | undefined {
  const [plate, other] = ordered(changes.filter((change) => change.vin === vin)).at(-1)?.plates ?? []
  return other === undefined ? (plate ?? undefined) : undefined
}

/** Whether a record that names a plate can be about a vehicle that bears it: without a colour, or with one that fits. */
export function isOfPlate(
  { plateNumber, plateColour }: Omit<PlateFact, 'at'>,
  { number, colour }: Plate,
): boolean {
  return number === plateNumber && (!plateColour || plateColoursFit(plateColour, colour))
}

/** When who bore the plate a fact names, or may have. */
function bearingsOf(
  fact: PlateFact,
  changes: readonly PlateChange[],
  unread: readonly UnreadChange[],
): Bearing[] {
  const byVehicle = new Map<string, PlateChange[]>()
  for (const change of changes) byVehicle.set(change.vin, [...(byVehicle.get(change.vin) ?? []), change])
  const read = [...byVehicle].flatMap(([vin, own]) => {
    const doubts = unread.filter((doubt) => doubt.vin === vin).map(timeOf)
    return ordered(own).flatMap(({ at, plates }, index, all) =>
      plates.some((plate) => plate !== null && isOfPlate(fact, plate))
        ? pieces({ from: at, until: all[index + 1]?.at }, doubts).map((piece) => ({
            ...piece,
            vin,
            isContradicted: plates.length > 1,
          }))
        : [],
    )
  })
  const named = unread
    .filter(({ plateNumber }) => plateNumber === fact.plateNumber)
    .map((doubt) => ({ ...timeOf(doubt), vin: doubt.vin, isPerhaps: true, isContradicted: false }))
  return [...read, ...named]
}

type Span = Pick<Bearing, 'from' | 'until'>

/** Before every instant there is. */
const ever = new Date(-8_640_000_000_000_000)

const timeOf = ({ at, until }: UnreadChange): Span => ({ from: at ?? ever, until })

const holds = ({ from, until }: Span, instant: Date): boolean =>
  from <= instant && (until === undefined || instant < until)

/** A time cut where what is known of it changes: in any of the doubts it is so perhaps. */
function pieces(whole: Span, doubts: readonly Span[]): (Span & Pick<Bearing, 'isPerhaps'>)[] {
  const cuts = doubts
    .flatMap(({ from, until }) => [from, until ?? []].flat())
    .filter((cut) => cut > whole.from && holds(whole, cut))
    .sort((a, b) => a.getTime() - b.getTime())
  return [whole.from, ...cuts].map((from, index) => ({
    from,
    until: cuts[index] ?? whole.until,
    isPerhaps: doubts.some((doubt) => holds(doubt, from)),
  }))
}

function ordered(changes: readonly PlateChange[]): PlateChange[] {
  return [...changes].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function bearersAt(instant: Date, bearings: readonly Bearing[]): Bearers {
  const then = bearings.filter((bearing) => holds(bearing, instant))
  if (then.some(({ isPerhaps }) => !isPerhaps)) return bearersOf(then, false)
  const others = bearings.filter((bearing) => !then.includes(bearing))
  const read = others.filter(({ isPerhaps }) => !isPerhaps)
  const last = Math.max(...read.flatMap(({ until }) => (until && until <= instant ? [until.getTime()] : [])))
  const next = Math.min(...read.flatMap(({ from }) => (from > instant ? [from.getTime()] : [])))
  // Of those perhaps, all that may lie nearer than the nearest that was read.
  const beside = others.filter(({ from, until }) =>
    from > instant ? from.getTime() <= next : until !== undefined && until.getTime() >= last,
  )
  return bearersOf([...then, ...beside], true)
}

function bearersOf(bearings: readonly Bearing[], isOpen: boolean): Bearers {
  const vinsOf = (some: readonly Bearing[]) => new Set(some.map(({ vin }) => vin))
  return {
    read: vinsOf(bearings.filter(({ isPerhaps }) => !isPerhaps)),
    perhaps: vinsOf(bearings.filter(({ isPerhaps }) => isPerhaps)),
    isOpen,
    isContradicted: bearings.some(({ isContradicted }) => isContradicted),
  }
}
