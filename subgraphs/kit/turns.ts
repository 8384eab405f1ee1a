import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long work goes on before whoever else waits gets a turn, ms. */
const turnMs = 10

/**
 * Long work that lets others have their turns. `take` is asked between its steps: a promise to wait for where the turn is
 * over, undefined where it goes on, which costs nothing to ask.
 */
export interface Turns {
  take(): Promise<void> | undefined
}

/** The first turn begins now. With a signal each turn but the first begins only while it is not aborted. */
export function createTurns(signal?: AbortSignal): Turns {
  let since = performance.now()
  const after = async (): Promise<void> => {
    await nextTurn()
    signal?.throwIfAborted()
    since = performance.now()
  }
  return { take: () => (performance.now() - since < turnMs ? undefined : after()) }
}

/** Makes something of each item, letting others have their turns. */
export async function mapInTurns<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item, index: number) => Made,
): Promise<Made[]> {
  const turns = createTurns()
  const made: Made[] = []
  for (const item of items) {
    made.push(make(item, made.length))
    const turn = turns.take()
    if (turn !== undefined) await turn
  }
  return made
}
