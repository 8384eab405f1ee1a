/**
 * Every setting of every program of the hub that has a prefix of its own. One that is not here is misspelt, and a program that ignored
 * it would run otherwise than its operator believes. `known-settings.test.ts` finds one that is missing.
 */
export const knownSettings: readonly string[] = [
  'HUB_AUDIT_KEY',
  'HUB_AUDIT_PUBLIC_KEYS',
  'HUB_AUDIT_SINK',
  'HUB_CALLBACKS_LOOPBACK',
  'HUB_CERTIFICATE_AUTHORITY',
  'HUB_CERTIFICATE_KEY',
  'HUB_CORS_ORIGINS',
  'HUB_CRASH_AT',
  'HUB_DATA_DIR',
  'HUB_EVENT_SECRETS',
  'HUB_GATEWAY_URL',
  'HUB_JOURNAL_KEY',
  'HUB_PLATFORM_RELAYS',
  'HUB_POLICE_ANSWER_BYTES_MAX',
  'HUB_POLICE_BREAKER_FAULTS',
  'HUB_POLICE_BREAKER_PAUSE_MS',
  'HUB_POLICE_DOCUMENT_PARAMETER',
  'HUB_POLICE_INTERFACES',
  'HUB_POLICE_LICENCE_KEY',
  'HUB_POLICE_OPERATION',
  'HUB_POLICE_PROVINCE',
  'HUB_POLICE_RATE_BURST',
  'HUB_POLICE_RATE_PER_SECOND',
  'HUB_POLICE_SCENARIO',
  'HUB_POLICE_STATION',
  'HUB_POLICE_SWEEP_AGE',
  'HUB_POLICE_SWEEP_EVERY',
  'HUB_POLICE_SWEEP_PAUSE',
  'HUB_POLICE_TERMINAL',
  'HUB_POLICE_TIMEOUT_MS',
  'HUB_POLICE_UNIT_CODE',
  'HUB_POLICE_UNIT_NAME',
  'HUB_POLICE_URL',
  'HUB_POLICE_USER_ID',
  'HUB_POLICE_USER_NAME',
  'HUB_PRINCIPAL_PRIVATE_KEY',
  'HUB_PRINCIPAL_PUBLIC_KEY',
  'HUB_PSEUDONYM_KEY',
  'HUB_QUERY_TEXT_BYTES',
  'HUB_RATE_FEEDS',
  'HUB_RATE_MUTATIONS',
  'HUB_RATE_QUERIES',
  'HUB_RATE_TOKENS',
  'HUB_ROOMS',
  'HUB_SERVICE_KEY',
  'HUB_SERVICE_PUBLIC_KEY',
  'HUB_SUBSCRIBERS',
  'HUB_SUPERGRAPH',
  'HUB_TRUSTED_PROXIES',
  'HUB_VEHICLES_PERMITS_SECRET',
  'HUB_VEHICLES_PERMITS_URL',
  'OIDC_ALGORITHMS',
  'OIDC_AUDIENCE',
  'OIDC_ISSUER',
  'OIDC_JWKS_URL',
]

const prefix = /^(HUB|OIDC)_/

/** What is wrong with variables of an environment that no program of the hub knows, a line each, with the setting that was meant. */
export function unknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => prefix.test(name) && env[name] !== '' && !knownSettings.includes(name))
    .map((name) => `${name}: there is no such setting; the nearest is ${nearestTo(name)}`)
}

function nearestTo(name: string): string {
  const distances = knownSettings.map((known) => [distance(name, known), known] as const)
  return distances.reduce((nearest, other) => (other[0] < nearest[0] ? other : nearest))[1]
}

/** Letters to change, add or take out so that one text becomes the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [index, sign] of [...other].entries())
      next.push(
        Math.min(
          (next[index] ?? 0) + 1,
          (row[index + 1] ?? 0) + 1,
          (row[index] ?? 0) + (letter === sign ? 0 : 1),
        ),
      )
    row = next
  }
  return row[other.length] ?? 0
}
