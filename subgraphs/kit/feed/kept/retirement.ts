import type { AdministratorWord } from './administrator-word.ts'

/** One time a sender was out, by an administrator's word; instants are RFC 3339 texts. */
export interface Retirement extends AdministratorWord {
  retiredAt: string
  /** When it was registered again. */
  returnedAt?: string
}

/** The time a sender is out now; undefined where it is not. */
export function openRetirement(retirements: readonly Retirement[]): Retirement | undefined {
  const last = retirements.at(-1)
  return last?.returnedAt === undefined ? last : undefined
}

/** The times a sender was out, once it has come back at an instant. */
export function afterReturn(retirements: readonly Retirement[], at: Date): readonly Retirement[] {
  return retirements.map((one) => ({ returnedAt: at.toISOString(), ...one }))
}
