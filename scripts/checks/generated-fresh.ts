import { execFileSync } from 'node:child_process'

// Generated files travel with their source: each generator compares what it would write with what is there.
for (const script of ['scripts/compose.ts', 'scripts/codegen.ts', 'scripts/describe-feeds.ts'])
  execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { stdio: 'inherit' })
