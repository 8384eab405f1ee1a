import { runPersonRoom } from '@one-visit/kit/room-server.ts'
import { buildApp } from './app.ts'

await runPersonRoom('platforms', buildApp, process.env)
