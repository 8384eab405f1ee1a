/** The key of a vehicle's owner: what other records of the hub know the same person or company by. */
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readResidentId, readUscc } from '@one-visit/schema/identifiers.ts'
import type { TmriRecord } from './tmri-soap.ts'

/** Who owns a vehicle, without the number itself: at most one of the two is there. */
export interface OwnerKey {
  /** Pseudonym of a person's resident ID number. */
  ownerRef: string | null
  /** Credit code of a company. */
  ownerUscc: string | null
}

/** Kinds of document (sfzmmc, GA/T 16) whose number is a resident ID number: 居民身份证, 居民户口簿, 临时居民身份证. */
const personal: ReadonlySet<string> = new Set(['A', 'H', 'M'])
/** Kinds whose number can be a credit code: 组织机构代码证书, which carries one since 2015, and 统一社会信用代码. */
const corporate: ReadonlySet<string> = new Set(['B', 'N'])

const nobody: OwnerKey = { ownerRef: null, ownerUscc: null }

/**
 * Reads the owner's key. What the number is, its kind says and never its look. No kind, another one (a passport, an old
 * organisation code) or a number that is none of its kind give no key: nobody can then say whether two owners are one.
 */
export function ownerKeyOf(record: TmriRecord, key: PseudonymKey, today: string): OwnerKey {
  const kind = record.sfzmmc?.trim().toUpperCase() ?? ''
  const number = record.sfzmhm ?? ''
  if (personal.has(kind)) {
    const read = ifCan(() => readResidentId(number, { today }))
    return read === undefined ? nobody : { ...nobody, ownerRef: pseudonymOf(read, key) }
  }
  return corporate.has(kind) ? { ...nobody, ownerUscc: ifCan(() => readUscc(number)) ?? null } : nobody
}

function ifCan(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
