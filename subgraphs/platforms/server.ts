import { runPersonRoom } from '@one-visit/kit/room/room-server.ts'
import { buildApp } from './app.ts'
import { readRelayLayouts } from './relay-settings.ts'

await runPersonRoom(
  'platforms',
  async (parts) => buildApp({ ...parts, relayLayouts: readRelayLayouts(process.env) }),
  process.env,
)
