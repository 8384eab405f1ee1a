import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  equipment: Maybe<RecordFact<{ positioning: boolean; alarm: boolean }>>
}

/** The station's clerk saw positioning unit and emergency alarm at work. @see 暂行办法 art. 12 (2) */
export const equipmentIsFitted = check<Facts>(
  'EQUIPMENT_FITTED',
  {
    about: ['卫星定位与应急报警装置', 'positioning unit and emergency alarm'],
    pass: [
      '卫星定位装置和应急报警装置已经检测站确认。',
      'The station confirmed positioning unit and emergency alarm.',
    ],
    fail: ['卫星定位装置或应急报警装置未安装或未确认。', 'Positioning unit or emergency alarm is missing.'],
    advice: '请安装具有行驶记录功能的卫星定位装置和应急报警装置，由检测站窗口现场确认。',
  },
  ({ equipment }) => judge(equipment, ({ positioning, alarm }) => positioning && alarm),
)
