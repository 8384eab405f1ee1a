import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a simulated system does wrong; the README has a line for each. */
export const faultNames = [
  'slow',
  'down',
  '5xx',
  'garbage',
  'truncated',
  'duplicate',
  'reordered',
  'withdrawn',
  'clock-skewed',
  'gbk',
  'wrong-vehicle',
] as const

/** One of the faults a simulator can show. */
export type Fault = (typeof faultNames)[number]

/** How long `slow` takes where a script says nothing else, ms: longer than any deadline of the hub. */
export const slowMs = 15_000

/** A page in the place of an answer or a message. */
export const garbagePage = '<html><body>系统维护中 <p>502 Bad Gateway</body>'

/** Reads `--faults slow,garbage`. @throws Error naming an unknown fault */
export function readFaults(text: string | undefined): Set<Fault> {
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
export async function answeredByFault(
  { faults, slowMs: waitMs }: { faults: ReadonlySet<Fault>; slowMs: number },
  response: ServerResponse,
): Promise<boolean> {
  if (faults.has('slow')) await sleep(waitMs, undefined, { ref: false })
  if (faults.has('down')) {
    response.destroy()
    return true
  }
  if (faults.has('5xx')) {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Service Unavailable')
    return true
  }
  if (faults.has('garbage')) {
    response.writeHead(200, { 'content-type': 'text/html' }).end(garbagePage)
    return true
  }
  return false
}
