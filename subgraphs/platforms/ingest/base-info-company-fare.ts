import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fareHistory, fares } from '../company-tables.ts'
import { companiesChanged } from './events.ts'
import type { Fields } from './fields.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoCompanyFare 网约车平台公司运价 (A.4.6); fields from two public implementations. */
const companyFareFields = {
  CompanyId: 32,
  Address: 6,
  FareType: 16,
  FareTypeNote: 128,
  FareValidOn: 40,
  FareValidOff: 40,
  StartFare: 32,
  StartMile: 32,
  UnitPricePerMile: 32,
  UnitPricePerMinute: 32,
  UpPrice: 32,
  UpPriceStartMile: 32,
  MorningPeakTimeOn: 8,
  MorningPeakTimeOff: 8,
  EveningPeakTimeOn: 8,
  EveningPeakTimeOff: 8,
  OtherPeakTimeOn: 8,
  OtherPeakTimeOff: 8,
  PeakUnitPrice: 32,
  PeakPriceStartMile: 32,
  LowSpeedPricePerMinute: 32,
  NightPricePerMile: 32,
  NightPricePerMinute: 32,
  OtherPrice: 32,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

type Read = Fields<keyof typeof companyFareFields>

function prices(read: Read, whole: boolean) {
  return {
    startYuan: whole ? read.amount('StartFare') : null,
    startKm: whole ? read.amount('StartMile') : null,
    yuanPerKm: whole ? read.amount('UnitPricePerMile') : null,
    yuanPerMinute: whole ? read.amount('UnitPricePerMinute') : null,
    surchargeYuanPerKm: whole ? read.amountOrNull('UpPrice') : null,
    surchargeFromKm: whole ? read.amountOrNull('UpPriceStartMile') : null,
    peakSurchargeYuan: whole ? read.amountOrNull('PeakUnitPrice') : null,
    peakSurchargeFromKm: whole ? read.amountOrNull('PeakPriceStartMile') : null,
    lowSpeedYuanPerMinute: whole ? read.amountOrNull('LowSpeedPricePerMinute') : null,
    nightYuanPerKm: whole ? read.amountOrNull('NightPricePerMile') : null,
    nightYuanPerMinute: whole ? read.amountOrNull('NightPricePerMinute') : null,
    otherYuan: whole ? read.amountOrNull('OtherPrice') : null,
  }
}

function peaks(read: Read, whole: boolean) {
  return {
    morningPeakFrom: whole ? read.clockOrNull('MorningPeakTimeOn') : null,
    morningPeakUntil: whole ? read.clockOrNull('MorningPeakTimeOff') : null,
    eveningPeakFrom: whole ? read.clockOrNull('EveningPeakTimeOn') : null,
    eveningPeakUntil: whole ? read.clockOrNull('EveningPeakTimeOff') : null,
    otherPeakFrom: whole ? read.clockOrNull('OtherPeakTimeOn') : null,
    otherPeakUntil: whole ? read.clockOrNull('OtherPeakTimeOff') : null,
  }
}

/** A fare of a company in a city; money in yuan, distances in km, times of day HH:MM. */
export interface FareReport extends RecordRow, ReturnType<typeof prices>, ReturnType<typeof peaks> {
  companyId: string
  division: string
  fareType: string
  note: string | null
  validFrom: Date | null
  /** Null where no end is stated, the beginning of `unlimitedDay` where there is none. */
  validUntil: Date | null
  active: boolean | null
}

/** Reads a fare. Its code is unique within a company; by city too, so that two cities never overwrite each other. */
export const baseInfoCompanyFare = defineMessage({
  name: 'baseInfoCompanyFare',
  ...mappingsOf(companyFareFields, mapOf),
  plan: {
    table: fares,
    history: fareHistory,
    scope: 'companyId',
    key: ['companyId', 'division', 'fareType'],
  },
  identify: identifierOf({
    fields: companyFareFields,
    key: (read) => [read.division('Address'), read.keyText('FareType')],
    sourceAt: updateTimeOf,
  }),
  events: (applied) => companiesChanged(applied, 'fare'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof companyFareFields>, context: RecordContext): FareReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const division = read.division('Address')
    const fareType = read.keyText('FareType')
    const validFrom = whole ? read.instant('FareValidOn') : null
    const validUntil = whole ? read.instantLimitOrNull('FareValidOff') : null
    read.mustFollow('FareValidOff', validFrom, validUntil)
    return {
      ...provenance,
      revision: `${companyId}/${division}/${fareType}@${version}`,
      division,
      fareType,
      note: whole ? read.textOrNull('FareTypeNote') : null,
      validFrom,
      validUntil,
      ...prices(read, whole),
      ...peaks(read, whole),
      active: whole ? read.isValid('State') : null,
    }
  }
}
