import { type OpenLibrary, openBackend } from '../backend.ts'
import { resolveLibraryFolder } from '../hosts/library-folder.ts'
import { programPaths } from '../hosts/program-paths.ts'

export interface LibraryOption {
  library?: string
}

/** Opens the library, does the work, and closes it whatever happens. */
export async function withLibrary<T>(options: LibraryOption, work: (library: OpenLibrary) => Promise<T>): Promise<T> {
  const library = await openBackend({
    ...programPaths(),
    libraryFolder: resolveLibraryFolder(options.library),
    background: false,
  })
  try {
    return await work(library)
  } finally {
    await library.close()
  }
}
