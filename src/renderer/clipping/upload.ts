import { type AppFailure, toFailure } from '../../shared/rpc/result.ts'
import type { UploadFile } from './dropped-files.ts'

const AT_ONCE = 4

export interface UploadFailure extends AppFailure {
  path: string
}

export interface UploadOptions {
  onProgress: (done: number) => void
  signal: AbortSignal
}

/**
 * Hands files to the program under a batch id, four at a time, each as the raw body of one request.
 * Files that could not be handed over are answered with the reason; an abort stops the rest.
 */
export async function uploadFiles(
  batchId: string,
  files: UploadFile[],
  { onProgress, signal }: UploadOptions,
): Promise<UploadFailure[]> {
  const failures: UploadFailure[] = []
  const waiting = files.values()
  let done = 0
  const work = async () => {
    for (const file of waiting) {
      if (signal.aborted) return
      const failure = await uploadFile(batchId, file, signal)
      if (failure) failures.push({ ...failure, path: file.path })
      done += 1
      onProgress(done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return failures
}

async function uploadFile(
  batchId: string,
  { path, file }: UploadFile,
  signal: AbortSignal,
): Promise<AppFailure | undefined> {
  const query = new URLSearchParams({ batch: batchId, path })
  try {
    const response = await fetch(`/uploads?${query}`, { method: 'POST', body: file, signal })
    if (response.ok) return undefined
    const failure = (await response.json().catch(() => null)) as Partial<AppFailure> | null
    return { code: failure?.code ?? 'internal', message: failure?.message ?? `the program answered ${response.status}` }
  } catch (error) {
    return toFailure(error)
  }
}
