import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes what was made, renamed or removed in a folder survive a power cut. */
export function flushFolder(folder: string): void {
  // Windows cannot open a folder; there a rename is durable with the file's own flush.
  if (process.platform === 'win32') return
  flushFile(folder)
}

/** Makes a file's bytes survive a power cut. */
export function flushFile(file: string): void {
  const handle = openSync(file, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a small file so that it is there whole or as it was before. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.part`
  writeFileSync(temporary, text)
  flushFile(temporary)
  renameSync(temporary, file)
  flushFolder(dirname(file))
}
