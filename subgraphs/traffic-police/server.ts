import { runPersonRoom } from '@one-visit/kit/room/room-server.ts'
import { buildApp } from './app.ts'
import { readTmriOptions } from './config.ts'

await runPersonRoom(
  'traffic-police',
  // Read inside, where a setting that cannot be used is explained.
  async (parts) => buildApp({ ...parts, tmri: readTmriOptions(process.env) }),
  process.env,
)
