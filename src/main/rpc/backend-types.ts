import type { Result } from '../../shared/rpc/result.ts'
import type { ChangeEvent } from '../../shared/rpc/topics.ts'

export interface BackendOptions {
  /** The library folder; created when missing. */
  libraryFolder: string
  /** Folder of the built renderer (`index.html` inside); absent for the command line. */
  rendererFolder?: string
  /** Folder of report templates, fonts and the sample library. */
  resourcesFolder: string
  appVersion: string
  /** False for a command that does one thing: jobs left from before and the watched folder wait for the window. */
  background?: boolean
}

/** What every host wraps. Nothing here throws: failures are `Result`s or HTTP statuses. */
export interface Backend {
  call(method: string, input: unknown): Promise<Result<unknown>>
  /**
   * Serves the renderer and the library's files: `/` and assets, `/snapshots/…`, `/blobs/…`, `/exports/…`,
   * `POST /uploads`. Who may ask is the host's business.
   */
  fetch(request: Request): Promise<Response>
  onChanged(listener: (event: ChangeEvent) => void): () => void
  /** Waits for running writes, checkpoints and closes the library. */
  close(): Promise<void>
}
