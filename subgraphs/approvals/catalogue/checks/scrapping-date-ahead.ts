import { corrected, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { isPlausibleScrapping } from '../plausible.ts'
import { notToBeScrapped } from './not-to-be-scrapped.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ scrapOn?: string | null | undefined; scrapOnUnlimited?: boolean | undefined }>
  >
}

/**
 * The compulsory scrapping date of the police (qzbfqz) has not come, or the police state that there is none. A date they
 * do not name, or that cannot be so, says nothing; on the day itself the vehicle is to be scrapped.
 * @see for ride-hailing: 暂行办法 art. 39; the date itself is set by the police
 */
export const scrappingDateAhead = corrected<Facts>(notToBeScrapped, ({ policeStatus }, { day }) =>
  judge(policeStatus, ({ scrapOn, scrapOnUnlimited }) => {
    if (!scrapOn) return scrapOnUnlimited === true ? 'PASS' : 'UNKNOWN'
    return isPlausibleScrapping(scrapOn) ? day < scrapOn : 'UNKNOWN'
  }),
)
