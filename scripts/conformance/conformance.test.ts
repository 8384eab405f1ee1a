import { describe, expect, it } from 'vitest'
import { parseCommand } from '../command.ts'
import { conformanceCommand, readRun } from './arguments.ts'
import { finding, type Row, runSteps, type Step } from './steps/step.ts'
import { tableEnd, tableRow } from './table.ts'

const steps: Step[] = [
  { name: 'one', expectation: '201', run: async () => finding('201', [true, 'never told']) },
  {
    name: '二',
    expectation: '422',
    run: async () => finding('201', [false, 'it is 201'], [false, 'no code']),
  },
  { name: 'three', expectation: '401', run: async () => 'no secret' },
  {
    name: 'four',
    expectation: '200',
    run: async () => {
      throw new Error('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    },
  },
]

describe('the table of a run', () => {
  it('says of every step what came and, where it fails, why', async () => {
    const told: Row[] = []
    const rows = await runSteps(steps, (row) => told.push(row))
    expect(told).toEqual(rows)
    expect(rows.map(({ verdict, why }) => [verdict, why])).toEqual([
      ['PASS', ''],
      ['FAIL', 'it is 201; no code'],
      ['SKIP', 'no secret'],
      ['FAIL', 'fetch failed: connect ECONNREFUSED'],
    ])
    expect(tableEnd(rows)).toBe('1 passed, 2 failed, 1 left out')
    const [one = '', two = ''] = rows.map(tableRow)
    // A Chinese character is as wide as two others.
    expect(two.indexOf('422')).toBe(one.indexOf('201') - 1)
    expect(two.split('\n')[1]).toBe('     why not: it is 201; no code')
  })
})

describe('npm run conformance', () => {
  it.each([
    [['--as', 'horse'], /--as is platform/],
    [
      ['--as', 'platform', '--url', 'http://127.0.0.1:9', '--company-id', 'C'],
      /--token, --secret or --key is needed/,
    ],
    [
      ['--as', 'platform', '--url', 'x', '--company-id', 'C', '--key', 'no-such-file.pem'],
      /--key no-such-file.pem cannot be read/,
    ],
    [
      ['--as', 'platform', '--url', 'x', '--company-id', 'C', '--token', 'T', '--quota', 'much'],
      /--quota is how many requests/,
    ],
    [
      ['--as', 'station', '--url', 'http://127.0.0.1:9', '--station', '330303001', '--token', 'T'],
      /--secret \(or --key\) is needed/,
    ],
    [['--as', 'register', '--url', 'x', '--token', 'T', '--room', 'attic'], /--room is vehicles/],
    [
      ['--as', 'platform', '--url', 'x', '--company-id', 'C', '--token', 'T', '--only', 'attic'],
      /--only is authentication, .*; not attic/,
    ],
    [['--as', 'police'], /--url of the hub or --exchange, your exchange service, is needed/],
  ])('says what a wrong question lacks: %j', (args, message) => {
    expect(() => readRun(parseCommand(conformanceCommand, args))).toThrow(message)
  })
})
