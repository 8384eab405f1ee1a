import { check, judgeList } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'

interface Facts {
  licences: Maybe<
    ListFact<{
      scope: readonly string[]
      valid: boolean
      validFrom: string
      validUntil?: string | null | undefined
    }>
  >
}

/**
 * The business that will run the vehicle is licensed for the trade on the day.
 * @see for freight: 道路运输条例 art. 24, the basis of FRT-01
 */
export function operatorLicenceCovers(scope: string, zh: string) {
  return check<Facts>(
    'OPERATOR_LICENCE_VALID',
    {
      about: ['经营许可', 'licence of the business'],
      pass: [`业户持有有效的${zh}经营许可。`, 'The business is licensed.'],
      fail: [`业户没有有效的${zh}经营许可。`, 'The business is not licensed for this.'],
      advice: `请先取得${zh}经营许可。`,
    },
    ({ licences }, { day }) =>
      judgeList(licences, (held) =>
        held.some(
          (licence) =>
            licence.valid &&
            licence.scope.includes(scope) &&
            licence.validFrom <= day &&
            (!licence.validUntil || day <= licence.validUntil),
        ),
      ),
  )
}
