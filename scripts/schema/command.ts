import { type Command, exits } from '../command.ts'

/** The command line of a program that writes generated files, or with --check compares them with what is committed. */
export function generatorCommand(run: string, purpose: string) {
  return {
    run,
    purpose,
    options: {
      check: {
        type: 'boolean',
        default: false,
        help: 'writes nothing, and fails where a committed file is not what it would write',
      },
    },
    exits: {
      [exits.done]: 'the files are as they should be',
      [exits.failed]: 'a file is not fresh (--check), or cannot be made',
      [exits.wrongCommand]: 'a wrong command: nothing was done',
    },
  } as const satisfies Command
}
