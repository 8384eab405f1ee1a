/** Compares the API schema with the released one. `npm run check:schema -- --help` says everything. */
import { exits, readCommand } from '../command.ts'

readCommand({
  run: 'npm run check:schema',
  purpose: 'Fails where a change of the API schema would break a client that relies on the released one.',
  options: {},
  exits: {
    [exits.done]: 'nothing is broken',
    [exits.failed]: 'something is; a line each says what',
    [exits.wrongCommand]: 'a wrong command: nothing was compared',
  },
})

const { breakingChanges } = await import('../schema/schema-changes.ts')
const breaking = await breakingChanges()
for (const change of breaking) console.error(`breaking: ${change.message}`)
if (breaking.length > 0) {
  console.error(
    'clients rely on schema/api.released.graphql; release on purpose with: npm run schema:release -- --breaking "reason"',
  )
  process.exit(exits.failed)
}
console.log('the API schema breaks nothing that was released')
