/** Writes the description of the feeds. `npm run describe-feeds -- --help` says everything. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readCommand } from '../command.ts'
import { generatorCommand } from './command.ts'

const { check } = readCommand(
  generatorCommand(
    'npm run describe-feeds',
    'Writes what partners read of the feeds (OpenAPI 3.1) into schema/feeds.openapi.json.',
  ),
  ({ values }) => values,
)

const { feedDescription } = await import('./feed-description.ts')
const file = new URL('../../schema/feeds.openapi.json', import.meta.url)
const text = feedDescription()
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  if (check) {
    console.error('schema/feeds.openapi.json is not fresh: run npm run describe-feeds')
    process.exitCode = 1
  } else {
    writeFileSync(file, text)
    console.log('wrote schema/feeds.openapi.json')
  }
}
