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
  isSure: boolean
}

/** Who bore a plate at an instant, or may have. */
interface Bearers {
  vins: ReadonlySet<string>
  /** Whether one of them is as good as the other: nobody is known to have borne it then. */
  isOpen: boolean
  isSure: boolean
}

/**
 * Whose a fact is, by every change of the vehicles that ever bore its plate, in any order. While nobody is known to bear
 * the plate it may be the one before's or the one after's, and a plate only one vehicle ever bore was that one's all along.
 * Where two vehicles bore it, or one when the fact began and another when it was said, it may be each one's.
 */
export function ownerOf(fact: PlateFact, changes: readonly PlateChange[]): PlateOwner {
  const bearings = bearingsOf(fact, changes)
  const said = fact.at.map((instant) => bearersAt(instant, bearings))
  const vins = new Set(said.flatMap((bearers) => [...bearers.vins]))
  const [first, second] = [...vins].filter((vin) => said.every((bearers) => bearers.vins.has(vin)))
  const isSure = said.every((bearers) => bearers.isSure && (bearers.isOpen || bearers.vins.size === 1))
  return isSure && first !== undefined && second === undefined
    ? { vin: first, vins: new Set([first]) }
    : { vin: undefined, vins }
}

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

/** When who bore the plate a fact names. */
function bearingsOf(fact: PlateFact, changes: readonly PlateChange[]): Bearing[] {
  const byVehicle = new Map<string, PlateChange[]>()
  for (const change of changes) byVehicle.set(change.vin, [...(byVehicle.get(change.vin) ?? []), change])
  return [...byVehicle.values()].flatMap((own) =>
    ordered(own).flatMap(({ vin, at, plates }, index, all) =>
      plates.some((plate) => plate !== null && isOfPlate(fact, plate))
        ? [{ vin, from: at, until: all[index + 1]?.at, isSure: plates.length === 1 }]
        : [],
    ),
  )
}

function ordered(changes: readonly PlateChange[]): PlateChange[] {
  return [...changes].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function bearersAt(instant: Date, bearings: readonly Bearing[]): Bearers {
  const then = bearings.filter(
    ({ from, until }) => from <= instant && (until === undefined || instant < until),
  )
  if (then.length > 0) return { ...bearersOf(then), isOpen: false }
  const last = Math.max(
    ...bearings.flatMap(({ until }) => (until && until <= instant ? [until.getTime()] : [])),
  )
  const next = Math.min(...bearings.flatMap(({ from }) => (from > instant ? [from.getTime()] : [])))
  const beside = bearings.filter(({ from, until }) => from.getTime() === next || until?.getTime() === last)
  return { ...bearersOf(beside), isOpen: true }
}

function bearersOf(bearings: readonly Bearing[]): Pick<Bearers, 'vins' | 'isSure'> {
  return { vins: new Set(bearings.map(({ vin }) => vin)), isSure: bearings.every(({ isSure }) => isSure) }
}
