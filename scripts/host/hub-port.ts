import { requirePort } from '../require-port.ts'

/** Passes where the hub may listen. @throws PortTaken */
export function requireHubPort(address: { host: string; port: number }): Promise<void> {
  return requirePort(address, 'npm start -- --port N, or PORT=N in the environment; 0 takes a free one')
}
