import { annotationsContract } from './annotations.ts'
import { backupContract } from './backup.ts'
import { clippingContract } from './clipping.ts'
import { jobsContract } from './jobs.ts'
import { libraryContract } from './library.ts'
import { notesContract } from './notes.ts'
import { reportsContract } from './reports.ts'
import { searchContract } from './search.ts'
import { settingsContract } from './settings.ts'
import { transferContract } from './transfer.ts'

/** Every method that the renderer and the command line may call. */
export const contract = {
  ...settingsContract,
  ...libraryContract,
  ...clippingContract,
  ...annotationsContract,
  ...notesContract,
  ...searchContract,
  ...reportsContract,
  ...jobsContract,
  ...transferContract,
  ...backupContract,
}
export type Contract = typeof contract
