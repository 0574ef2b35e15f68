import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Backup } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { findBackup, findBackups, toBackup } from '../backup/backup-folder.ts'
import { listBackups } from '../backup/backup-service.ts'
import { backupFolderOf, readBackupSettings } from '../backup/backup-settings.ts'
import { prepareRestore } from '../backup/restore-backup.ts'
import { salvageLibrary } from '../backup/salvage-library.ts'
import { assertNobodyUses, finishSwap, swapIn } from '../backup/swap-library.ts'
import { resolveLibraryFolder } from '../hosts/library-folder.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { EXIT, printError, printLine } from './output.ts'
import { type LibraryOption, withLibrary } from './with-library.ts'

type JsonOption = LibraryOption & { json?: boolean }

/** Paths count from where the command was typed. */
const typedPath = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)

const sizeOf = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`

function lineOf(backup: Backup): string {
  const { sources, notes, annotations, reports } = backup.items
  const missing = backup.files.missing > 0 ? `, ${backup.files.missing} stored files missing` : ''
  return `${backup.id}  ${backup.kind}  ${sizeOf(backup.databaseBytes)}  ${sources} sources, ${notes} notes, ${annotations} highlights, ${reports} reports${missing}`
}

/** `commonplace backup`: makes one now, unless the newest holds the same state. */
export async function backupCommand(options: JsonOption & { to?: string }): Promise<number> {
  return withLibrary(options, async ({ backups }) => {
    const outcome = await backups.run('manual', options.to && typedPath(options.to))
    if (options.json) printLine(outcome)
    else printLine(`${outcome.status === 'made' ? 'Made' : 'Nothing has changed since'} ${lineOf(outcome.backup)}`)
    const { missing, damaged } = outcome.backup.files
    if (missing + damaged > 0)
      printError(
        `${missing} stored files are missing from the library and ${damaged} are damaged. \`check\` names them.`,
      )
    return missing + damaged > 0 ? EXIT.someFailed : EXIT.ok
  })
}

/** `commonplace backup list`; reads no database, so that it works when the library is damaged. */
export async function listBackupsCommand(options: JsonOption & { from?: string }): Promise<number> {
  const backups = options.from
    ? findBackups(typedPath(options.from)).map(({ record }) => toBackup(record))
    : listBackups(resolveLibraryFolder(options.library))
  for (const backup of backups) printLine(options.json ? backup : lineOf(backup))
  if (backups.length === 0 && !options.json) printLine('There are no backups.')
  return EXIT.ok
}

/** `commonplace restore`: a backup as a library, in a new folder or in the place of one that is set aside. */
export async function restoreCommand(name: string, options: JsonOption & { to: string; from?: string }) {
  const to = typedPath(options.to)
  const library = resolveLibraryFolder(options.library)
  const settings = readBackupSettings(library)
  const { path } = options.from
    ? findBackup(name, typedPath(options.from))
    : findBackup(name, backupFolderOf(library, settings), settings.libraryId)
  assertLibraryOrEmpty(to)
  await finishSwap(to)
  assertNobodyUses(to)
  const prepared = prepareRestore({ path, libraryFolder: to })
  const outcome = { ...prepared, keptIn: await swapIn(to), folder: to }
  if (options.json) printLine(outcome)
  else {
    printLine(`${to} now holds ${lineOf(outcome.backup)}`)
    if (outcome.keptIn) printLine(`The library that was there is kept in ${outcome.keptIn}`)
  }
  if (outcome.missingFiles > 0)
    printError(`${outcome.missingFiles} stored files were in neither. \`check\` names them.`)
  return outcome.missingFiles > 0 ? EXIT.someFailed : EXIT.ok
}

/** `commonplace salvage`: what can be read of a damaged library, as a new one; 1 when anything was lost. */
export async function salvageCommand(options: JsonOption & { to: string }): Promise<number> {
  const to = typedPath(options.to)
  assertLibraryOrEmpty(to)
  const report = salvageLibrary({
    libraryFolder: resolveLibraryFolder(options.library),
    to,
    leftoversFile: join(to, 'salvage-leftovers.jsonl'),
    copyFiles: true,
  })
  const lost = report.tables.filter(table => table.lost > 0)
  if (options.json) printLine({ ...report, folder: to })
  else {
    for (const { table, saved } of report.tables) if (saved > 0) printLine(`${table}: ${saved} saved`)
    for (const { table, lost: count, lostIds } of lost) printError(`${table}: ${count} lost: ${lostIds.join(', ')}`)
    if (report.leftoversFile)
      printError(
        `${report.leftovers} rows had lost what they belong to. What could be read is in ${report.leftoversFile}`,
      )
    if (report.missingFiles > 0) printError(`${report.missingFiles} stored files are missing.`)
  }
  return lost.length + report.leftovers + report.missingFiles > 0 ? EXIT.someFailed : EXIT.ok
}

function assertLibraryOrEmpty(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, DATABASE_FILE)) || readdirSync(folder).length === 0) return
  throw new AppError('conflict', `${folder} holds other files and no library. Choose a new folder.`)
}
