import { parseArgs } from 'node:util'

/** An option of a program: what node:util's parseArgs reads, with the words that explain it. */
export interface CommandOption {
  type: 'string' | 'boolean'
  /** One line: what it does, and what holds without it where that is no fixed value. */
  help: string
  /** What stands for the value in the usage, e.g. DIR. */
  value?: string
  default?: string | boolean
  /** Whether it may be given several times. */
  multiple?: boolean
}

/** Options by their names, without the two dashes. */
type CommandOptions = Readonly<Record<string, CommandOption>>

/** What a program says of itself. Everything `--help` prints is in here, and it is read before anything else is loaded. */
export interface Command<Options extends CommandOptions = CommandOptions> {
  /** As it is typed, e.g. `npm run rebuild`. */
  run: string
  /** One sentence. */
  purpose: string
  /** What stands without dashes: the usage's word and what it means. */
  positionals?: Readonly<Record<string, string>>
  options: Options
  /** Commands below this one, and what each is for. */
  commands?: Readonly<Record<string, string>>
  /** Environment variables that matter, and what they say. */
  environment?: Readonly<Record<string, string>>
  /** Exit codes, and what each means. */
  exits: Readonly<Record<number, string>>
}

/** What a command line says. */
export type Given<Options extends CommandOptions = CommandOptions> = ReturnType<typeof given<Options>>

/** A command line that cannot be done; its message is a sentence that says what would be right. */
export class WrongCommand extends Error {
  override readonly name = 'WrongCommand'
}

/** Exit codes the programs share. */
export const exits = {
  done: 0,
  /** Something was found wrong, or what was asked for could not be done. */
  failed: 1,
  /** A wrong command, or settings and keys that cannot be used: nothing was done. */
  wrongCommand: 2,
  /** There is no database to work on. */
  noDatabase: 3,
  /** The database is out of reach or its data directory in use: the same command again, later. */
  outOfReach: 4,
  /** Ended by a signal. */
  stopped: 130,
} as const

/** Exit codes of every program that works on the data of a hub, for `Command.exits`. */
export const dataExits = {
  [exits.done]: 'it is done, and nothing was found wrong',
  [exits.failed]: 'something was found wrong, or could not be done',
  [exits.wrongCommand]: 'a wrong command, or settings and keys that cannot be used: nothing was done',
  [exits.noDatabase]: 'there is no database here',
  [exits.outOfReach]: 'the database is out of reach or its data directory in use: try again later',
} as const

/**
 * Reads the command line of this process. `--help` prints the help and ends with 0; a command line that is wrong, or that
 * `read` throws WrongCommand for, is explained in a line, followed by the usage, and ends with 2.
 * Programs call it before they load what they work with, so that both answers come at once.
 */
export function readCommand<Options extends CommandOptions, Read = Given<Options>>(
  command: Command<Options>,
  read: (given: Given<Options>) => Read = (all) => all as Read,
  args: readonly string[] = process.argv.slice(2),
): Read {
  if (isHelpAsked(args)) {
    console.log(helpOf(command))
    return process.exit(exits.done)
  }
  try {
    return read(parseCommand(command, args))
  } catch (error) {
    if (!(error instanceof WrongCommand)) throw error
    console.error(`${error.message}\n${usageOf(command)}   (--help explains it)`)
    return process.exit(exits.wrongCommand)
  }
}

function isHelpAsked(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const flags = end < 0 ? args : args.slice(0, end)
  return flags.includes('--help') || flags.includes('-h')
}

/** Reads arguments as a command declares them. @throws WrongCommand saying what there is not */
export function parseCommand<Options extends CommandOptions>(
  command: Command<Options>,
  args: readonly string[],
): Given<Options> {
  try {
    return given(command, args)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!String(code).startsWith('ERR_PARSE_ARGS')) throw error
    // Node's first sentence names the option; the others give advice on dashes.
    throw new WrongCommand(`${message.split('. ')[0]}.`)
  }
}

function given<Options extends CommandOptions>(
  { options, positionals }: Command<Options>,
  args: readonly string[],
) {
  return parseArgs({ args: [...args], options, allowPositionals: positionals !== undefined })
}

/** The usage in one line. */
export function usageOf({ run, positionals = {}, options }: Command): string {
  const flags = Object.entries(options)
  const shown =
    flags.length <= 3 ? flags.map(([name, option]) => ` [${flagOf(name, option)}]`).join('') : ' [options]'
  const words = Object.keys(positionals).map((word) => ` ${word}`)
  const dashes = words.length + flags.length === 0 || run.includes(' -- ') ? '' : ' --'
  return `Usage: ${run}${dashes}${words.join('')}${shown}`
}

/** Everything there is to know of a program, for its operator. */
export function helpOf(command: Command): string {
  const { purpose, positionals = {}, options, commands = {}, environment = {} } = command
  const flags = Object.entries(options).map(([name, option]): [string, string] => [
    flagOf(name, option),
    `${option.help}${defaultOf(option)}${option.multiple ? '; may be given several times' : ''}`,
  ])
  return [
    `${purpose}\n\n${usageOf(command)}`,
    tableOf('Arguments', Object.entries(positionals)),
    tableOf('Options', [...flags, ['--help', 'prints this']]),
    tableOf('Commands', Object.entries(commands)),
    tableOf('Environment', Object.entries(environment)),
    tableOf('Exit codes', Object.entries(command.exits)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function flagOf(name: string, { type, value }: CommandOption): string {
  return type === 'boolean' ? `--${name}` : `--${name} ${value ?? 'VALUE'}`
}

function defaultOf({ default: value }: CommandOption): string {
  return value === undefined || value === false || value === '' ? '' : ` (${value})`
}

function tableOf(heading: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return ''
  const width = Math.max(...rows.map(([word]) => word.length))
  return `${heading}\n${rows.map(([word, meaning]) => `  ${word.padEnd(width)}  ${meaning}`).join('\n')}`
}
