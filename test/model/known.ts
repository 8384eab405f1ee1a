/**
 * What the hub can know of a vehicle at a moment, written from what is asked of it and not from its code. A fact is known
 * up to an instant where all that could be known to have been said about it is with the hub, nothing that stands
 * contradicts it, and nothing of its sender is known to be missing:
 *
 * - what arrived and could not be read leaves its vehicle unknown, until it is corrected, made up for, or closed;
 * - a number that was stated and never came, or a comparison that differed, leaves all of its sender unknown;
 * - of inspections it does so for the sender's own records; of another station it only moves back the instant;
 * - that there is none, or no other, needs a sender that declared that it told everything once, and speaks.
 *
 * What was lost and of which nothing tells is no truth anybody could know: it is left out until something tells of it.
 */

import type { Sender } from './cast.ts'
import { day, police, stations } from './cast.ts'
import { latestOf, type Told } from './heard.ts'
import { bearerOf, isBearingRead } from './plates.ts'
import type { FactName, Message, PoliceRow, WhatOf } from './said.ts'
import { stationOfLooks } from './sources.ts'

/** What is so, whether the hub can know it, and up to when. */
export interface Knowledge<Value> {
  /** What is so; undefined where there is none. */
  value: Value | undefined
  isKnown: boolean
  /** The instant up to which, epoch ms; undefined where there is none. */
  until: number | undefined
  /** Why it is not known, for whoever reads a counterexample. */
  why: string
}

/** A policy and whether it by itself is known, up to when. */
export interface KnownPolicy {
  policy: WhatOf<'policy'>
  isKnown: boolean
  until: number
}

function knowledge<Value>(
  value: Value | undefined,
  until: number | undefined,
  doubts: readonly string[],
): Knowledge<Value> {
  const why = until === undefined ? [...doubts, 'nobody vouches for it'] : doubts
  return { value, until, isKnown: why.length === 0, why: why.join('; ') }
}

/** Why nothing of a sender can be relied on. */
function doubtsOf(told: Told, sender: Sender, now: number, closedUntil?: number): string[] {
  return [
    ...(told.gapSince(sender) === undefined ? [] : [`something of ${sender} is missing`]),
    ...(told.isSilent(sender, now, closedUntil) ? [`${sender} is silent`] : []),
  ]
}

/** Why what was told of a vehicle is not with the hub: it waits to be read. */
function unsettled(told: Told, messages: readonly Message[]): string[] {
  return messages
    .filter((message) => message.fortune !== 'CLOSED' && !told.isSettled(message))
    .map(
      ({ change }) =>
        `${change.what.fact} of ${change.sender} at ${new Date(change.at).toISOString()} is not read`,
    )
}

const contradicted = (message: Message | undefined): string[] =>
  message?.isContradicted ? [`two things are said of one instant: ${message.change.what.fact}`] : []

/** That there is none: needs a sender that told everything once, and up to when it speaks. */
const noneUntil = (told: Told, sender: Sender, facts: readonly FactName[]): number | undefined =>
  told.isLoaded(sender) ? told.vouchedAt(sender, facts) : undefined

const later = (at: number, vouched: number | undefined): number => Math.max(at, vouched ?? at)

/** The vehicle on a platform. */
export function knownVehicle(
  told: Told,
  company: Sender,
  vin: string,
  now: number,
): Knowledge<WhatOf<'vehicle'>> {
  const messages = told.visible('vehicle', vin, company)
  const newest = latestOf(messages)
  const what = newest?.change.what as WhatOf<'vehicle'> | undefined
  const until = newest
    ? later(newest.change.at, told.vouchedAt(company, ['vehicle']))
    : noneUntil(told, company, ['vehicle'])
  return knowledge(what?.isGone ? undefined : what, until, [
    ...doubtsOf(told, company, now),
    ...unsettled(told, messages),
    ...contradicted(newest),
  ])
}

/** The policies of a vehicle on a platform, each by itself, and whether these are all. */
export function knownInsurance(
  told: Told,
  company: Sender,
  vin: string,
  now: number,
): Knowledge<readonly KnownPolicy[]> & { isOpen: boolean } {
  const vehicles = told.visible('vehicle', vin, company)
  const own = ofPlates(told, 'policy', company, vin)
  const newest = new Map<string, Message>()
  for (const message of own) newest.set((message.change.what as WhatOf<'policy'>).number, message)
  const vouched = told.vouchedAt(company, ['vehicle', 'policy'])
  const standing = [...newest.values()].filter(({ change }) => !(change.what as WhatOf<'policy'>).isGone)
  const value = standing.map((message) => ({
    policy: message.change.what as WhatOf<'policy'>,
    isKnown: message.fortune === 'READ' && !message.isContradicted && isBearingRead(told, message),
    until: later(message.change.at, vouched),
  }))
  const doubts = [...doubtsOf(told, company, now), ...unsettled(told, [...vehicles, ...own])]
  const ownDoubts = [...newest.values()].flatMap((message) => [
    ...contradicted(message),
    ...(isBearingRead(told, message) ? [] : ['whose policy it is is not read']),
  ])
  const until =
    noneUntil(told, company, ['vehicle', 'policy']) ??
    (value.length > 0 ? Math.min(...value.map((one) => one.until)) : undefined)
  return { ...knowledge(value, until, [...doubts, ...ownDoubts]), isOpen: doubts.length > 0 }
}

/** The odometer of a vehicle as a platform tells it; only its own time confirms it. */
export function knownMileage(
  told: Told,
  company: Sender,
  vin: string,
  now: number,
): Knowledge<WhatOf<'mileage'>> {
  const vehicles = told.visible('vehicle', vin, company)
  const own = ofPlates(told, 'mileage', company, vin)
  const newest = latestOf(own)
  return knowledge(
    newest?.change.what as WhatOf<'mileage'> | undefined,
    newest?.change.at ?? noneUntil(told, company, ['vehicle', 'mileage']),
    [
      ...doubtsOf(told, company, now),
      ...unsettled(told, [...vehicles, ...own]),
      ...contradicted(newest),
      ...(newest === undefined || isBearingRead(told, newest) ? [] : ['whose figure it is is not read']),
    ],
  )
}

/** What anybody could know of a vehicle by a fact that names a plate. */
function ofPlates(told: Told, fact: 'policy' | 'mileage', company: Sender, vin: string): Message[] {
  return told.messages.filter(
    (message) =>
      message.change.what.fact === fact &&
      message.change.sender === company &&
      told.isVisible(message) &&
      bearerOf(told, message) === vin,
  )
}

/** A visit: its last attempt, and the messages that make it count or not. */
interface Visit {
  last: Message
  annulment: Message | undefined
  isAnnulled: boolean
}

/** The latest safety inspection that counts. */
export function knownInspection(told: Told, vin: string, now: number): Knowledge<WhatOf<'test'>> {
  const messages = [...told.visible('test', vin), ...told.visible('annulment', vin)]
  const read = messages.filter(({ fortune }) => fortune === 'READ')
  const visits = visitsOf(read)
  const latest = newestTest(visits.filter(({ isAnnulled }) => !isAnnulled).map(({ last }) => last))
  const own = latest?.change.sender
  const others = stations.filter((station) => station !== own && isCounting(told, station, now))
  const bounds = others.map((station) => boundOf(told, station, ['test', 'annulment'], now))
  if (latest !== undefined && (others.length === 0 || !told.isShut(latest.change.sender, now)))
    bounds.push(later(testedAt(latest), boundOf(told, latest.change.sender, ['test', 'annulment'], now)))
  const until = earliestOf(told, bounds, messages)
  const arrived = messages.filter(({ fortune }) => fortune === 'UNREAD')
  const since = latest === undefined ? Number.NEGATIVE_INFINITY : testedAt(latest)
  return knowledge(latest?.change.what as WhatOf<'test'> | undefined, until, [
    ...(own === undefined ? [] : doubtsOf(told, own, now, told.shutUntil(own))),
    ...unsettled(told, arrived),
    ...visits
      // A visit that was annulled beyond doubt counts for nothing, whatever was found in it.
      .filter(
        ({ last, isAnnulled, annulment }) =>
          testedAt(last) >= since && (!isAnnulled || annulment?.isContradicted),
      )
      .flatMap(({ last, annulment }) => [...contradicted(last), ...contradicted(annulment)]),
    ...awaited(told, vin, own, now),
  ])
}

/** When a test was made: a correction of its report says nothing of what was tested since. */
const testedAt = ({ change }: Message): number => (change.what as WhatOf<'test'>).testedAt

const newestTest = (messages: readonly Message[]): Message | undefined =>
  messages.reduce<Message | undefined>(
    (last, message) => (last === undefined || testedAt(message) > testedAt(last) ? message : last),
    undefined,
  )

function visitsOf(read: readonly Message[]): Visit[] {
  const serialOf = ({ change }: Message): string =>
    (change.what as WhatOf<'test'> | WhatOf<'annulment'>).serial
  return [...new Set(read.map(serialOf))].flatMap((serial) => {
    const same = read.filter((message) => serialOf(message) === serial)
    const last = latestOf(same.filter(({ change }) => change.what.fact === 'test'))
    const annulment = latestOf(same.filter(({ change }) => change.what.fact === 'annulment'))
    const isAnnulled = annulment !== undefined && !(annulment.change.what as WhatOf<'annulment'>).isTakenBack
    return last === undefined ? [] : [{ last, annulment, isAnnulled }]
  })
}

/** Whether what a station has not told yet could be an inspection: one that closed has still to send what is missing of it. */
function isCounting(told: Told, station: Sender, now: number): boolean {
  return told.isLoaded(station) && (!told.isShut(station, now) || told.gapSince(station) !== undefined)
}

/** Up to when a station told everything: what is missing of it may be of any instant since the last word by which nothing was. */
function boundOf(told: Told, station: Sender, facts: readonly FactName[], now: number): number | undefined {
  const shut = told.shutUntil(station)
  const vouched = told.vouchedAt(station, facts)
  if (vouched === undefined) return undefined
  const whole = told.wholeUntil(station)
  const isWhole = told.gapSince(station) === undefined
  if (!isWhole && whole === undefined) return undefined
  const spoken = shut !== undefined && shut <= now ? Math.max(vouched, shut) : vouched
  return whole === undefined ? spoken : Math.min(spoken, whole)
}

/**
 * The earliest of the instants up to which stations vouch, and before the first message that is known to be missing; none
 * where one vouches for nothing. A station that never declared its first load counts for nothing.
 */
function earliestOf(
  told: Told,
  bounds: readonly (number | undefined)[],
  messages: readonly Message[],
): number | undefined {
  if (bounds.length === 0 || bounds.includes(undefined)) return undefined
  const missing = messages.filter(
    (message) =>
      message.fortune === 'NOT_THERE' && told.isLoaded(message.change.sender) && !told.isSettled(message),
  )
  return Math.min(...bounds.map(Number), ...missing.map(({ change }) => change.at - 1))
}

/** Serial numbers another station was given for the vehicle these three days, of which nothing came. */
function awaited(told: Told, vin: string, own: Sender | undefined, now: number): string[] {
  return told.expected
    .filter((given) => given.vin === vin && given.station !== own && now - given.at < 3 * day)
    .filter(
      ({ serial }) =>
        !told.messages.some(
          ({ change, fortune }) =>
            'serial' in change.what && change.what.serial === serial && fortune === 'READ',
        ),
    )
    .map(({ station }) => `a test at ${station} is expected`)
}

/** The devices a station's clerk saw; only that time confirms it. */
export function knownEquipment(told: Told, vin: string, now: number): Knowledge<WhatOf<'equipment'>> {
  const messages = told.visible('equipment', vin)
  const newest = latestOf(messages.filter(({ fortune }) => fortune !== 'NOT_THERE'))
  const own = stationOfLooks(vin) as Sender
  const bounds = stations
    .filter((station) => isCounting(told, station, now))
    .map((station) => boundOf(told, station, ['equipment'], now))
  const none = earliestOf(told, bounds, messages)
  return knowledge(newest?.change.what as WhatOf<'equipment'> | undefined, newest?.change.at ?? none, [
    ...(newest === undefined ? [] : doubtsOf(told, own, now, told.shutUntil(own))),
    ...unsettled(told, newest === undefined ? [] : messages),
    ...contradicted(newest),
  ])
}

/** What the police answered last about a vehicle. */
export function knownStatus(told: Told, vin: string): Knowledge<PoliceRow> {
  const pull = told.pulls.findLast((each) => each.vin === vin)
  return knowledge(
    pull?.rows[0],
    pull?.at,
    pull !== undefined && pull.rows.length > 1 ? ['the police say two things'] : [],
  )
}

/**
 * The usage of a vehicle: the newest of what the police answered and of the changes they told of. What is missing of what they
 * told may be a change of it, unless they answered since all that is missing was sent: then it is in their answer.
 */
export function knownUsage(told: Told, vin: string): Knowledge<'A' | 'T'> {
  const status = knownStatus(told, vin)
  const changes = told.visible('usageChange', vin)
  const arrived = changes.filter(({ fortune }) => fortune === 'READ' || fortune === 'UNREAD')
  const done = new Map<string, Message>()
  for (const message of arrived) {
    const what = message.change.what as WhatOf<'usageChange'>
    const known = done.get(what.id)
    if (known === undefined || known.change.at < message.change.at) done.set(what.id, message)
  }
  const last = [...done.values()]
    .filter(({ change }) => (change.what as WhatOf<'usageChange'>).doneAt !== undefined)
    .sort((a, b) => doneAt(a) - doneAt(b))
    .at(-1)
  const readAt = status.until ?? Number.NEGATIVE_INFINITY
  const doubts = [
    ...unsettled(told, arrived),
    ...contradicted(last),
    ...(readAt < (told.missingUntil(police) ?? Number.NEGATIVE_INFINITY)
      ? ['a change the police told of since is missing']
      : []),
  ]
  if (last === undefined)
    return knowledge(status.value?.usage, status.until, [...doubts, ...(status.isKnown ? [] : [status.why])])
  const { to } = last.change.what as WhatOf<'usageChange'>
  if (readAt <= doneAt(last)) return knowledge(to, last.change.at, doubts)
  const disagrees = status.value !== undefined && status.value.usage !== to
  return knowledge(status.value?.usage, Math.max(readAt, status.value ? last.change.at : readAt), [
    ...doubts,
    ...(status.isKnown ? [] : [status.why]),
    ...(disagrees ? ['the police say one usage and completed another'] : []),
  ])
}

const doneAt = ({ change }: Message): number => (change.what as WhatOf<'usageChange'>).doneAt ?? 0
