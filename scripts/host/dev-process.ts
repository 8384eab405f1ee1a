/**
 * A hub of `npm run dev`: loads the packages, compiles the embedded database and waits; loads the sources as they are when
 * it is told `load`, starts when it is told `start`, and says when it is ready. Ends with whoever started it.
 */

/** What takes longest to load and is never edited. */
const packages = [
  '@apollo/gateway',
  '@apollo/server',
  '@apollo/subgraph',
  '@electric-sql/pglite',
  'drizzle-orm/node-postgres',
  'drizzle-orm/pglite',
  'fastify',
  'graphql',
  'jose',
  'mercurius',
  'pg-boss',
  'pino',
  'protobufjs',
  'undici',
  'zod',
]

/** Everything the hub imports once its data are open. */
const sources = [
  './hub.ts',
  './rooms.ts',
  './accounts.ts',
  './welcome.ts',
  '../tools/tools.ts',
  '../sample/sample-feed.ts',
  '@one-visit/gateway/app.ts',
  '@one-visit/gateway/feeds/feeds.ts',
  '@one-visit/gateway/identity/issuer.ts',
]

let loading: Promise<unknown> = load(packages).then(warmDatabase)

process.on('message', (message) => {
  if (message === 'load') loading = loading.then(() => load(sources))
  else void loading.then(() => import('./start.ts')).then(() => process.send?.('ready'))
})
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

/** Has the embedded database compiled: a process keeps what it compiled. By the package alone, as sources may be edited yet. */
async function warmDatabase(): Promise<void> {
  if (process.env.DATABASE_URL) return
  const { PGlite } = await import('@electric-sql/pglite')
  await (await PGlite.create()).close()
}

/** Loads modules one after the other. What cannot be loaded is told when the hub itself asks for it. */
async function load(names: readonly string[]): Promise<void> {
  for (const name of names) await import(name).catch(() => undefined)
}
