/** Whose a fact is that names a plate: the sender knows; what of it can be known depends on what it told of the vehicles. */
import { vehicles } from './cast.ts'
import type { Told } from './heard.ts'
import type { Message, WhatOf } from './said.ts'

interface Bearing {
  vin: string
  from: number
  until: number
}

/**
 * The vehicle a fact is of, by what can be known: the one its sender means, where it told that this one bore the plate
 * then. Where that was lost and nothing tells of it, the one that is told of on the plate next to then; none where there
 * are two.
 */
export function bearerOf(told: Told, { change }: Message): string | undefined {
  const { plate } = change.what as WhatOf<'policy'> | WhatOf<'mileage'>
  if (bearingMessage(told, change.sender, change.vin, change.at, plate) !== undefined) return change.vin
  const bearings = vehicles.flatMap((vin) => bearingsOf(told, change.sender, vin, plate))
  const then = bearings.filter(({ from, until }) => from <= change.at && change.at < until)
  const next = Math.min(...bearings.filter(({ from }) => from > change.at).map(({ from }) => from))
  const last = Math.max(...bearings.filter(({ until }) => until <= change.at).map(({ until }) => until))
  const beside = bearings.filter(({ from, until }) => from === next || until === last)
  const [only, other] = [...new Set((then.length > 0 ? then : beside).map(({ vin }) => vin))]
  return other === undefined ? only : undefined
}

/** Whether the hub read what says that the vehicle bore the plate when the fact was told. */
export function isBearingRead(told: Told, { change }: Message): boolean {
  const { plate } = change.what as WhatOf<'policy'> | WhatOf<'mileage'>
  const owner = bearingMessage(told, change.sender, change.vin, change.at, plate)
  // Of one nobody told of, the next best is all there is to know.
  return owner === undefined || (owner.fortune === 'READ' && !owner.isContradicted)
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

function bearingsOf(told: Told, sender: string, vin: string, plate: string): Bearing[] {
  const changes = toldOf(told, sender, vin)
  return changes.flatMap(({ change }, index) => {
    const what = change.what as WhatOf<'vehicle'>
    const until = changes[index + 1]?.change.at ?? Number.POSITIVE_INFINITY
    return what.isInService && what.plate === plate ? [{ vin, from: change.at, until }] : []
  })
}

/**
 * What can be known of the plates of a vehicle, in the order it happened. What was not read and was made up for by a newer
 * word is taken for never said: the hub keeps no history of it. That is less than could be asked for; see the test that
 * is expected to fail in `model.test.ts`.
 */
function toldOf(told: Told, sender: string, vin: string): Message[] {
  return told
    .visible('vehicle', vin, sender as never)
    .filter((message) => message.fortune === 'READ' || !told.isSettled(message))
}
