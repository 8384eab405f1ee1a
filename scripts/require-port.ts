import { createServer } from 'node:net'

/** Another program listens where this one was told to. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
}

/**
 * Passes where a program may listen, so that whoever starts it learns of a taken port before anything is loaded; 0 is always
 * free. `another` says how another port is chosen.
 * @throws PortTaken
 */
export function requirePort({ host, port }: { host: string; port: number }, another: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new PortTaken(
              `Another program listens on port ${port} of ${host}. Choose another port: ${another}.`,
            )
          : error,
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
