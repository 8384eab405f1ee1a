import { breakingChanges } from '../schema/schema-changes.ts'

const breaking = await breakingChanges()
for (const change of breaking) console.error(`breaking: ${change.message}`)
if (breaking.length > 0) {
  console.error(
    'clients rely on schema/api.released.graphql; release on purpose with: npm run schema:release -- --breaking "reason"',
  )
  process.exit(1)
}
console.log('the API schema breaks nothing that was released')
