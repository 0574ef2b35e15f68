import type { clippingContract, TextChange } from '../../../shared/contract/clipping.ts'
import type { Handlers } from '../../../shared/rpc/contract.ts'
import { AppError, type Result, unwrap } from '../../../shared/rpc/result.ts'
import type { Store } from '../../storage/store-client.ts'
import { type ReaderEdit, readerBlocks } from './repair-reader.ts'
import type { ReviseTask } from './revise-page.ts'
import type { Revision } from './revise-store.ts'

interface ReviseContext {
  store: Store
  libraryFolder: string
  /** These run in a page thread. */
  revise(task: ReviseTask): Promise<Result<Revision>>
  compare(older: string, newer: string): Promise<Result<TextChange[]>>
}

type ReviseMethods = Pick<
  typeof clippingContract,
  'clipping.reextract' | 'clipping.compare' | 'clipping.listBlocks' | 'clipping.repair'
>

/** The texts at the given places; a place beyond the end is a mistake of the caller. */
function pick(texts: string[], places: number[]): string[] {
  return [...new Set(places)].map(place => {
    const text = texts[place]
    if (text === undefined) throw new AppError('invalid-input', `This capture has no part number ${place}.`)
    return text
  })
}

export function reviseHandlers({ store, libraryFolder, revise, compare }: ReviseContext): Handlers<ReviseMethods> {
  const apply = async (snapshotId: string, task: Omit<ReviseTask, 'libraryFolder' | 'stored'>) => {
    const stored = await store.call('storedPage', snapshotId)
    await store.call('reviseSnapshot', unwrap(await revise({ libraryFolder, stored, ...task })))
    return store.call('clipping.getSnapshot', { id: snapshotId })
  }
  return {
    'clipping.reextract': async ({ snapshotId }) => {
      await store.call('clipping.getSnapshot', { id: snapshotId })
      return apply(snapshotId, { edit: (await store.call('revisable', snapshotId)).edit })
    },
    'clipping.compare': async ({ olderId, newerId }) => {
      const [older, newer] = [
        await store.call('clipping.getText', { id: olderId }),
        await store.call('clipping.getText', { id: newerId }),
      ]
      return {
        changes: unwrap(await compare(older.text, newer.text)),
        annotations: await store.call('compareAnnotations', { olderId, newerId }),
      }
    },
    'clipping.listBlocks': async ({ snapshotId }) => {
      await store.call('clipping.getSnapshot', { id: snapshotId })
      const { extractedHtml, edit, report } = await store.call('revisable', snapshotId)
      const blocks = readerBlocks(extractedHtml).map(block => block.text)
      const main = edit?.main === undefined ? -1 : blocks.indexOf(edit.main)
      return {
        blocks: blocks.map((text, at) => ({
          text,
          state: edit?.hide.includes(text) || (main >= 0 && at !== main) ? 'hidden' : 'shown',
        })),
        removed: report.removed.map(({ text }) => ({ text, restored: edit?.restore.includes(text) ?? false })),
        mainBlock: main < 0 ? null : main,
      }
    },
    'clipping.repair': async ({ snapshotId, hideBlocks, restoreBlocks, mainBlock }) => {
      await store.call('clipping.getSnapshot', { id: snapshotId })
      const { extractedHtml, report } = await store.call('revisable', snapshotId)
      const blocks = readerBlocks(extractedHtml).map(block => block.text)
      const edit: ReaderEdit = {
        hide: pick(blocks, hideBlocks),
        restore: pick(
          report.removed.map(part => part.text),
          restoreBlocks,
        ),
        ...(mainBlock === null ? {} : { main: pick(blocks, [mainBlock])[0] }),
      }
      const isEmpty = edit.hide.length === 0 && edit.restore.length === 0 && mainBlock === null
      return apply(snapshotId, { extractedHtml, edit: isEmpty ? null : edit })
    },
  }
}
