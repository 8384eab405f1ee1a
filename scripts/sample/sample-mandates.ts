import type { Clock } from '@one-visit/kit/clock.ts'
import {
  envelopeHeader,
  type Principal,
  principalHeader,
  signPrincipal,
} from '@one-visit/kit/room/principal.ts'
import { demoAccounts } from '../host/accounts.ts'
import type { HubKeys } from '../host/keys.ts'
import type { Rooms } from '../host/rooms.ts'
import { sampleUscc } from './sample-data.ts'
import { platforms } from './sample-names.ts'

const days = { validFrom: '2026-01-01', validUntil: '2029-12-31' }
const platform = { companyId: platforms[3].companyId }

/** Who grants what: the demo people to one another, each in the own login. */
const granted = [
  { account: 'citizen', input: { kind: 'AGENCY', grantedTo: platform, items: ['RHL-02'], ...days } },
  {
    account: 'citizen',
    input: { kind: 'LEASE', grantedTo: { uscc: sampleUscc(0) }, items: ['FRT-01', 'RHL-02'], ...days },
  },
  {
    account: 'company-agent',
    input: { kind: 'CONSIGNMENT', grantedTo: platform, items: ['RHL-02'], ...days },
  },
] as const

const document = `mutation Grant($input: GrantMandateInput!, $key: String!) {
  grantMandate(input: $input, idempotencyKey: $key) { id } }`

/** Grants the mandates of the sample through the room's graph, as its gateway would ask; at each start, and once for all. */
export async function loadMandates(options: { rooms: Rooms; keys: HubKeys; clock: Clock }): Promise<void> {
  const { rooms, keys, clock } = options
  const accounts = new Map(demoAccounts(keys.pseudonym).map((account) => [account.id, account]))
  for (const [index, { account: id, input }] of granted.entries()) {
    const account = accounts.get(id)
    if (account === undefined) throw new Error(`there is no account ${id}`)
    const { roles, organisation, division, ref } = account
    await grant(
      { rooms, keys, clock },
      { caller: id, roles: [...roles], organisation, division, subjectRef: ref },
      {
        input,
        key: `sample-mandate-${index + 1}`,
      },
    )
  }
}

async function grant(
  { rooms, keys, clock }: { rooms: Rooms; keys: HubKeys; clock: Clock },
  principal: Principal,
  variables: object,
): Promise<void> {
  const now = clock()
  const envelope = { requestId: 'sample', deadline: now.getTime() + 20_000, nesting: 0 }
  const answer = await rooms.all.approvals?.execute({
    body: JSON.stringify({ query: document, variables }),
    headers: {
      [principalHeader]: signPrincipal(principal, keys.principal.privateKey, now),
      [envelopeHeader]: JSON.stringify(envelope),
    },
  })
  const { errors } = JSON.parse(answer?.body ?? '{"errors":["no room approvals"]}') as { errors?: unknown[] }
  if (errors !== undefined) throw new Error(`a mandate of the sample is refused: ${JSON.stringify(errors)}`)
}
