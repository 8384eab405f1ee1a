/** What a front end needs of the hub: a token, a question, an answer. */
export interface HubClient {
  ask<Data>(account: string, query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>
  /** Subgraph requests the hub has made so far. */
  subgraphCalls(): Promise<number>
}

/** An answer of the graph. */
export interface Answer<Data> {
  data: Data | null
  errors: { message: string; extensions?: { code?: string; fault?: string; number?: string } }[]
  ms: number
}

/** A client of the hub at an address. Accounts are the demo accounts of the embedded issuer; '' is nobody. */
export function hubClient(url: string, metricsUrl: string): HubClient {
  const tokens = new Map<string, Promise<string>>()

  const login = async (account: string): Promise<string> => {
    const answer = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'password', username: account, password: account }),
    })
    const body = (await answer.json()) as { access_token?: string }
    if (!body.access_token)
      throw new Error(`no token for ${account}: ${answer.status} ${JSON.stringify(body)}`)
    return body.access_token
  }
  const tokenOf = (account: string): Promise<string> => {
    const known = tokens.get(account) ?? login(account)
    tokens.set(account, known)
    return known
  }

  return {
    ask: async (account, query, variables = {}) => {
      const credential: Record<string, string> =
        account === '' ? {} : { authorization: `Bearer ${await tokenOf(account)}` }
      const started = performance.now()
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...credential },
        body: JSON.stringify({ query, variables }),
      })
      const body = (await answer.json()) as { data?: never; errors?: never[] }
      return {
        data: body.data ?? null,
        errors: body.errors ?? [],
        ms: Math.round(performance.now() - started),
      }
    },
    subgraphCalls: async () => {
      const text = await (await fetch(metricsUrl)).text()
      return [...text.matchAll(/^gateway_fetches_total\{[^}]*\} (\d+)$/gm)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      )
    },
  }
}
