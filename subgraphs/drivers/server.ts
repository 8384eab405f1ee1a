import { runPersonRoom } from '@one-visit/kit/room/room-server.ts'
import { buildApp } from './app.ts'

await runPersonRoom('drivers', buildApp, process.env)
