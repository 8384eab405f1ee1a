/** What the directory says of an item's delegation to an office, as the graph shows it. */
import { earliestUnread } from '@one-visit/kit/graph/earliest-unread.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { type EvidenceMember, envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { lastDayOf } from '@one-visit/kit/graph/last-day.ts'
import type { RoomContext } from '@one-visit/kit/room/server.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { acceptanceOfDay, delegatedPowers } from './delegated-powers.ts'
import type { PowerDelegation } from './generated/resolvers.ts'
import type { OfficeLoaders } from './loaders.ts'
import { officeDirectory as source } from './source.ts'
import type { DelegationRow } from './store.ts'

type Context = RoomContext<OfficeLoaders>

/** Every delegation of an item to an office, with its powers and days; rules judge it by day. */
export async function delegationsEvidence(officeId: string, item: string, { loaders, now }: Context) {
  const { delegated, coverage, unreadSince } = await readDelegations(officeId, item, loaders)
  const doubted = new Map(delegated.map(({ version, contradicted }) => [version, contradicted]))
  const rows = [...doubted].map(([row, contradicted]) => ({
    ...row,
    subject: subjectOf(row),
    deleted: false,
    contradicted,
    content: row,
  }))
  const asked = `${officeId}/${item}`
  const { members, ...evidence } = envelopeOfMany({ source, asked, rows, coverage, unreadSince, now })
  return { ...evidence, records: members.flatMap(recordsOf) }

  function recordsOf({
    content,
    confirmedAt,
    contradicted,
  }: EvidenceMember<DelegationRow>): PowerDelegation[] {
    return delegated
      .filter(({ version }) => version === content)
      .map(({ powers, validUntil }) => ({
        powers,
        validFrom: content.validFrom,
        validUntil: lastDayOf(validUntil).validUntil,
        basis: content.basis,
        confirmedAt,
        contradicted,
      }))
  }
}

/** Whether an office may accept an item today. */
export async function delegationEvidence(officeId: string, item: string, { loaders, now }: Context) {
  const { delegated, coverage, unreadSince } = await readDelegations(officeId, item, loaders)
  const found = acceptanceOfDay(delegated, shanghaiDay(now))
  const row = found?.version
  const envelope = envelopeOf({
    source,
    asked: `${officeId}/${item}`,
    row: row && { ...row, subject: subjectOf(row), content: row },
    coverage,
    unreadSince,
    conflicting: found?.contradicted,
    now,
  })
  const record = found &&
    !found.version.deleted && {
      validFrom: found.version.validFrom,
      validUntil: lastDayOf(found.validUntil).validUntil,
      basis: found.version.basis,
    }
  return { ...envelope, record: record || null }
}

async function readDelegations(officeId: string, item: string, loaders: OfficeLoaders) {
  const [rows, office, coverage] = await Promise.all([
    loaders.delegationsByKey.load([officeId, item]),
    loaders.officeById.load(officeId),
    loaders.coverageBySource.load(source.id, officeId),
  ])
  const known = rows.flatMap(({ delegation }) => (delegation === null ? [] : [delegation]))
  // Of an office that was closed nobody knows any more that it is the administration's.
  const kind = office?.office?.deleted ? undefined : office?.office?.kind
  return {
    delegated: delegatedPowers(known, kind),
    coverage,
    unreadSince: earliestUnread(rows),
  }
}

function subjectOf({ officeId, item }: DelegationRow): string {
  return `${officeId}/${item}`
}
