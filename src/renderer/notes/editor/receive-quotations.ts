import {
  $getNearestNodeFromDOMNode,
  $getRoot,
  COMMAND_PRIORITY_HIGH,
  DRAGOVER_COMMAND,
  DROP_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
} from 'lexical'
import { z } from 'zod'
import { ANNOTATION_MIME, type AnnotationPayload } from '../../annotations/annotation-transfer.ts'
import { $createQuotationNode } from '../nodes/block-nodes.ts'
import { $insertBlock, $moveCaretAfter } from './insert-block.ts'
import { insertImages, isNoteImage } from './note-images.ts'

const Dragged: z.ZodType<AnnotationPayload> = z.object({
  annotationId: z.string().min(1),
  sourceId: z.string().min(1),
  text: z.string(),
})

/** The highlight in a drag's data; null when there is none or it is not one of ours. */
export function parseDraggedAnnotation(json: string): AnnotationPayload | null {
  try {
    const parsed = Dragged.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The top-level block below or above the pointer, and the side of it on which to insert. */
function $dropPlace(editor: LexicalEditor, event: DragEvent): { block: LexicalNode; after: boolean } | null {
  const root = editor.getRootElement()
  if (!root) return null
  const elements = [...root.children]
  const under = elements.find(element => element.getBoundingClientRect().bottom >= event.clientY) ?? elements.at(-1)
  const block = under ? ($getNearestNodeFromDOMNode(under)?.getTopLevelElement() ?? null) : $getRoot().getLastChild()
  if (!block || !under) return null
  const { top, height } = under.getBoundingClientRect()
  return { block, after: event.clientY > top + height / 2 }
}

function showDropLine(editor: LexicalEditor, event: DragEvent | null): void {
  const root = editor.getRootElement()
  if (!root) return
  for (const element of root.querySelectorAll('[data-drop]')) element.removeAttribute('data-drop')
  if (!event) return
  editor.read(() => {
    const place = $dropPlace(editor, event)
    if (place) editor.getElementByKey(place.block.getKey())?.setAttribute('data-drop', place.after ? 'after' : 'before')
  })
}

function $dropAnnotation(editor: LexicalEditor, event: DragEvent, dragged: AnnotationPayload): void {
  const place = $dropPlace(editor, event)
  const quotation = $createQuotationNode({ type: 'quotation', ...dragged })
  if (!place) $insertBlock(quotation)
  else {
    if (place.after) place.block.insertAfter(quotation)
    else place.block.insertBefore(quotation)
    $moveCaretAfter(quotation)
  }
}

/** Inserts a highlight as a quotation block at the caret. */
export function insertQuotation(editor: LexicalEditor, dragged: AnnotationPayload): void {
  editor.update(() => $insertBlock($createQuotationNode({ type: 'quotation', ...dragged })))
}

/** Takes dropped highlights and image files. */
export function registerDrops(editor: LexicalEditor): () => void {
  const leave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node) || !editor.getRootElement()?.contains(event.relatedTarget)) {
      showDropLine(editor, null)
    }
  }
  return mergeRegister(
    editor.registerCommand(
      DRAGOVER_COMMAND,
      event => {
        const types = event.dataTransfer?.types ?? []
        if (!types.includes(ANNOTATION_MIME) && !types.includes('Files')) return false
        event.preventDefault()
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
        showDropLine(editor, event)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DROP_COMMAND,
      event => {
        showDropLine(editor, null)
        const dragged = parseDraggedAnnotation(event.dataTransfer?.getData(ANNOTATION_MIME) ?? '')
        const images = [...(event.dataTransfer?.files ?? [])].filter(isNoteImage)
        if (!dragged && images.length === 0) return false
        event.preventDefault()
        event.stopPropagation()
        if (dragged) $dropAnnotation(editor, event, dragged)
        else void insertImages(editor, images)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerRootListener((root, previous) => {
      previous?.removeEventListener('dragleave', leave)
      root?.addEventListener('dragleave', leave)
    }),
  )
}
