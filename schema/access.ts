/**
 * Who may do what: the scopes each role carries. Access directives in the SDL name scopes and policies; this table
 * gives them to roles. Gateway and rooms both read it, so that they cannot disagree.
 */
export const roles = {
  BUREAU_CLERK: [
    'vehicle:read',
    'driver:read',
    'operator:read',
    'inspection:read',
    'platform:read',
    'police:read',
    'office:read',
    'case:read',
    'case:submit',
    'case:decide',
  ],
  STATION_CLERK: [
    'vehicle:read',
    'operator:read',
    'inspection:read',
    'platform:read',
    'office:read',
    'case:read',
    'case:submit',
    'case:decide',
  ],
  COUNTY_CLERK: [
    'vehicle:read',
    'driver:read',
    'operator:read',
    'inspection:read',
    'platform:read',
    'office:read',
    'case:read',
    'case:submit',
    'case:decide',
  ],
  COMPANY_AGENT: [
    'operator:read',
    'office:read',
    'case:read',
    'case:submit',
    'feed:send',
    'feed:read',
    'callback:manage',
  ],
  PLATFORM: [
    'platform:read',
    'office:read',
    'case:read',
    'case:submit',
    'feed:send',
    'feed:read',
    'callback:manage',
  ],
  STATION: ['inspection:read', 'office:read', 'feed:send', 'feed:read', 'callback:manage'],
  POLICE: ['police:read', 'office:read', 'feed:send', 'feed:read'],
  /** A system that feeds the hub and asks it nothing: a register, a directory. */
  PARTNER: ['office:read', 'feed:send', 'feed:read'],
  CITIZEN: ['office:read', 'case:read', 'case:submit'],
  AUDITOR: ['case:read', 'audit:read', 'office:read'],
  ADMINISTRATOR: ['office:read', 'operator:read', 'feed:read', 'feed:administer'],
  /** The hub itself, reading evidence for a case; only approvals is given it. */
  HUB_EVIDENCE: [
    'vehicle:read',
    'driver:read',
    'operator:read',
    'inspection:read',
    'platform:read',
    'police:read',
    'office:read',
    'evidence:refresh',
    // Names of owners whole, and the keys they are known by.
    'owner:read',
  ],
} as const satisfies Record<string, readonly string[]>

/** A role an access token may carry. */
export type Role = keyof typeof roles

/**
 * Scopes by which a role reads what belongs to its own organisation, and nothing of another's. By every other scope a role
 * reads whatever the room holds.
 */
const ownOnly: Partial<Record<Role, readonly string[]>> = {
  PLATFORM: ['platform:read'],
  STATION: ['inspection:read'],
}

/** Whether one of the roles held reads by a scope what belongs to anybody. */
export function readsOfAll(held: readonly string[], scope: string): boolean {
  return held.some((role) => scopesOf([role]).has(scope) && ownOnly[role as Role]?.includes(scope) !== true)
}

/** Policies an `@policy` may name, and what the caller must bring. */
export const policies = {
  /** The caller acts for a named item and application. */
  'purpose-bound': (caller: { itemCode?: string | undefined; applicationId?: string | undefined }) =>
    caller.itemCode !== undefined && caller.applicationId !== undefined,
} as const

/** A policy an `@policy` may name. */
export type Policy = keyof typeof policies

/** The scopes a set of roles carries; an unknown role carries none. */
export function scopesOf(held: readonly string[]): ReadonlySet<string> {
  return new Set(held.flatMap((role) => (Object.hasOwn(roles, role) ? roles[role as Role] : [])))
}
