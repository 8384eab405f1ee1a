/** Walks the audit chain of the approvals room. `npm run audit -- --help` says everything. */
import { dataExits, readCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'

const { values } = readCommand({
  run: 'npm run audit',
  purpose:
    'Holds the chain of everything that was done against itself, against the checkpoints in the sink, and against applications, decisions and certificates, both ways.',
  options: {
    data: { type: 'string', value: 'DIR', default: hubDataDir(), help: 'data directory of the hub' },
    sink: {
      type: 'string',
      value: 'FILE',
      help: 'the checkpoints to believe, e.g. a copy that was kept elsewhere; HUB_AUDIT_SINK, else the hub’s own, without it',
    },
  },
  environment: {
    DATABASE_URL: 'a server in the place of the data directory',
    HUB_AUDIT_SINK: 'where --sink says nothing else',
    HUB_AUDIT_PUBLIC_KEYS:
      'public keys that may have signed checkpoints (SPKI DER in base64, commas between); that of the data directory without it',
  },
  exits: { ...dataExits, 1: 'something is not as it was done; each line says what' },
})

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('./run-tool.ts')
  const { auditArgs } = await import('./audit-args.ts')
  const args = auditArgs({ dataDir: values.data, sink: values.sink, env: process.env })
  return runTool(
    { name: 'audit', args },
    { databaseUrl: process.env.DATABASE_URL, dataDir: values.data },
    (line) => console.log(line),
  )
})
