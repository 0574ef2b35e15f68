import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { countOf, quoted } from '../ui/counts.ts'
import { showFailure, showToast } from '../ui/toasts.tsx'
import { pickFiles, type UploadFile } from './dropped-files.ts'
import { uploadFiles } from './upload.ts'
import { useUploads } from './upload-store.ts'

/** Uploads files and begins the job that clips them. What was saved is told when the job says so. */
export async function clipFiles(files: UploadFile[]): Promise<void> {
  if (files.length === 0) return
  if (useUploads.getState().running) {
    showToast({ message: 'Files are still being read. Drop these again in a moment.' })
    return
  }
  const batchId = crypto.randomUUID()
  const abort = new AbortController()
  const progress = (done: number) =>
    useUploads.setState({ running: { done, total: files.length, cancel: () => abort.abort() } })
  progress(0)
  try {
    const failures = await uploadFiles(batchId, files, { onProgress: progress, signal: abort.signal })
    if (abort.signal.aborted) {
      showToast({ message: 'Cancelled. Nothing was clipped.' })
      return
    }
    const [first] = failures
    if (first) {
      const others =
        failures.length > 1 ? ` ${countOf(failures.length - 1, 'other file')} could not be read either.` : ''
      showFailure({ ...first, message: `“${first.path}” was not read: ${first.message}${others}` })
    }
    if (failures.length === files.length) return
    const answer = await perform('clipping.clipUploads', { batchId })
    if (answer) useUploads.setState(({ ownJobs }) => ({ ownJobs: new Set([...ownJobs, answer.jobId]) }))
  } finally {
    useUploads.setState({ running: null })
  }
}

export async function clipPickedFiles(): Promise<void> {
  await clipFiles(await pickFiles('files'))
}

export async function clipPickedFolder(): Promise<void> {
  await clipFiles(await pickFiles('folder'))
}

/** Begins the job that fetches and clips pages from the web; one page alone is opened once it is saved. Answers whether it began. */
export async function clipAddresses(urls: string[]): Promise<boolean> {
  const job = await perform('clipping.clipUrls', { urls })
  if (job) useUploads.setState(({ ownJobs }) => ({ ownJobs: new Set([...ownJobs, job.jobId]) }))
  return job !== undefined
}

/** Clips the page behind a link while one goes on reading. */
export async function clipLink(url: string): Promise<void> {
  if (await perform('clipping.clipUrls', { urls: [url] })) showToast({ message: 'Clipping the linked page…' })
}

const ADDRESS = /^https?:\/\/\S+$/

/** Clips pasted HTML or text and opens it; an address alone is fetched. Answers whether it was saved. */
export async function clipPasted(pasted: {
  html?: string
  text?: string
  url?: string
  title?: string
}): Promise<boolean> {
  const text = pasted.text?.trim() ?? ''
  if (!pasted.url && ADDRESS.test(text)) return clipAddresses([text])
  const saved = await perform('clipping.clipPasted', pasted)
  if (!saved) return false
  useWorkspace.getState().open({ kind: 'source', id: saved.sourceId })
  const already = saved.status === 'duplicate'
  showToast({ message: already ? `${quoted(saved.title)} is in your library already` : `Saved ${quoted(saved.title)}` })
  return true
}
