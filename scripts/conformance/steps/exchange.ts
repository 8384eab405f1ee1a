import type { AskExchange, ExchangeAnswer } from '../police-exchange.ts'
import { finding, type Step } from './step.ts'

/** A vehicle the police know, to ask about. */
export interface KnownVehicle {
  /** With its province character. */
  plate: string
  /** Plate kind hpzl. */
  kind: string
  vin: string
}

/** The hub's deadline for one question, ms. */
const deadlineMs = 2_000

const isDay = (text = ''): boolean => /^\d{4}-?\d{2}-?\d{2}(?:[ T].*)?$/.test(text)

/** The police's exchange service, asked as the hub asks it. */
export function exchangeServiceSteps(ask: AskExchange, known: KnownVehicle): Step[] {
  const { plate, kind, vin } = known
  const plain = { hpzl: kind, hphm: plate.slice(1) }
  const wide = { sf: plate.charAt(0), ...plain }
  const about = (name: string, jkid: string, condition: Readonly<Record<string, string>>): Step => ({
    name,
    expectation: 'code 1, one row about this VIN',
    run: async () => {
      const answer = await ask(jkid, condition)
      return finding(
        words(answer),
        ...readable(answer),
        [answer.code === '1', `code is ${answer.code}, not 1`],
        [answer.rows.length === 1, `there are ${answer.rows.length} rows, not 1`],
        [answer.rows[0]?.clsbdh === vin, `clsbdh is ${answer.rows[0]?.clsbdh}, not ${vin}`],
      )
    },
  })
  return [
    about('01C49, a known vehicle', '01C49', wide),
    {
      name: '01C49, its fields',
      expectation: Object.keys(rowRules(known)).join(' '),
      run: async () => {
        const [row = {}] = (await ask('01C49', wide)).rows
        const wrong = Object.entries(rowRules(known)).filter(([name, holds]) => !holds(row[name] ?? ''))
        return finding(
          `${Object.keys(row).length} fields`,
          ...wrong.map(([name]) => [false, `${name} is ${JSON.stringify(row[name]) ?? 'missing'}`] as const),
        )
      },
    },
    about('01C21, the same vehicle', '01C21', plain),
    about('18C49, as an inspection station asks', '18C49', {
      ...plain,
      clsbdh: vin.slice(-4),
      jyjgbh: '330303001',
    }),
    {
      name: '01C49, a plate nobody has',
      expectation: 'code 1, rownum 0, no row',
      run: async () => {
        const answer = await ask('01C49', { ...wide, hphm: 'CFZ9999' })
        return finding(
          words(answer),
          ...readable(answer),
          [answer.code === '1', `code is ${answer.code}: a refusal is not “nothing found”`],
          [answer.rownum === '0', `rownum is ${answer.rownum || 'missing'}, not 0`],
          [answer.rows.length === 0, `there are ${answer.rows.length} rows`],
        )
      },
    },
    {
      name: 'an interface nobody may use (01Z99)',
      expectation: 'another code than 1',
      run: async () => {
        const answer = await ask('01Z99', wide)
        return finding(words(answer), ...readable(answer), [
          answer.code !== '1',
          'code is 1: a refusal would be taken for an answer',
        ])
      },
    },
    {
      name: 'ten questions at once',
      expectation: `each its own answer within ${deadlineMs} ms`,
      run: async () => {
        const asked = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? wide.hphm : 'CFZ9999'))
        const answers = await Promise.all(asked.map((hphm) => ask('01C49', { ...wide, hphm })))
        const slowest = Math.max(...answers.map(({ ms }) => ms))
        return finding(
          `${answers.length} answers, the slowest after ${slowest} ms`,
          [
            answers.every(({ rows }, index) => rows.length === (index % 2 === 0 ? 1 : 0)),
            'an answer is another question’s',
          ],
          [slowest <= deadlineMs, `the slowest took ${slowest} ms`],
        )
      },
    },
  ]
}

function words({ status, code, rownum, rows, unreadable, ms }: ExchangeAnswer): string {
  return unreadable
    ? `${status} ${unreadable}`
    : `${status} code ${code}, rownum ${rownum}, ${rows.length} rows, ${ms} ms`
}

function readable(answer: ExchangeAnswer): (readonly [boolean, string])[] {
  return [
    [answer.status === 200, `the service answers ${answer.status}, not 200`],
    [/xml/i.test(answer.contentType), `the content type is ${answer.contentType || 'missing'}, not XML`],
    [answer.unreadable === undefined, answer.unreadable ?? ''],
  ]
}

/** What the hub needs of a vehicle's row, and of what form. */
function rowRules({ plate, kind, vin }: KnownVehicle): Readonly<Record<string, (value: string) => boolean>> {
  return {
    clsbdh: (value) => value === vin,
    hphm: (value) => value === plate.slice(1) || value === plate,
    hpzl: (value) => value === kind,
    syxz: (value) => /^[A-U]$/.test(value),
    zt: (value) => /^[A-Z]+$/.test(value),
    syr: (value) => value !== '' && !value.includes('\ufffd') && !/%[0-9A-F]{2}/i.test(value),
    ccdjrq: isDay,
    yxqz: isDay,
    qzbfqz: isDay,
  }
}
