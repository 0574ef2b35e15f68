/** A file to upload, with its path relative to what was dropped or picked, `/` between the parts. */
export interface UploadFile {
  path: string
  file: File
}

const FURNITURE = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX)(\/|$)/i

/** Leaves out what operating systems put into folders for themselves. */
export function withoutFurniture(files: UploadFile[]): UploadFile[] {
  return files.filter(({ path }) => !FURNITURE.test(path))
}

/** The files of a file or folder picker. */
export function pickedFiles(list: FileList): UploadFile[] {
  return withoutFurniture(Array.from(list, file => ({ path: file.webkitRelativePath || file.name, file })))
}

/** The files of a drop or a paste, folders walked to the bottom. Must be called while the event is handled. */
export async function transferredFiles(transfer: DataTransfer): Promise<UploadFile[]> {
  const entries = Array.from(transfer.items, item => item.webkitGetAsEntry?.() ?? null)
  const plain = Array.from(transfer.files, file => ({ path: file.name, file }))
  if (!entries.some(entry => entry?.isDirectory)) return withoutFurniture(plain)
  const walked = await Promise.all(entries.map(entry => (entry ? walk(entry, '') : [])))
  return withoutFurniture(walked.flat())
}

async function walk(entry: FileSystemEntry, folder: string): Promise<UploadFile[]> {
  const path = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: UploadFile[] = []
  // A reader hands out its entries by the hundred and ends with none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const each of some) found.push(...(await walk(each, `${path}/`)))
  }
}

/** Lets the person pick files, or one folder with all that is in it. Resolves to nothing when they change their mind. */
export function pickFiles(what: 'files' | 'folder'): Promise<UploadFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  if (what === 'folder') input.webkitdirectory = true
  else input.accept = '.html,.htm,.xhtml,.mhtml,.mht,.txt,.gz,text/html,text/plain'
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve(input.files ? pickedFiles(input.files) : []))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
