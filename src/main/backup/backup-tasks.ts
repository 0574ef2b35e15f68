import { type CleanedFiles, cleanLeftBehind } from './left-behind.ts'
import { prepareRestore } from './restore-backup.ts'
import { salvageLibrary } from './salvage-library.ts'
import { assertNobodyUses } from './swap-library.ts'
import { writeBackup } from './write-backup.ts'

/** What runs in a thread of its own, because it reads and writes for seconds. */
export const backupTasks = {
  write: writeBackup,
  prepareRestore,
  salvage: salvageLibrary,
  clean: ({ libraryFolder }: { libraryFolder: string }): CleanedFiles => cleanLeftBehind({ libraryFolder }),
  assertNobodyUses: (libraryFolder: string): null => {
    assertNobodyUses(libraryFolder)
    return null
  },
}
export type BackupTasks = typeof backupTasks
export type BackupTaskName = keyof BackupTasks
