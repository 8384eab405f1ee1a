/** Releases the API schema. `npm run schema:release -- --help` says everything. */
import { appendFileSync, copyFileSync } from 'node:fs'
import { exits, readCommand } from '../command.ts'

const schemaFile = (name: string): URL => new URL(`../../schema/${name}`, import.meta.url)

const { values } = readCommand({
  run: 'npm run schema:release',
  purpose: "Makes today's API schema the one clients rely on, and writes down what changed and why.",
  options: {
    breaking: {
      type: 'string',
      value: 'REASON',
      help: 'why clients have to change, where a change breaks them',
    },
  },
  exits: {
    [exits.done]: 'released, or nothing changed since the last release',
    [exits.failed]: 'a change breaks clients and no reason is given: nothing was released',
    [exits.wrongCommand]: 'a wrong command: nothing was done',
  },
})

const { CriticalityLevel } = await import('@graphql-inspector/core')
const { changesSinceRelease } = await import('./schema-changes.ts')
const changes = await changesSinceRelease()
const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
if (changes.length === 0) {
  console.log('nothing changed since the last release')
} else if (breaking.length > 0 && !values.breaking) {
  for (const change of breaking) console.error(`breaking: ${change.message}`)
  console.error('say why clients have to change: npm run schema:release -- --breaking "reason"')
  process.exitCode = 1
} else {
  const day = new Date().toISOString().slice(0, 10)
  const lines = changes.map(({ criticality, message }) => `- ${criticality.level}: ${message}`)
  const reason = values.breaking ? `\nBreaking, because ${values.breaking}\n` : ''
  appendFileSync(schemaFile('CHANGELOG.md'), `\n## ${day}\n${reason}\n${lines.join('\n')}\n`)
  copyFileSync(schemaFile('api.graphql'), schemaFile('api.released.graphql'))
  console.log(`released ${changes.length} changes, ${breaking.length} of them breaking`)
}
