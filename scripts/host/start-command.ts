import { type Command, exits, type Given, WrongCommand } from '../command.ts'
import { hubDataDir } from './data-dirs.ts'

/** How the hub in one process is started. */
export const startCommand = {
  run: 'npm start',
  purpose: 'Starts the hub in one process on one port: gateway, rooms and database.',
  options: {
    port: {
      type: 'string',
      value: 'N',
      default: process.env.PORT || '4000',
      help: 'port it listens on, also as PORT in the environment; 0 for a free one',
    },
    host: {
      type: 'string',
      value: 'ADDRESS',
      default: process.env.HOST || '127.0.0.1',
      help: 'address it listens on',
    },
    data: {
      type: 'string',
      value: 'DIR',
      default: hubDataDir(),
      help: 'data directory: keys, lock, embedded database',
    },
    fresh: {
      type: 'boolean',
      default: false,
      help: 'begins anew: removes keys, embedded database and its audit checkpoints first',
    },
    demo: {
      type: 'boolean',
      default: false,
      help: 'demo accounts, schema and sample on a server’s database or an open address too; alone on this machine they come by themselves',
    },
    'no-sample': { type: 'boolean', default: false, help: 'loads no synthetic Wenzhou' },
  },
  environment: {
    DATABASE_URL: 'PostgreSQL 15 or newer, in the place of the embedded database',
    MIGRATION_DATABASE_URL:
      'the same database as the owner of the tables, where the login of DATABASE_URL owns nothing',
    HUB_DATA_DIR: 'data directory, where --data says nothing else',
    HUB_POLICE_URL:
      "the police's exchange service; all HUB_POLICE_* are in subgraphs/traffic-police/README.md",
    HUB_CALLBACKS_LOOPBACK: 'yes lets callbacks of partners lead to this machine',
    HUB_AUDIT_PUBLIC_KEYS: 'public keys of the audit before the one in keys.json, where that was exchanged',
    HUB_AUDIT_SINK:
      'file the checkpoints of the audit are added to; audit-checkpoints.ndjson of the data directory without it',
    OIDC_ISSUER:
      'whose access tokens are believed (all OIDC_* are in gateway/README.md); a demo issues its own',
    HUB_CORS_ORIGINS:
      'other origins whose pages may ask the graph, each in full, commas between; a demo lets those of this machine',
    HUB_QUERY_TEXT_BYTES: 'the longest text of a GraphQL document, bytes; 65536 without it',
    HUB_RATE_QUERIES:
      'questions of one caller a second; HUB_RATE_MUTATIONS, _FEEDS and _TOKENS likewise (gateway/README.md)',
    HUB_TRUSTED_PROXIES:
      'proxies in front of the hub, as addresses and networks: only these say where a request came from',
    NODE_ENV: 'production never has demo accounts, and shows no schema',
    LOG_LEVEL: 'what is logged: debug, info, warn (the default), error',
  },
  exits: {
    [exits.done]: 'ended by SIGTERM or SIGINT, and drained',
    [exits.failed]: 'it could not start, or not end; the line says why',
    [exits.wrongCommand]: 'a wrong command',
  },
} as const satisfies Command

/** What the command line says, the port as a number. @throws WrongCommand where it is none */
export function readStart({ values }: Given<typeof startCommand.options>) {
  const port = Number(values.port)
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new WrongCommand(`--port is a number from 0 to 65535, not ${values.port}.`)
  return { ...values, port }
}
