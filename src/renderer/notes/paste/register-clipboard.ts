import { $generateJSONFromSelectedNodes, $generateNodesFromSerializedNodes } from '@lexical/clipboard'
import { $isCodeNode } from '@lexical/code-core'
import { $findMatchingParent } from '@lexical/utils'
import {
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COPY_COMMAND,
  CUT_COMMAND,
  isSelectionCapturedInDecoratorInput,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical'
import { documentToHtml } from '../../../shared/document/derive/html-out.ts'
import { markdownToDocument } from '../../../shared/document/derive/markdown-in.ts'
import { documentText } from '../../../shared/document/derive/plain-text.ts'
import { type Block, DOCUMENT_VERSION, NoteDocument } from '../../../shared/document/document.ts'
import { toFailure } from '../../../shared/rpc/result.ts'
import { showFailure, showToast } from '../../ui/toasts.tsx'
import { $toBlocks } from '../conversion/from-lexical.ts'
import { safeHref } from '../conversion/safe-href.ts'
import { $fromBlock, $fromInlines } from '../conversion/to-lexical.ts'
import { insertImages, isNoteImage, storeImage } from '../editor/note-images.ts'
import { BLOB_ATTRIBUTE, htmlToBlocks } from './html-blocks.ts'
import { looksLikeMarkdown } from './looks-like-markdown.ts'

const NODES_MIME = 'application/x-commonplace-note'

/** Inserts blocks at the caret; a single paragraph goes into the line. */
function $pasteBlocks(blocks: readonly Block[]): void {
  const [first, ...others] = blocks
  if (first?.type === 'paragraph' && others.length === 0) $insertNodes($fromInlines(first.children))
  else $insertNodes(blocks.map($fromBlock))
}

/** The selected part of the note as a document. */
function $selectedDocument(editor: LexicalEditor): NoteDocument {
  const { nodes } = $generateJSONFromSelectedNodes(editor, $getSelection())
  return { version: DOCUMENT_VERSION, blocks: $toBlocks($generateNodesFromSerializedNodes(nodes)) }
}

function $copy(editor: LexicalEditor, event: ClipboardEvent | null): boolean {
  const selection = $getSelection()
  if (!event?.clipboardData || !selection) return false
  if (isSelectionCapturedInDecoratorInput(event.target as Node)) return false
  if ($isRangeSelection(selection) && selection.isCollapsed()) return false
  if (!$isRangeSelection(selection) && !$isNodeSelection(selection)) return false
  const document = $selectedDocument(editor)
  event.preventDefault()
  event.clipboardData.setData('text/plain', documentText(document))
  event.clipboardData.setData('text/html', documentToHtml(document, { imageUrl: blob => `/blobs/${blob}` }))
  event.clipboardData.setData(NODES_MIME, JSON.stringify(document))
  return true
}

function parseDocument(json: string): NoteDocument | null {
  try {
    const parsed = json === '' ? null : NoteDocument.safeParse(JSON.parse(json))
    return parsed?.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The bytes that a `data:` address carries. Decoded here: a request, even to oneself, is not what pasting is for. */
function blobOfDataUrl(url: string): Blob {
  const [, type = '', base64, payload = ''] = /^data:([\w/.+-]+)[^,]*?(;base64)?,(.*)$/s.exec(url) ?? []
  const bytes = base64 ? atob(payload) : decodeURIComponent(payload)
  return new Blob([Uint8Array.from(bytes, character => character.charCodeAt(0))], { type })
}

/** Stores the images that came inside a pasted page; says how many stayed on the web, where nothing is fetched from. */
async function keepImages(body: HTMLElement): Promise<void> {
  let left = 0
  for (const image of body.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? ''
    const own = /^\/blobs\/([0-9a-f]{64})$/.exec(src)?.[1]
    if (own) image.setAttribute(BLOB_ATTRIBUTE, own)
    else if (src.startsWith('data:image/')) {
      try {
        image.setAttribute(BLOB_ATTRIBUTE, await storeImage(blobOfDataUrl(src)))
      } catch (error) {
        showFailure(toFailure(error))
      }
    } else if (src !== '') left += 1
  }
  if (left > 0) {
    const what = left === 1 ? 'One image was' : `${left} images were`
    showToast({
      message: `${what} only linked, not copied, and stayed on the web. Copy an image by itself to bring it in.`,
    })
  }
}

function pasteHtml(editor: LexicalEditor, html: string): void {
  // A parsed document is inert: no script runs and no image is fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const insert = () => {
    const blocks = htmlToBlocks(body)
    editor.update(() => $pasteBlocks(blocks))
  }
  if (body.querySelector('img[src]')) void keepImages(body).then(insert)
  else insert()
}

function $paste(editor: LexicalEditor, event: ClipboardEvent | null): boolean {
  const data = event?.clipboardData
  const selection = $getSelection()
  if (!event || !data || !selection || isSelectionCapturedInDecoratorInput(event.target as Node)) return false
  const text = data.getData('text/plain')
  const html = data.getData('text/html')
  const images = [...data.files].filter(isNoteImage)
  const done = () => {
    event.preventDefault()
    return true
  }
  if ($isRangeSelection(selection) && $findMatchingParent(selection.anchor.getNode(), $isCodeNode)) {
    selection.insertRawText(text)
    return done()
  }
  const own = parseDocument(data.getData(NODES_MIME))
  if (own) {
    $pasteBlocks(own.blocks)
    return done()
  }
  if (images.length > 0 && text.trim() === '') {
    void insertImages(editor, images)
    return done()
  }
  // A link pasted over words is the link extension's business.
  const isLink = /^\S+$/.test(text.trim()) && safeHref(text) !== null
  if (isLink && $isRangeSelection(selection) && !selection.isCollapsed()) return false
  if (html.trim() !== '' && !isLink) {
    pasteHtml(editor, html)
    return done()
  }
  if (looksLikeMarkdown(text)) {
    $pasteBlocks(markdownToDocument(text).blocks)
    return done()
  }
  if ($isRangeSelection(selection)) {
    selection.insertRawText(text)
    return done()
  }
  return false
}

/** Copying gives words, markup and the note's own form; pasting takes what other programs give, cleaned. */
export function registerClipboard(editor: LexicalEditor): () => void {
  const asClipboard = (event: unknown) => (event instanceof ClipboardEvent ? event : null)
  return mergeRegister(
    editor.registerCommand(COPY_COMMAND, event => $copy(editor, asClipboard(event)), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      CUT_COMMAND,
      event => {
        if (!$copy(editor, asClipboard(event))) return false
        const selection = $getSelection()
        if ($isRangeSelection(selection)) selection.removeText()
        else if ($isNodeSelection(selection)) selection.deleteNodes()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(PASTE_COMMAND, event => $paste(editor, asClipboard(event)), COMMAND_PRIORITY_HIGH),
  )
}
