import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { clippingContract } from '../../shared/contract/clipping.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import { AppError } from '../../shared/rpc/result.ts'
import type { ClipJobs } from './clip-jobs.ts'
import { type ClipPorts, clipOne } from './clip-service.ts'
import type { Staging } from './staging.ts'

interface ClipContext {
  ports: ClipPorts
  jobs: ClipJobs
  staging: Staging
}

type ServiceMethods = Pick<
  typeof clippingContract,
  'clipping.clipUploads' | 'clipping.clipUrls' | 'clipping.clipPasted'
>

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Pasted HTML is a fragment: it becomes a page with the title and address that came with it. */
function asPage(html: string, title: string | undefined, url: string | undefined): string {
  const titleTag = title ? `<title>${escapeText(title)}</title>` : ''
  const canonical = url ? `<link rel="canonical" href="${escapeText(url)}">` : ''
  return `<!doctype html><meta charset="utf-8">${titleTag}${canonical}<body><article>${html}</article>`
}

export function clipHandlers({ ports, jobs, staging }: ClipContext): Handlers<ServiceMethods> {
  return {
    'clipping.clipUploads': async ({ batchId }) => {
      const pages = await staging.pages(batchId)
      return {
        jobId: await jobs.start(
          pages.map(page => ({ page })),
          staging.folder(batchId),
        ),
      }
    },
    'clipping.clipUrls': async ({ urls }) => ({
      jobId: await jobs.start(
        [...new Set(urls)].map(url => ({ url })),
        staging.folder(randomUUID()),
      ),
    }),
    'clipping.clipPasted': async ({ html, text, title, url }) => {
      if (!html?.trim() && !text?.trim())
        throw new AppError('invalid-input', 'There was no text on the clipboard to clip.')
      const batchId = randomUUID()
      const content = html ? asPage(html, title, url) : [title, text].filter(Boolean).join('\n\n')
      staging.put(batchId, html ? 'Pasted page.html' : 'Pasted text.txt', new TextEncoder().encode(content))
      const [page] = await staging.pages(batchId)
      const outcome = page && (await clipOne(ports, { page }, { folder: staging.folder(batchId) }))
      rmSync(staging.folder(batchId), { recursive: true, force: true })
      if (!outcome || outcome.status === 'failed') {
        throw new AppError(
          outcome?.error.code ?? 'internal',
          outcome?.error.message ?? 'The pasted text could not be clipped.',
        )
      }
      return outcome
    },
  }
}
