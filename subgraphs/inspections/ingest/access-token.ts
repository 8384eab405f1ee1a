import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { HubError } from '@one-visit/kit/errors.ts'
import { matrixParameterOf } from '@one-visit/kit/feed/routes/route.ts'

/** How long a station's token is good for, seconds. */
const lifeSeconds = 2 * 60 * 60

/** Tokens of the comprehensive exchange: the station asks for one and appends it to its addresses. Nothing is stored. */
export interface AccessTokens {
  issue(station: string, now: Date): string
  /** Station of the token in an address. @throws HubError UNAUTHENTICATED for one that is not genuine or has run out, or none */
  stationOf(url: string, now: Date): string
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
    stationOf: (url, now) => {
      const token = matrixParameterOf(url, 'token')
      if (token === undefined) throw notLetIn('The address carries no token.')
      const [station = '', expires = '', given = ''] = token.split('.')
      const expected = signature(`${station}.${expires}`)
      const bytes = Buffer.from(given, 'base64url')
      const isGenuine = bytes.length === expected.length && timingSafeEqual(bytes, expected)
      if (!isGenuine || Number(expires) * 1000 <= now.getTime())
        throw notLetIn('The token is not one of a station, or has run out.')
      return station
    },
  }
}

function notLetIn(why: string): HubError {
  return new HubError('UNAUTHENTICATED', why, { fault: 'STATION_TOKEN' })
}
