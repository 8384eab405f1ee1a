import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { actFaults } from '@one-visit/schema/act-faults.ts'
import { recordFaults } from '@one-visit/schema/record-faults.ts'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)

/** The source of schema and rooms, tests and what is tried with left out. */
function sources(): string {
  const listed = execFileSync('git', ['ls-files', '-z', 'schema/*.ts', 'subgraphs/*.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && !/\.test\.ts$|\/fixtures\/|(record|act)-faults\.ts$/.test(path))
    .map((path) => readFileSync(new URL(path, root), 'utf8'))
    .join('\n')
}

// That every code that is thrown has its sentences, the compiler says: RecordFault and HubError take no others.
it('lists no code that nobody gives', () => {
  const text = sources()
  expect(
    Object.keys({ ...recordFaults, ...actFaults }).filter((code) => !text.includes(`'${code}'`)),
  ).toEqual([])
})
