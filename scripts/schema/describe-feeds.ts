/**
 * Writes what partners read of the feeds into schema/feeds.openapi.json; with `--check` writes nothing and fails where
 * the committed file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { feedDescription } from './feed-description.ts'

const file = new URL('../../schema/feeds.openapi.json', import.meta.url)
const text = feedDescription()
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  if (process.argv.includes('--check')) {
    console.error('schema/feeds.openapi.json is not fresh: run npm run describe-feeds')
    process.exitCode = 1
  } else {
    writeFileSync(file, text)
    console.log('wrote schema/feeds.openapi.json')
  }
}
