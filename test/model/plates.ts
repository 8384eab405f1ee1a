/** Whose a fact is that names a plate: the sender knows; what of it can be known depends on what it told of the vehicles. */
import { vehicles } from './cast.ts'
import type { Told } from './heard.ts'
import type { Message, WhatOf } from './said.ts'

interface Bearing {
  vin: string
  from: number
  until: number
  isRead: boolean
}

/**
 * The vehicle a fact is of, by what can be known: the one its sender means, where it told that this one bore the plate
 * then. Where that was lost and nothing tells of it, the one that is told of on the plate next to then; none where there
 * are two.
 */
export function bearerOf(told: Told, { change }: Message): string | undefined {
  const { plate } = change.what as WhatOf<'policy'> | WhatOf<'mileage'>
  if (bearingMessage(told, change.sender, change.vin, change.at, plate) !== undefined) return change.vin
  const [only, other] = bearersAt(change.at, allBearings(told, change.sender, plate))
  return other === undefined ? only : undefined
}

/**
 * Whether the hub can know that the vehicle bore the plate when the fact was told: it read what says so or, where a newer word
 * made up for that, the vehicle is the only one told of on the plate then and next to then, and was read on it.
 */
export function isBearingRead(told: Told, { change }: Message): boolean {
  const { plate } = change.what as WhatOf<'policy'> | WhatOf<'mileage'>
  const owner = bearingMessage(told, change.sender, change.vin, change.at, plate)
  // Of one nobody told of, the next best is all there is to know.
  if (owner === undefined) return true
  if (owner.fortune === 'READ') return !owner.isContradicted
  const besides = allBearings(told, change.sender, plate).filter(
    ({ vin, isRead }) => vin !== change.vin || isRead,
  )
  const [only, other] = bearersAt(change.at, besides)
  return told.isSettled(owner) && only === change.vin && other === undefined
}

/** Who bears a plate at an instant or, where nobody does, who did last and who does next. */
function bearersAt(at: number, bearings: readonly Bearing[]): string[] {
  const then = bearings.filter(({ from, until }) => from <= at && at < until)
  const next = Math.min(...bearings.filter(({ from }) => from > at).map(({ from }) => from))
  const last = Math.max(...bearings.filter(({ until }) => until <= at).map(({ until }) => until))
  const beside = bearings.filter(({ from, until }) => from === next || until === last)
  return [...new Set((then.length > 0 ? then : beside).map(({ vin }) => vin))]
}

/** The newest message about a vehicle before an instant, where it says that the vehicle bears the plate. */
function bearingMessage(
  told: Told,
  sender: string,
  vin: string,
  at: number,
  plate: string,
): Message | undefined {
  const newest = toldOf(told, sender, vin).findLast(({ change }) => change.at <= at)
  const what = newest?.change.what as WhatOf<'vehicle'> | undefined
  return what?.isInService && what.plate === plate ? newest : undefined
}

function allBearings(told: Told, sender: string, plate: string): Bearing[] {
  return vehicles.flatMap((vin) => bearingsOf(told, sender, vin, plate))
}

function bearingsOf(told: Told, sender: string, vin: string, plate: string): Bearing[] {
  const changes = toldOf(told, sender, vin)
  return changes.flatMap(({ change, fortune }, index) => {
    const what = change.what as WhatOf<'vehicle'>
    const until = changes[index + 1]?.change.at ?? Number.POSITIVE_INFINITY
    return what.isInService && what.plate === plate
      ? [{ vin, from: change.at, until, isRead: fortune === 'READ' }]
      : []
  })
}

/**
 * What anybody could know of the plates of a vehicle, in the order it happened; also what a newer word made up for. What
 * contradicts one of the same instant is a doubt about that one.
 */
function toldOf(told: Told, sender: string, vin: string): Message[] {
  return told.visible('vehicle', vin, sender as never).filter(({ twinOf }) => twinOf === undefined)
}
