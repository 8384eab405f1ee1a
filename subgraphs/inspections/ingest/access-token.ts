import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** How long a station's token is good for, seconds. */
const lifeSeconds = 2 * 60 * 60

/** Tokens of the comprehensive exchange: the station asks for one and appends it to its addresses. Nothing is stored. */
export interface AccessTokens {
  issue(station: string, now: Date): string
  /** Station of a genuine token that has not run out. */
  stationOf(token: string, now: Date): string | undefined
}

/** Tokens signed with a key derived from the room's own. */
export function createAccessTokens(key: KeyObject): AccessTokens {
  const signature = (content: string): Buffer =>
    createHmac('sha256', key).update(`station access token ${content}`).digest()
  return {
    issue: (station, now) => {
      const content = `${station}.${Math.floor(now.getTime() / 1000) + lifeSeconds}`
      return `${content}.${signature(content).toString('base64url')}`
    },
    stationOf: (token, now) => {
      const [station = '', expires = '', given = ''] = token.split('.')
      const expected = signature(`${station}.${expires}`)
      const bytes = Buffer.from(given, 'base64url')
      if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return undefined
      return Number(expires) * 1000 > now.getTime() ? station : undefined
    },
  }
}
