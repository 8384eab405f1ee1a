import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  platformRecord: Maybe<
    RecordFact<{
      inService: boolean
      positioningBrand?: string | null | undefined
      positioningModel?: string | null | undefined
    }>
  >
}

/**
 * The platform named in the application reports the vehicle as its own, with the positioning unit it carries.
 * @see 暂行办法 art. 12 (2) for the unit, art. 13 for the platform as applicant
 */
export const platformListsVehicle = check<Facts>(
  'PLATFORM_LISTS_VEHICLE',
  {
    about: ['平台车辆信息', 'the vehicle on the platform'],
    pass: [
      '平台已报送该车辆及其卫星定位装置。',
      'The platform reports the vehicle and its positioning unit.',
    ],
    fail: [
      '平台未报送该车辆，或报送为失效，或无卫星定位装置。',
      'The platform does not report the vehicle as in service with a positioning unit.',
    ],
    advice: '请联系网约车平台公司报送车辆基本信息和卫星定位装置信息。',
  },
  ({ platformRecord }) =>
    judge(
      platformRecord,
      ({ inService, positioningBrand, positioningModel }) =>
        inService && Boolean(positioningBrand) && Boolean(positioningModel),
    ),
)
