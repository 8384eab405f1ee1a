import { execFileSync } from 'node:child_process'

// Generated files travel with their source: each generator compares what it would write with what is there.
for (const script of [
  'scripts/schema/compose.ts',
  'scripts/schema/codegen.ts',
  'scripts/schema/describe-feeds.ts',
])
  execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { stdio: 'inherit' })
