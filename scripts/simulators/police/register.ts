/** What the simulated police know and send: made from a seed, the same on every machine. */
import { inventedCreditCode, inventedResidentId, withVinCheckDigit } from '../identifiers.ts'
import { randomOf } from '../random.ts'
import type { PoliceRegisterRow } from './wire.ts'

/** Somebody's record as it is pushed to the hub. */
export type PushedRecord = Record<string, string | number | null>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Vehicles in the register. Their state may hold several letters; the plate is without its province character. */
export function seededVehicles(count: number, seed: number, at: Date): PoliceRegisterRow[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, index) => ({
    xh: `3303${String(seed).padStart(4, '0')}${String(index).padStart(8, '0')}`,
    hpzl: '52',
    hphm: `CD${String((seed * 1000 + index) % 100_000).padStart(5, '0')}`,
    clsbdh: withVinCheckDigit(
      `LSV${String(Math.floor(random() * 90_000) + 10_000)}0H1${String(index).padStart(6, '0')}`.slice(0, 17),
    ),
    syxz: pick(random, ['T', 'T', 'A', 'D', 'U']),
    zt: pick(random, ['A', 'A', 'A', 'AG', 'ABG', 'Q']),
    cllx: 'K33',
    hdzk: '5',
    zzl: '1850',
    zj: '2700',
    ...pick(random, [
      { syr: '虚构 一', sfzmmc: 'A', sfzmhm: inventedResidentId(seed * 1000 + index) },
      { syr: '虚构出行有限公司', sfzmmc: 'N', sfzmhm: inventedCreditCode(seed * 1000 + index) },
      // A foreigner: nobody else knows the person by the number of a passport.
      { syr: '赵虚构', sfzmmc: 'C', sfzmhm: `P${index}` },
    ]),
    ccdjrq: `${dayOf(at, -400 - Math.floor(random() * 1000))} 00:00:00.0`,
    yxqz: `${dayOf(at, Math.floor(random() * 700) - 30)} 00:00:00.0`,
    qzbfqz: pick(random, ['2099-12-31', dayOf(at, 2000)]),
    dabh: `3303${String(seed).padStart(3, '0')}${String(index).padStart(5, '0')}`,
    gxrq: `${dayOf(at, -1)} 09:30:00.0`,
  }))
}

function pick<Value>(random: () => number, values: readonly [Value, ...Value[]]): Value {
  return values[Math.floor(random() * values.length)] ?? values[0]
}

/** The day in Beijing. */
function dayOf(at: Date, days = 0): string {
  return new Date(at.getTime() + 8 * hourMs + days * dayMs).toISOString().slice(0, 10)
}

/** Drivers in the register, as 02C06 gives them. Division 330399 belongs to nobody. */
export function seededDrivers(count: number, seed: number, at: Date): PoliceRegisterRow[] {
  const random = randomOf(seed + 1)
  return Array.from({ length: count }, (_, index) => ({
    sfzmhm: residentId(index, random),
    dabh: `3303${String(seed).padStart(3, '0')}${String(index).padStart(5, '0')}`,
    xm: '虚构 一',
    fzjg: '浙C',
    zjcx: pick(random, ['C1', 'A2B1D', 'C1D', 'B2E']),
    zt: pick(random, ['A', 'A', 'A', 'H']),
    ljjf: String(Math.floor(random() * 13)),
    cclzrq: dayOf(at, -4000 - Math.floor(random() * 3000)),
    yxqs: `${dayOf(at, -1000)} 00:00:00.0`,
    yxqz: pick(random, [dayOf(at, 2650), '2099-12-31']),
    qfrq: dayOf(at, 1 + Math.floor(random() * 364)),
    xh: `3303${String(index).padStart(11, '0')}`,
  }))
}

function residentId(index: number, random: () => number): string {
  const year = 1965 + Math.floor(random() * 35)
  const birth = `${year}${String(1 + Math.floor(random() * 12)).padStart(2, '0')}${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`
  const body = `330399${birth}${String(index % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (weights[place] ?? 0), 0)
  return `${body}${'10X98765432'.charAt(sum % 11)}`
}

/** Drivers of the register as the police push them: points as a number, days without a time, all changed at one instant. */
export function pushedLicences(drivers: readonly PoliceRegisterRow[], at: Date): PushedRecord[] {
  return drivers.map(
    ({ sfzmhm = '', zjcx = '', zt = '', ljjf = '', cclzrq = '', yxqs = '', yxqz = '', qfrq = '' }) => ({
      sfzmhm,
      zjcx,
      zt,
      ljjf: Number(ljjf),
      cclzrq,
      yxqs: yxqs.slice(0, 10),
      yxqz,
      qfrq,
      updatedAt: at.toISOString(),
    }),
  )
}

interface Change {
  from: 'A' | 'T'
  to: 'T' | 'U'
  /** Each state with the hours before now in which it was recorded. */
  states: readonly (readonly ['ACCEPTED' | 'DONE' | 'WITHDRAWN', number])[]
}

/** What becomes of a vehicle's use: done, on the way, withdrawn, done and reversed. */
const stories: readonly [readonly Change[], ...(readonly Change[])[]] = [
  [
    {
      from: 'A',
      to: 'T',
      states: [
        ['ACCEPTED', 72],
        ['DONE', 48],
      ],
    },
  ],
  [{ from: 'A', to: 'T', states: [['ACCEPTED', 30]] }],
  [
    {
      from: 'A',
      to: 'T',
      states: [
        ['ACCEPTED', 72],
        ['WITHDRAWN', 40],
      ],
    },
  ],
  [
    {
      from: 'A',
      to: 'T',
      states: [
        ['ACCEPTED', 240],
        ['DONE', 216],
      ],
    },
    {
      from: 'T',
      to: 'U',
      states: [
        ['ACCEPTED', 48],
        ['DONE', 24],
      ],
    },
  ],
]

const usageNames: Readonly<Record<string, string>> = { A: '非营运', T: '预约出租客运', U: '预约出租转非' }

/** Usage-type changes of some vehicles, in the order in which the police record them. */
export function pushedChanges(
  vehicles: readonly PoliceRegisterRow[],
  seed: number,
  at: Date,
): PushedRecord[] {
  const random = randomOf(seed + 2)
  const before = (hours: number): Date => new Date(at.getTime() - hours * hourMs)
  return vehicles
    .flatMap(({ clsbdh = '', hphm = '', hpzl = '' }) => {
      const story = pick(random, stories)
      return story.flatMap(({ from, to, states }, part) => {
        return states.map(([status, hours]) => ({
          changeId: `WZ${seed}-${clsbdh.slice(-8)}-${part + 1}`,
          plateNo: `浙${hphm}`,
          plateKind: hpzl,
          vin: clsbdh,
          fromUse: from,
          fromUseName: usageNames[from] ?? '',
          toUse: to,
          toUseName: usageNames[to] ?? '',
          acceptedAt: before(states[0]?.[1] ?? 0).toISOString(),
          completedAt: status === 'DONE' ? dayOf(before(hours)) : null,
          authority: '温州市公安局交通警察支队车辆管理所',
          divisionCode: '330300',
          status,
          newScrapDate: status === 'DONE' && to === 'T' ? dayOf(at, 2000) : null,
          updatedAt: before(hours).toISOString(),
        }))
      })
    })
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))
}
