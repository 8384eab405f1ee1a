import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { SinkToVerify } from '@one-visit/approvals/audit/verify-sink.ts'
import { asIntruder } from '@one-visit/approvals/testing/as-owner.ts'
import { exits } from '@one-visit/scripts/command.ts'
import { auditArgs } from '@one-visit/scripts/tools/audit-args.ts'
import { tools } from '@one-visit/scripts/tools/tools.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { intrusions } from './intrusions.ts'
import { playStory, type Story } from './story.ts'

let story: Story
beforeAll(async () => {
  story = await playStory()
  copyFileSync(story.world.sink.path, keptSink())
})
afterEach(async () => {
  await story.restore()
  copyFileSync(keptSink(), story.world.sink.path)
})
afterAll(() => story?.world.close())

const keptSink = () => `${story.world.sink.path}.kept`

/** `npm run audit`, as the one who audits says what to believe. */
async function audit(sink: SinkToVerify = story.world.sink): Promise<{ exit: number; lines: string[] }> {
  const env = {
    HUB_AUDIT_PUBLIC_KEYS: sink.keys
      .map((key) => key.export({ format: 'der', type: 'spki' }).toString('base64'))
      .join(','),
  }
  const args = auditArgs({ dataDir: '/nowhere', sink: sink.path, env })
  const lines: string[] = []
  const work = tools.audit?.(story.world.db, () => Promise.reject() as never, args)
  for (;;) {
    const next = await work?.next()
    if (next === undefined || next.done) return { exit: next?.value ?? exits.wrongCommand, lines }
    lines.push(next.value)
  }
}

const broken = (lines: readonly string[]) => lines.filter((line) => line.startsWith('BROKEN'))

describe('records nobody changed', () => {
  it('are told to be as they were written, with what was held against what', async () => {
    const { exit, lines } = await audit()
    expect(lines).toEqual([
      expect.stringMatching(/^10 rows, each as it was written; digest of the last [0-9a-f]{64}$/),
      expect.stringMatching(/^[1-9]\d* checkpoints in the sink, up to row 10$/),
      '3 cases held against the chain',
      '0 rows are not chained yet',
    ])
    expect(exit).toBe(exits.done)
  })

  it('are told of where an act has no place in the chain yet', async () => {
    await asIntruder(
      story.world.db,
      `insert into approvals.audit (at, actor, action, detail) values (now(), 'x', 'CALLBACK_CHANGED', '{}')`,
    )
    const { exit, lines } = await audit()
    expect([exit, lines.at(-1)]).toEqual([exits.done, '1 rows are not chained yet'])
  })
})

describe('records somebody changed who may do anything with the database', () => {
  it.each(intrusions)('$kind: found and named', async ({ text, named }) => {
    await asIntruder(story.world.db, await text(story))
    const { exit, lines } = await audit()
    expect(broken(lines)).toContainEqual(expect.stringMatching(named))
    expect(exit).toBe(exits.failed)
  })
})

describe('a sink somebody changed', () => {
  const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

  it('lacks a checkpoint that was sent', async () => {
    const { path } = story.world.sink
    writeFileSync(path, `${linesOf(path).slice(0, -1).join('\n')}\n`)
    const { exit, lines } = await audit()
    expect(broken(lines)).toEqual([
      expect.stringMatching(/^BROKEN {2}the checkpoint of row 10 was sent at .*, and is not in the sink$/),
    ])
    expect(exit).toBe(exits.failed)
  })

  it('has a checkpoint nobody of this hub signed', async () => {
    const { keys, path } = story.world.sink
    expect(await audit({ path, keys: [generateKeyPairSync('ed25519').publicKey] })).toMatchObject({
      exit: exits.failed,
      lines: expect.arrayContaining([expect.stringMatching(/line 1 of the sink.* is not signed by a key/)]),
    })
    const other = generateKeyPairSync('ed25519').publicKey
    expect(await audit({ path, keys: [other, ...keys] })).toMatchObject({ exit: exits.done })
  })

  it('is believed where a hub ended inside a line, and sent it again', async () => {
    const { path } = story.world.sink
    const [last = ''] = linesOf(path).slice(-1)
    appendFileSync(path, `${last.slice(0, 40)}\n${last}\n`)
    expect(await audit()).toMatchObject({ exit: exits.done })
  })
})
