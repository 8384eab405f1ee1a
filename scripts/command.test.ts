import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Command, helpOf, parseCommand, readCommand, usageOf, WrongCommand } from './command.ts'

const { argv } = process
const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** Our programs by the name npm knows them by; the other scripts start tools of others, which have a help of their own. */
const programs = Object.entries(manifest.scripts).flatMap(([name, script]): [string, string][] => {
  const [, file] = /^node --import tsx (\S+)$/.exec(script) ?? []
  return file === undefined ? [] : [[name, file]]
})

const horse = {
  run: 'npm run horse',
  purpose: 'Rides a horse.',
  positionals: { NAME: 'which horse' },
  options: {
    far: { type: 'boolean', default: false, help: 'rides far' },
    speed: { type: 'string', value: 'KMH', default: '20', help: 'how fast' },
    over: { type: 'string', value: 'FENCE', multiple: true, help: 'jumps' },
    until: { type: 'string', help: 'when it ends' },
  },
  exits: { 0: 'it is back' },
} as const satisfies Command

/** How a program ended in this process, and what it wrote. */
async function ended(program: () => unknown): Promise<{ exit: number | undefined; out: string }> {
  const written: string[] = []
  const write = (text: unknown): void => void written.push(String(text))
  vi.spyOn(console, 'log').mockImplementation(write)
  vi.spyOn(console, 'error').mockImplementation(write)
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${code}`)
  })
  await expect((async () => program())()).rejects.toThrow('ended with')
  return { exit: exit.mock.calls[0]?.[0] as number, out: written.join('\n') }
}

afterEach(() => {
  vi.restoreAllMocks()
  process.argv = argv
})

describe('a command line', () => {
  it('is read as the command declares it', () => {
    expect(parseCommand(horse, ['Fury', '--far', '--over=a', '--over', 'b'])).toMatchObject({
      positionals: ['Fury'],
      values: { far: true, speed: '20', over: ['a', 'b'] },
    })
  })
  it.each([
    [['--wings'], "Unknown option '--wings'."],
    [['--speed'], "Option '--speed <value>' argument missing."],
    [['--far=1'], "Option '--far' does not take an argument."],
  ])('is refused in a sentence: %j', (args, message) => {
    expect(() => parseCommand(horse, args)).toThrow(new WrongCommand(message))
  })
  it('is helped with everything that is declared, wherever --help stands', async () => {
    const { exit, out } = await ended(() => readCommand(horse, undefined, ['Fury', '--wings', '--help']))
    expect(exit).toBe(0)
    expect(out).toBe(helpOf(horse))
    for (const said of [
      'Rides a horse.',
      'Usage: npm run horse -- NAME [options]',
      'NAME  which horse',
      '--speed KMH    how fast (20)',
      '--over FENCE   jumps; may be given several times',
      '--until VALUE  when it ends\n',
      '--far          rides far\n',
      '0  it is back',
    ])
      expect(out).toContain(said)
  })
  it('takes --help behind -- for a name', () => {
    expect(readCommand(horse, ({ positionals }) => positionals, ['--', '--help'])).toEqual(['--help'])
  })
  it('ends with 2, a sentence and the usage where the program refuses it', async () => {
    const refuse = () => {
      throw new WrongCommand('No horse is called Fury.')
    }
    const { exit, out } = await ended(() => readCommand(horse, refuse, ['Fury']))
    expect(exit).toBe(2)
    expect(out).toBe(`No horse is called Fury.\n${usageOf(horse)}   (--help explains it)`)
  })
})

describe.each(programs)('npm run %s', (_, file) => {
  /** Runs the program in this process: it has to end before it loads anything. */
  const run = (...args: string[]) => {
    process.argv = ['node', file, ...args]
    vi.resetModules()
    return ended(() => import(/* @vite-ignore */ join(root, file)))
  }
  it('answers --help with its usage, options and exit codes', async () => {
    const { exit, out } = await run('--help')
    expect(exit).toBe(0)
    expect(out).toMatch(/^[A-Z].*\.\n\nUsage: npm (run )?[a-z:]+/)
    expect(out).toMatch(/\nOptions\n(.*\n)* {2}--help +prints this\n/)
    expect(out).toMatch(/\nExit codes\n {2}0 {2}/)
  })
  it('refuses an option it does not have with 2 and the usage', async () => {
    const { exit, out } = await run('--no-such-option')
    expect(exit).toBe(2)
    expect(out).toMatch(/^Unknown option '--no-such-option'\.\nUsage: npm .*--help explains it\)$/)
  })
  it('loads nothing but scripts before its arguments are read', () => {
    const loaded = loadedAtFirst(join(root, file))
    const others = [...loaded].filter((one) => !one.startsWith('node:') && !one.startsWith('scripts/'))
    expect(others.filter((one) => one !== file)).toEqual([])
    expect(loaded.size).toBeLessThan(20)
  })
})

describe('npm run simulate', () => {
  it.each(['platform', 'station', 'police', 'register'])('explains the %s on its own', async (name) => {
    process.argv = ['node', 'simulate.ts', name, '--help']
    vi.resetModules()
    const { exit, out } = await ended(() => import('./simulators/simulate.ts'))
    expect(exit).toBe(0)
    expect(out).toContain(`Usage: npm run simulate -- ${name}`)
    for (const option of ['--token', '--seed', '--at', '--faults', '--rate']) expect(out).toContain(option)
  })
})

/** Every module a file imports before its first line runs, and what these import: paths below the root, or `node:` names. */
function loadedAtFirst(file: string, loaded = new Set<string>()): Set<string> {
  loaded.add(relative(root, file))
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
    const own = specifier.replace(/^@one-visit\/scripts\//, `${root}scripts/`)
    if (!/^[./]/.test(own)) loaded.add(own)
    else {
      const path = resolve(dirname(file), own)
      if (!loaded.has(relative(root, path))) loadedAtFirst(path, loaded)
    }
  }
  return loaded
}

/** An import or re-export that is not of types only; `await import()` comes later. */
const staticImport = /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
