import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { systemClock } from '@one-visit/kit/clock.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import type { Role } from '@one-visit/schema/access.ts'
import { graphql, parse } from 'graphql'
import { buildGateway, type Gateway, type GatewayOptions } from './app.ts'
import type { Transport, TransportRequest, TransportResponse } from './executor/transport.ts'
import { type Account, type EmbeddedIssuer, openEmbeddedIssuer } from './identity/issuer.ts'

/** `sdl` is without its @link, which is added; `resolvers` as graphql-tools take them. */
export interface TestSubgraph {
  readonly sdl: string
  readonly resolvers?: object
}

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
  @link(url: "https://hub.one-visit.example/directives/v1.0", import: ["@deadline"])
  @composeDirective(name: "@deadline")
scalar Duration
directive @deadline(fetch: Duration!, operation: Duration!) on FIELD_DEFINITION
`

/** Composes subgraphs into the text of a supergraph. */
export function composeText(subgraphs: Readonly<Record<string, TestSubgraph>>): string {
  const result = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({
      name,
      typeDefs: parse(link + sdl),
      url: `http://${name}.test.internal/graphql`,
    })),
  )
  if (result.errors !== undefined) throw new Error(result.errors.map(({ message }) => message).join('\n'))
  return result.supergraphSdl
}

const json = { 'content-type': 'application/json; charset=utf-8' }

/** An answer of a scripted subgraph. */
export function jsonAnswer(body: unknown, status = 200): TransportResponse {
  return {
    status,
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
}

/** The way to a real subgraph schema in this process. */
export function schemaTransport({ sdl, resolvers = {} }: TestSubgraph): Transport {
  const schema = buildSubgraphSchema({ typeDefs: parse(link + sdl), resolvers: resolvers as never })
  return async ({ body }) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
    const result = await graphql({ schema, source: query, variableValues: variables })
    return jsonAnswer({
      data: result.data,
      ...(result.errors && {
        errors: result.errors.map((error) => ({
          message: error.message,
          path: error.path,
          extensions: error.extensions,
        })),
      }),
    })
  }
}

/** A way that remembers what went along it. */
export function recorded(transport: Transport): Transport & { requests: TransportRequest[] } {
  const requests: TransportRequest[] = []
  return Object.assign(
    (request: TransportRequest) => {
      requests.push(request)
      return transport(request)
    },
    { requests },
  )
}

/** The gateway signs with these; a test that stands in for a room verifies with them. */
export const principalKeys: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ed25519')

/** A person with one role whose password is `open sesame`; its id is the role in lower case and -1. */
export function account(role: Role, more: Partial<Account> = {}): Account {
  return {
    kind: 'person',
    id: `${role.toLowerCase()}-1`,
    secret: 'open sesame',
    name: role,
    roles: [role],
    ...more,
  }
}

/** The embedded issuer at http://hub.test. */
export function testIssuer(accounts: readonly Account[] = []): Promise<EmbeddedIssuer> {
  return openEmbeddedIssuer({
    environment: 'development',
    origin: 'http://hub.test',
    accounts,
    clock: systemClock,
  })
}

/** A gateway over subgraphs in this process. */
export async function testGateway(
  subgraphs: Readonly<Record<string, TestSubgraph & { transport?: Transport }>>,
  options: Partial<GatewayOptions> = {},
): Promise<Gateway> {
  return buildGateway({
    environment: 'development',
    supergraph: { text: composeText(subgraphs) },
    transports: Object.fromEntries(
      Object.entries(subgraphs).map(([name, subgraph]) => [
        name,
        subgraph.transport ?? schemaTransport(subgraph),
      ]),
    ),
    principalPrivateKey: principalKeys.privateKey,
    clock: systemClock,
    log: silentLog(),
    open: true,
    ...options,
  })
}

/** What a client reads of an answer. */
export interface Answer {
  status: number
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
  extensions?: Record<string, unknown>
}

/** Asks a gateway as a client would. */
export async function askGateway(
  gateway: Gateway,
  query: string,
  options: { variables?: Record<string, unknown>; token?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { status, body } = await gateway.ask({
    query,
    variables: options.variables ?? {},
    headers: {
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
  })
  return { status, ...(body as object) }
}

/** A server of a test on a free port of this machine. */
export async function serve(
  handle: (request: IncomingMessage, reply: ServerResponse) => void,
): Promise<{ url: string; server: Server; close(): Promise<void> }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
