import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { programPaths } from '../../src/main/hosts/program-paths.ts'
import { openRestorableBackend } from '../../src/main/restorable-backend.ts'
import { unwrap } from '../../src/shared/rpc/result.ts'

const STDOUT = 1

/** Opens one backup after another in place of the library, until it is killed. */
const { values } = parseArgs({ options: { library: { type: 'string' }, backups: { type: 'string' } } })
const backups = (values.backups as string).split(',')
const backend = await openRestorableBackend({ ...programPaths(), libraryFolder: values.library as string })
writeSync(STDOUT, 'ready\n')
for (let at = 0; ; at++) {
  const id = backups[at % backups.length] as string
  unwrap(await backend.call('backup.restore', { id }))
  writeSync(STDOUT, `restored ${id}\n`)
}
