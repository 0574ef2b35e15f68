import type { LexicalEditor } from 'lexical'
import { AppError, toFailure } from '../../../shared/rpc/result.ts'
import { showFailure } from '../../ui/toasts.tsx'
import { $createImageNode } from '../nodes/block-nodes.ts'
import { $insertBlock } from './insert-block.ts'

const KINDS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml']

/** Whether a file is an image that a note can hold. */
export function isNoteImage(file: File): boolean {
  return KINDS.includes(file.type)
}

/** Stores the bytes of an image in the library; gives their hash. Throws `AppError`. */
export async function storeImage(image: Blob): Promise<string> {
  const response = await fetch('/images', { method: 'POST', headers: { 'content-type': image.type }, body: image })
  if (!response.ok) {
    const reason = response.status === 413 ? 'it is too large' : 'its format is not supported'
    throw new AppError('unsupported', `The image could not be kept: ${reason}. Try it as PNG or JPEG.`)
  }
  const { hash } = (await response.json()) as { hash: string }
  return hash
}

/** Keeps images in the library and inserts them at the caret, one below the other; a failure is said in a toast. */
export async function insertImages(editor: LexicalEditor, files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      const blob = await storeImage(file)
      const alt = file.name.replace(/\.[^.]+$/, '')
      editor.update(() => $insertBlock($createImageNode({ type: 'image', blob, alt: alt === 'image' ? '' : alt })))
    } catch (error) {
      showFailure(toFailure(error))
    }
  }
}

/** Asks for image files and inserts them. */
export function pickImage(editor: LexicalEditor): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = KINDS.join(',')
  input.multiple = true
  input.onchange = () => void insertImages(editor, [...(input.files ?? [])])
  input.click()
}
