/**
 * Every figure a rule rests on, by date. A rule names the figure and reads its value on the day judged, so that a case is
 * judged by the law of its day. Values are only ever added at the end, from a day after the last release: what was
 * released is compared with `test/contract/released/limits.json`.
 */

/**
 * Where a value comes from: the text of a rule that was read, a rule remembered and not read again, or this hub's own
 * choice where no rule is known.
 */
export type Mark = 'rule' | 'memory' | 'ours'

/** A value from a day on, until the next one. */
export interface DatedValue<Value> {
  /** First day on which it holds, YYYY-MM-DD. */
  readonly from: string
  readonly value: Value
  /** Act and article, or the reason for the choice. */
  readonly basis: string
  readonly mark: Mark
}

/** A figure of the law with its values, earliest first. */
export interface Figure<Value = number> {
  readonly unit: string
  readonly values: readonly [DatedValue<Value>, ...DatedValue<Value>[]]
}

/** What a city asks of a ride-hailing vehicle beyond the national rules. What is left out is not asked. */
export interface LocalVehicleRule {
  readonly wheelbaseMinMm?: number
  /** Highest age at entry, years. */
  readonly ageMaxYears?: number
}

/** Years after which a vehicle leaves ride-hailing. */
export const rideHailingServiceYears: Figure = {
  unit: 'years since the first registration',
  values: [
    { from: '2016-11-01', value: 8, basis: '网络预约出租汽车经营服务管理暂行办法第三十九条', mark: 'rule' },
  ],
}

/** Kilometres at which a ride-hailing vehicle must be scrapped. */
export const rideHailingMileage: Figure = {
  unit: 'km',
  values: [
    {
      from: '2016-11-01',
      value: 600_000,
      basis: '网络预约出租汽车经营服务管理暂行办法第三十九条',
      mark: 'rule',
    },
  ],
}

/** Most seats of a ride-hailing vehicle, the driver's included. */
export const rideHailingSeats: Figure = {
  unit: 'seats',
  values: [
    {
      from: '2016-11-01',
      value: 7,
      basis: '网络预约出租汽车经营服务管理暂行办法第十二条第（一）项',
      mark: 'rule',
    },
  ],
}

/** Years for which a ride-hailing vehicle permit is issued. */
export const rideHailingPermitYears: Figure = {
  unit: 'years',
  values: [
    {
      from: '2016-11-01',
      value: 3,
      basis: 'The rules of Wenzhou are not known; taken from those of Shanghai, articles 9 and 10.',
      mark: 'ours',
    },
  ],
}

/** Years for which the permit of a general freight vehicle is issued. */
export const freightPermitYears: Figure = {
  unit: 'years',
  values: [{ from: '2016-04-01', value: 4, basis: 'No rule is known.', mark: 'ours' }],
}

/** Gross mass up to which a general freight vehicle needs no permit; null while every one needs it. */
export const freightExemptMass: Figure<number | null> = {
  unit: 'kg',
  values: [
    { from: '2016-04-01', value: null, basis: '道路运输条例第二十四条', mark: 'rule' },
    { from: '2019-01-01', value: 4_500, basis: '交通运输部办公厅2018年12月24日通知', mark: 'rule' },
  ],
}

/** Gross mass from which a freight vehicle needs a positioning unit. */
export const positionedFreightMass: Figure = {
  unit: 'kg',
  values: [{ from: '2016-04-01', value: 12_000, basis: '道路运输车辆动态监督管理办法', mark: 'memory' }],
}

/** Months for which a certificate is issued that stands on paper which states no day of its own. */
export const paperValidityMonths: Figure = {
  unit: 'months',
  values: [
    {
      from: '2026-11-30',
      value: 3,
      basis:
        'No rule is known; long enough for a source to come back, short enough for nothing to be outlived.',
      mark: 'ours',
    },
  ],
}

/**
 * Rules of cities for ride-hailing vehicles, by the first four digits of the division. Wenzhou's own are not known to us,
 * so that Wenzhou asks nothing here; Hangzhou's entry has only what a register can prove (price and range are not in one).
 */
export const cityVehicleRules: Readonly<Record<string, Figure<LocalVehicleRule | null>>> = {
  '3301': {
    unit: 'mm of wheelbase, years of age',
    values: [
      { from: '2016-04-01', value: null, basis: 'Before the city had rules.', mark: 'ours' },
      {
        from: '2016-11-01',
        value: { ageMaxYears: 5 },
        basis: '杭州市网络预约出租汽车经营服务管理实施细则（2016-10 草案）',
        mark: 'rule',
      },
    ],
  },
}

/** Every figure, by name; those of a city are named by its four digits. */
export const figures: Readonly<Record<string, Figure<unknown>>> = {
  rideHailingServiceYears,
  rideHailingMileage,
  rideHailingSeats,
  rideHailingPermitYears,
  freightPermitYears,
  freightExemptMass,
  positionedFreightMass,
  paperValidityMonths,
  ...Object.fromEntries(
    Object.entries(cityVehicleRules).map(([city, figure]) => [`cityVehicleRules.${city}`, figure]),
  ),
}

/**
 * The value of a figure on a day. Before its first day the first value is given: no item is in force then, and the texts
 * of a check are written down with it.
 */
export function valueOn<Value>({ values }: Figure<Value>, day: string): Value {
  return (values.findLast(({ from }) => from <= day) ?? values[0]).value
}
