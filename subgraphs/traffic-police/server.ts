import { runPersonRoom } from '@one-visit/kit/room/room-server.ts'
import { buildApp } from './app.ts'
import { noPoliceService, readTmriOptions } from './config.ts'

await runPersonRoom(
  'traffic-police',
  // Read inside, where a setting that cannot be used is explained.
  async (parts) => {
    const tmri = readTmriOptions(process.env)
    if (tmri.url === undefined) parts.log.warn(noPoliceService)
    return buildApp({ ...parts, tmri })
  },
  process.env,
)
