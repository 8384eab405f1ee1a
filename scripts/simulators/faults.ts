import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a simulated system does wrong. */
export const faultNames = ['slow', 'down', 'garbage', 'wrong-vehicle'] as const

/** One of the faults a simulator can show. */
export type Fault = (typeof faultNames)[number]

/** How long `slow` takes, ms: longer than any deadline of the hub. */
export const slowMs = 15_000

/** Reads `--faults slow,garbage`. @throws Error naming an unknown fault */
export const readFaults = (text: string | undefined): Set<Fault> => {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const unknown = names.filter((name) => !faultNames.includes(name as Fault))
  if (unknown.length > 0)
    throw new Error(`unknown fault ${unknown.join(', ')}; known: ${faultNames.join(', ')}`)
  return new Set(names as Fault[])
}

/** Shows the transport-level faults on an answer. True when the answer is already given. */
export const answeredByFault = async (
  faults: ReadonlySet<Fault>,
  response: ServerResponse,
): Promise<boolean> => {
  if (faults.has('slow')) await sleep(slowMs, undefined, { ref: false })
  if (faults.has('down')) {
    response.destroy()
    return true
  }
  if (faults.has('garbage')) {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<html><body>系统维护中 <p>502 Bad Gateway</body>')
    return true
  }
  return false
}
