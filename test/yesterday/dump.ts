import { execFileSync } from 'node:child_process'

/** What pg_dump says of its session and of itself; a loader has a session of its own. */
const ofTheSession = /^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict )/

/** The application's role, where the server has none yet: rights are given to it. */
const role = `do $$ begin
  if not exists (select from pg_roles where rolname = 'hub_app') then create role hub_app nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;
`

/**
 * A database as SQL text that a PostgreSQL server and the embedded database load alike: tables, rights, policies,
 * triggers, sequences and rows.
 */
export function dumpDatabase(url: string): string {
  const options = ['--inserts', '--rows-per-insert=200', '--no-owner', '--encoding=UTF8', `--dbname=${url}`]
  const text = execFileSync('pg_dump', options, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return role + statementsOf(text)
}

/** The statements alone; a row's text may begin like a comment, but never at the beginning of a line of its own. */
function statementsOf(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--') && !ofTheSession.test(line))
    .join('\n')
    .replaceAll(/^ALTER DEFAULT PRIVILEGES FOR ROLE \S+ /gm, 'ALTER DEFAULT PRIVILEGES ')
}
