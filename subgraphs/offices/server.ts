import { runRoom } from '@one-visit/kit/room/room-server.ts'
import { buildApp } from './app.ts'

await runRoom('offices', buildApp, process.env)
