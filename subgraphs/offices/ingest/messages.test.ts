import { holdToMapping, type MappedMessage } from '@one-visit/kit/feed/fixtures/hold-to-mapping.ts'
import { describe } from 'vitest'
import { affiliationMessage } from './affiliation.ts'
import { delegationMessage } from './delegation.ts'
import { officeMessage } from './office.ts'

const context = {
  source: { id: 'office-directory', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] },
  receivedAt: new Date('2026-01-31T00:00:00Z'),
}
const station = '330303001'
const stated = { recordId: 'r-1', updatedAt: '2026-01-20T10:00:00+08:00' }
const office = {
  ...stated,
  id: station,
  name: '鹿城检测站窗口',
  kind: 'STATION',
  division: '330302',
  address: '温州市鹿城区',
  phone: '0577-00000000',
  hours: '周一至周五 8:30-17:00',
  windows: 2,
}
const delegation = {
  ...stated,
  officeId: station,
  item: 'RHL-02',
  validFrom: '2017-08-01',
  validUntil: '2027-02-28',
  basis: '温运管〔2017〕1号',
}
const affiliation = {
  ...stated,
  officeId: station,
  authority: 'wenzhou-bureau',
  validFrom: '2017-08-01',
  basis: '温编〔2017〕1号',
}
const subject = `SCOPE ${station}`

const samples: readonly [string, MappedMessage][] = [
  ['an office', { message: officeMessage, good: office, context, subject }],
  ['an affiliation', { message: affiliationMessage, good: affiliation, context, subject }],
  ['a delegation', { message: delegationMessage, good: delegation, context, subject }],
  [
    'a delegation of one power',
    {
      message: delegationMessage,
      good: { ...delegation, power: 'DECIDE', endsEarlier: true },
      context,
      subject,
    },
  ],
]

describe.each(samples)('%s', (_, sample) => {
  holdToMapping(sample)
})
