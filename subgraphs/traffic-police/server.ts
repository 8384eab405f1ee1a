import { runPersonRoom } from '@one-visit/kit/room-server.ts'
import { buildApp } from './app.ts'

/** The police's exchange service, beside the settings every room that receives persons has. */
const tmri = { url: process.env.HUB_POLICE_URL, licenceKey: process.env.HUB_POLICE_LICENCE_KEY ?? '' }

await runPersonRoom('traffic-police', (parts) => buildApp({ ...parts, tmri }), process.env)
