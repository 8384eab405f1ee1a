import { execFileSync } from 'node:child_process'

/** The application's role, where the server has none yet: rights are given to it. */
const role = `do $$ begin
  if not exists (select from pg_roles where rolname = 'hub_app') then create role hub_app nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;
`

/**
 * A database as SQL text that a PostgreSQL server and the embedded database load alike: tables, rights, policies,
 * triggers, sequences and rows. Needs pg_dump.
 */
export function dumpDatabase(url: string): string {
  const options = ['--inserts', '--rows-per-insert=200', '--no-owner', '--encoding=UTF8', `--dbname=${url}`]
  const text = execFileSync('pg_dump', options, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return role + withoutSession(text)
}

/** Without what pg_dump says to psql and of its session before the first statement: whoever loads has a session. */
function withoutSession(text: string): string {
  return text
    .slice(text.indexOf('\nCREATE SCHEMA '))
    .replace(/\n\\unrestrict .*\n*$/, '\n')
    .replaceAll(/^ALTER DEFAULT PRIVILEGES FOR ROLE \S+ /gm, 'ALTER DEFAULT PRIVILEGES ')
}
