import { exits } from '../command.ts'

/** Exit codes of a simulator that sends. */
export const senderExits = {
  [exits.done]: 'everything was answered as it was asked for; or it was stopped by a signal',
  [exits.failed]: 'an answer was not the one asked for, or there was none',
  [exits.wrongCommand]: 'a wrong command: nothing was sent',
} as const
