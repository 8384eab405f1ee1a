import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlank, scratchDatabase } from '../testing.ts'
import { type Database, instantOf, type Orm, prepared, rowsOf, statementOf, type Tenant } from './database.ts'
import { insideTransaction } from './frames.ts'
import { migrate } from './migrate.ts'

const cases = pgTable('cases', { id: integer('id').primaryKey(), organisation: text('organisation') })

const tables = `
  create table cases (id integer primary key, organisation text not null);
  alter table cases enable row level security;
  create policy own on cases using (
    current_setting('hub.everything', true) = 'yes' or organisation = current_setting('hub.organisation', true));
  create table register (id integer primary key, name text);
  create table closed (id integer primary key);
  grant select, insert, update, delete on cases, register to hub_app;
  insert into cases values (1, 'a'), (2, 'b');`

const a: Tenant = { organisation: 'a', roles: ['COMPANY_AGENT'] }
let db: Database

beforeAll(async () => {
  db = await scratchDatabase(async (owner) => {
    await migrate(owner, [])
    await owner.script(tables)
  })
})
afterAll(() => db.close())

function settings(orm: Orm) {
  return orm.execute(
    sql`select current_user as who, current_setting('hub.organisation', true) as organisation,
        current_setting('hub.roles', true) as roles`,
  )
}

async function until(condition: () => boolean): Promise<void> {
  for (let time = 0; time < 300 && !condition(); time += 1) await sleep(20)
  expect(condition()).toBe(true)
}

describe('a tenant', () => {
  it('sees and changes its own rows only', async () => {
    expect(await db.read(a, (tx) => tx.select().from(cases))).toEqual([{ id: 1, organisation: 'a' }])
    await db.write(a, (tx) => tx.update(cases).set({ id: 22 }).where(sql`id = 2`))
    await expect(db.write(a, (tx) => tx.insert(cases).values({ id: 3, organisation: 'b' }))).rejects.toThrow()
    expect(await db.read({ roles: [], everything: true }, (tx) => tx.select().from(cases))).toHaveLength(2)
  })
  it('of no organisation sees nothing, also after somebody else on the same connection', async () => {
    for (let time = 0; time < 10; time += 1) {
      await db.read(a, (tx) => tx.select().from(cases))
      expect(await db.read({ roles: [] }, (tx) => tx.select().from(cases))).toEqual([])
      expect(await db.transaction((tx) => tx.select().from(cases))).toEqual([])
    }
  })
  it('cannot write while it reads', async () => {
    await expect(db.read(a, (tx) => tx.insert(cases).values({ id: 4, organisation: 'a' }))).rejects.toThrow()
  })
  it('works as the role of the application, and what it set is gone afterwards', async () => {
    const [within] = rowsOf<{ who: string }>(await db.read(a, settings))
    expect(within).toEqual({ who: 'hub_app', organisation: 'a', roles: 'COMPANY_AGENT' })
    const [after] = rowsOf<{ who: string; organisation: string | null }>(await settings(db.orm))
    expect(after?.who).not.toBe('hub_app')
    expect(after?.organisation || null).toBeNull()
  })
  it('may not touch a table nobody granted', async () => {
    await expect(db.transaction((tx) => tx.execute(sql`select * from closed`))).rejects.toThrow()
    await expect(db.transaction((tx) => tx.execute(sql`drop table register`))).rejects.toThrow()
  })
})

describe('a transaction', () => {
  it('is undone when its work throws', async () => {
    const failed = db.transaction(async (tx) => {
      await tx.execute(sql`insert into register values (1, 'x')`)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(rowsOf(await db.orm.execute(sql`select * from register`))).toEqual([])
  })
  it('is known inside, not outside, and not to what it leaves running', async () => {
    let left: Promise<boolean> | undefined
    expect(insideTransaction()).toBe(false)
    await db.transaction(async () => {
      expect(insideTransaction()).toBe(true)
      await sleep(1)
      expect(insideTransaction()).toBe(true)
      left = sleep(100).then(insideTransaction)
    })
    expect(insideTransaction()).toBe(false)
    expect(await left).toBe(false)
  })
  it('refuses statements that go round it, which would wait for ever', async () => {
    const round = [
      () => db.orm.execute(sql`select 1`),
      () => db.script('select 1'),
      () => db.transaction(async () => undefined),
      () => db.read(a, async () => undefined),
    ]
    for (const statement of round) {
      const failed = await db.transaction(statement).then(
        () => undefined,
        (error: Error & { cause?: Error }) => `${error.message} ${error.cause?.message}`,
      )
      expect(failed).toMatch(/A transaction is open/)
    }
  })
  it('may have an inner one that fails alone', async () => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`insert into register values (10, 'outer')`)
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`insert into register values (11, 'inner')`)
          throw new Error('no')
        })
        .catch(() => undefined)
    })
    expect(rowsOf(await db.orm.execute(sql`select id from register`))).toEqual([{ id: 10 }])
  })
  it('runs beside others without seeing what they have not finished', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        db.write({ organisation: `o${index}`, roles: [] }, async (tx) => {
          await tx.insert(cases).values({ id: 100 + index, organisation: `o${index}` })
          await sleep(1)
          return (await tx.select().from(cases)).length
        }),
      ),
    )
    expect(new Set(counts)).toEqual(new Set([1]))
  })
})

describe('notifications', () => {
  it('arrive after commit, outside any transaction, and not after a rollback', async () => {
    const heard: string[] = []
    const within: boolean[] = []
    const stop = await db.listen('things', (payload) => {
      heard.push(payload)
      within.push(insideTransaction())
    })
    await db.transaction(async (tx) => {
      await db.notify(tx, 'things', 'one')
      await sleep(50)
      expect(heard).toEqual([])
    })
    await db
      .transaction(async (tx) => {
        await db.notify(tx, 'things', 'never')
        throw new Error('no')
      })
      .catch(() => undefined)
    await db.transaction((tx) => db.notify(tx, 'things', 'two'))
    await until(() => heard.length === 2)
    expect(heard).toEqual(['one', 'two'])
    expect(within).toEqual([false, false])
    await stop()
    await db.transaction((tx) => db.notify(tx, 'things', 'three'))
    await sleep(50)
    expect(heard).toHaveLength(2)
  })
  it('reach every listener of a channel', async () => {
    let heard = 0
    const stops = [await db.listen('c', () => (heard += 1)), await db.listen('c', () => (heard += 1))]
    await db.transaction((tx) => db.notify(tx, 'c'))
    await until(() => heard === 2)
    await stops[0]?.()
    await db.transaction((tx) => db.notify(tx, 'c'))
    await until(() => heard === 3)
    await stops[1]?.()
  })
})

describe('statements', () => {
  it('are counted without the frame around them', async () => {
    const seen: string[] = []
    db.onStatement = (statement) => seen.push(statement)
    await db.read(a, (tx) => tx.select().from(cases))
    await db.orm.execute(sql`select 1`)
    db.onStatement = undefined
    expect(seen).toHaveLength(2)
  })
  it('are prepared once for each database', async () => {
    let built = 0
    const find = prepared('find_cases', (orm) => {
      built += 1
      return orm
        .select()
        .from(cases)
        .where(sql`${cases.id} = any(${sql.placeholder('ids')})`)
    })
    await find(db).execute({ ids: [1, 2] })
    await find(db).execute({ ids: [3] })
    expect(built).toBe(1)
  })
  it.runIf(process.env.DATABASE_URL)('with a name are planned once, none is compiled', async () => {
    const settings = {
      plan: sql<string>`current_setting('plan_cache_mode')`,
      jit: sql<string>`current_setting('jit')`,
    }
    const planned = prepared('settings', (orm) => orm.select(settings).from(sql`(values (1)) as one`))
    expect(await planned(db).execute()).toEqual([{ plan: 'force_generic_plan', jit: 'off' }])
    expect(await db.orm.select(settings).from(sql`(values (1)) as one`)).toEqual([
      { plan: 'auto', jit: 'off' },
    ])
  })
  it('of other libraries keep their values apart from their text', async () => {
    const statement = statementOf(`select $2::text as b, $1::text as a, $2::text as again`, ["'; drop", 'x'])
    expect(rowsOf(await db.orm.execute(statement))).toEqual([{ a: "'; drop", b: 'x', again: 'x' }])
  })
  it('give arrays of plain values as arrays, and an array of whole rows as text', async () => {
    const [row] = rowsOf<{ plain: unknown; whole: unknown }>(
      await db.orm.execute(
        sql`select array[gen_random_uuid(), null] as plain, array_agg(n) as whole from pg_namespace n`,
      ),
    )
    expect(row?.plain).toEqual([expect.any(String), null])
    expect(row?.whole).toMatch(/^\{"\(/)
  })
  it('written by hand give instants that instantOf reads', async () => {
    const [row] = rowsOf<{ at: string }>(
      await db.orm.execute(sql`select '2026-01-31T08:00:00.123+08:00'::timestamptz as at`),
    )
    expect(instantOf(row?.at ?? '').toISOString()).toBe('2026-01-31T00:00:00.123Z')
  })
})

describe('exclusive work', () => {
  it('waits for the work of the same name that began before', async () => {
    const order: string[] = []
    const first = db.exclusively('w', async () => {
      order.push('first begins')
      await sleep(200)
      order.push('first ends')
    })
    await sleep(db.kind === 'postgres' ? 100 : 300)
    await Promise.all([first, db.exclusively('w', async () => order.push('second'))])
    expect(order).toEqual(['first begins', 'first ends', 'second'])
  })
})

describe('connections', () => {
  it('that are lost, idle or in a transaction or listening, are replaced without an end of the process', async () => {
    if (db.kind === 'pglite') {
      // The embedded database has no connections to lose; what it has is the end of the whole of it.
      const other = await openBlank()
      await other.close()
      const away = { code: 'STORE_UNAVAILABLE' }
      await expect(other.orm.execute(sql`select 1`)).rejects.toMatchObject({ cause: away })
      await expect(other.transaction((tx) => tx.execute(sql`select 1`))).rejects.toMatchObject(away)
      return
    }
    let heard = 0
    const stop = await db.listen('lost', () => (heard += 1))
    const cutOthers = sql`select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
    await db.transaction(async () => {
      await db.exclusively('cut', async () => undefined).catch(() => undefined)
      await sleep(10)
    })
    const cut = db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      await sleep(300)
      await tx.execute(sql`select 1`)
    })
    await sleep(100)
    await db.orm.execute(cutOthers)
    await expect(cut).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await until(() => true)
    for (let time = 0; time < 100 && heard === 0; time += 1) {
      await db.transaction((tx) => db.notify(tx, 'lost')).catch(() => undefined)
      await sleep(50)
    }
    expect(heard).toBeGreaterThan(0)
    await stop()
  })
})

describe('a script that begins a transaction and fails', () => {
  it('leaves none open behind it', async () => {
    const found = async () => rowsOf(await db.orm.execute(sql`select id from register where id > 900`))
    const failing = db.script('begin; insert into register values (901); select 1 / 0; commit')
    await expect(failing).rejects.toThrow(/division by zero/)
    // As often as the pool has connections.
    for (let connection = 0; connection < 10; connection += 1) expect(await found()).toEqual([])
    await db.script('begin; insert into register values (902); commit')
    expect(await found()).toEqual([{ id: 902 }])
  })
})
