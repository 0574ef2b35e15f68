import { AppError } from '../../shared/rpc/result.ts'

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** An error of SQLite or the file system as a sentence about the library; anything else is returned as it came. */
export function toLibraryError(error: unknown, folder: string): unknown {
  const code = codeOf(error)
  const options = { cause: error }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError(
      'library-locked',
      `Another program is using the library in ${folder}. Close it and try again.`,
      options,
    )
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError(
      'library-read-only',
      `Commonplace may not write in ${folder}. Make the folder writable and try again.`,
      options,
    )
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `The disk that holds ${folder} is full. Nothing was saved by this step; free some space and try again.`,
      options,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError(
      'library-damaged',
      `The library file in ${folder} is damaged. Nothing was changed. Copies from before are in ${folder}/backups.`,
      options,
    )
  }
  if (code === 'ENOENT')
    return new AppError('not-found', `${folder} cannot be written: its folder does not exist.`, options)
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new AppError(
      'library-damaged',
      `The library in ${folder} could not be read or written (${code}). Check the disk.`,
      options,
    )
  }
  return error
}
