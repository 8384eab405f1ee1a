/** Starts a simulated foreign system by name. `npm run simulate -- --help` says everything. */
import { type Command, exits, readCommand, WrongCommand } from '../command.ts'
import { senderExits } from './exits.ts'
import { platformCommand, readPlatform } from './platform/command.ts'
import { policeCommand, readPolice } from './police/command.ts'
import { readRegister, registerCommand } from './register/command.ts'
import { readStation, stationCommand } from './station/command.ts'

/** Reads the rest of the command line, then loads the simulator and starts it. */
const simulators: Readonly<
  Record<string, { command: Command; start(args: readonly string[]): Promise<void> }>
> = {
  platform: {
    command: platformCommand,
    start: async (args) => {
      const asked = readCommand(platformCommand, readPlatform, args)
      await (await import('./platform/platform.ts')).main(asked)
    },
  },
  station: {
    command: stationCommand,
    start: async (args) => {
      const asked = readCommand(stationCommand, readStation, args)
      await (await import('./station/station.ts')).main(asked)
    },
  },
  police: {
    command: policeCommand,
    start: async (args) => {
      const asked = readCommand(policeCommand, readPolice, args)
      await (await import('./police/police.ts')).main(asked)
    },
  },
  register: {
    command: registerCommand,
    start: async (args) => {
      const asked = readCommand(registerCommand, readRegister, args)
      await (await import('./register/register.ts')).main(asked)
    },
  },
}

const [name = '', ...args] = process.argv.slice(2)
const simulator = (Object.hasOwn(simulators, name) ? simulators[name] : undefined) ?? refuse()
try {
  await simulator.start(args)
} catch (error) {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  console.error(cause instanceof Error ? `${message}: ${cause.message}` : message)
  process.exit(exits.failed)
}

/** Helps whoever named no simulator, or one there is not. */
function refuse(): never {
  const names = Object.keys(simulators)
  return readCommand(
    {
      run: 'npm run simulate',
      purpose: 'Starts a simulated foreign system.',
      positionals: { [names.join('|')]: 'the system; what follows it are its own options' },
      options: {},
      commands: Object.fromEntries(
        Object.values(simulators).map(({ command: { run, purpose } }) => [`${run} --help`, purpose]),
      ),
      exits: senderExits,
    },
    (): never => {
      throw new WrongCommand(`Say which system is to be simulated: ${names.join(', ')}.`)
    },
  )
}
