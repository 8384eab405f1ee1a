/** Asks the hub as somebody, and holds every answer against the markers of the world. */
import { readSupergraph } from '@one-visit/gateway/supergraph/supergraph.ts'
import { anonymous, requireAccess } from '@one-visit/kit/room/access.ts'
import {
  envelopeHeader,
  type Principal,
  principalHeader,
  signPrincipal,
} from '@one-visit/kit/room/principal.ts'
import { readSupergraph as readSupergraphText } from '@one-visit/schema/load.ts'
import { callers, nobody } from './cast.ts'
import type { WalledWorld } from './furnish.ts'
import type { May } from './questions.ts'

/** Somebody who asks. */
export interface Asker {
  readonly account: string
  readonly principal: Principal
  /** What the schema lets the roles ask for. */
  readonly may: May
}

/** What the hub answered. */
export interface Answered {
  readonly data: Record<string, unknown> | null | undefined
  readonly errors: readonly { message: string; extensions: { code: string } }[]
}

const access = readSupergraph(readSupergraphText()).access

/** Everybody, nobody among them. */
export function askersOf({ keys }: WalledWorld): readonly Asker[] {
  const known = callers(keys.pseudonym).map(({ id, roles, organisation, division, authority, ref }) => ({
    account: id,
    principal: {
      caller: id,
      roles: [...roles],
      ...(organisation && { organisation }),
      ...(division && { division }),
      ...(authority && { authority }),
      ...(ref && { subjectRef: ref }),
    },
  }))
  return [...known, { account: nobody, principal: { caller: anonymous, roles: [] } }].map((asker) => ({
    ...asker,
    may: (coordinate) => mayAsk(coordinate, asker.principal),
  }))
}

function mayAsk(coordinate: string, principal: Principal): boolean {
  try {
    for (const rule of access.get(coordinate) ?? []) requireAccess(rule, principal, coordinate)
    return true
  } catch {
    return false
  }
}

/** Asks, and remembers who found which marker. */
export class Watch {
  /** Markers found by somebody they are kept from: who, what, by which question. */
  readonly leaks = new Set<string>()
  /** Values of markers that somebody found who may. */
  readonly found = new Set<string>()
  readonly #world: WalledWorld
  readonly #credentials = new Map<string, Record<string, string>>()

  constructor(world: WalledWorld) {
    this.#world = world
  }

  /** Asks the graph through the gateway's door. */
  async graph(
    { account }: Asker,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    about: string,
  ): Promise<Answered> {
    const { status, body } = await this.#world.gateway.ask({
      query,
      variables,
      headers: await this.#credentialOf(account),
    })
    const answer = body as Answered
    if (status === 400 && answer.data === undefined) throw new Error(`${about}: ${JSON.stringify(body)}`)
    this.#hold(account, about, JSON.stringify(body), JSON.stringify(variables))
    return { data: answer.data, errors: answer.errors ?? [] }
  }

  /** Asks a room as the gateway does, with the principal it would sign. */
  async room(
    { account, principal }: Asker,
    room: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answered> {
    const now = new Date()
    const answer = await this.#world.rooms.all[room]?.execute({
      body: JSON.stringify({ query, variables }),
      headers: {
        [principalHeader]: signPrincipal(principal, this.#world.keys.principal.privateKey, now),
        [envelopeHeader]: JSON.stringify({
          requestId: 'walls',
          deadline: now.getTime() + 20_000,
          nesting: 0,
        }),
      },
    })
    if (answer === undefined) throw new Error(`there is no room ${room}`)
    this.#hold(account, `${room}: ${query.slice(0, 160)}`, answer.body, JSON.stringify(variables))
    const { data, errors = [] } = JSON.parse(answer.body) as Answered
    return { data, errors }
  }

  #hold(account: string, about: string, answer: string, question: string): void {
    for (const { what, value, seenBy } of this.#world.markers.in(answer, question))
      if (seenBy.has(account)) this.found.add(value)
      else this.leaks.add(`${account || 'nobody'} finds ${what} (${value}) by ${about}`)
  }

  async #credentialOf(account: string): Promise<Record<string, string>> {
    const held = this.#credentials.get(account) ?? (await this.#world.credentialOf(account))
    this.#credentials.set(account, held)
    return held
  }
}
