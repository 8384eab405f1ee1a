/** Finds conflict markers in committed files. `npm run check:conflicts -- --help` says everything. */
import { exits, readCommand } from '../command.ts'

readCommand({
  run: 'npm run check:conflicts',
  purpose: 'Fails where a file in git holds the markers of a merge that was not finished.',
  options: {},
  exits: {
    [exits.done]: 'there are none',
    [exits.failed]: 'there are some, a line each',
    [exits.wrongCommand]: 'a wrong command: nothing was looked at',
  },
})

const { findConflictMarkers, trackedFiles } = await import('./find-conflict-markers.ts')
for (const { file, line } of findConflictMarkers(trackedFiles())) {
  console.error(`${file}:${line}: a conflict marker; finish the merge`)
  process.exitCode = exits.failed
}
