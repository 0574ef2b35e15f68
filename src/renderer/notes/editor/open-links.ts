import { $isLinkNode } from '@lexical/link'
import { $findMatchingParent } from '@lexical/utils'
import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical'
import { AnnotationId } from '../../../shared/contract/ids.ts'
import type { ReferenceTarget } from '../../../shared/document/document.ts'
import { useWorkspace } from '../../app/workspace-store.ts'
import { getNotebook } from '../../rpc/notebook.ts'
import { showFailure } from '../../ui/toasts.tsx'
import { isSafeHref } from '../conversion/safe-href.ts'
import { $isReferenceNode } from '../nodes/reference-node.ts'

/** Opens what a link leads to, beside the note. A highlight opens its source at the passage. */
export async function openTarget(target: ReferenceTarget): Promise<void> {
  const { open } = useWorkspace.getState()
  if (target.kind !== 'annotation') {
    const reveal = target.blockId === undefined ? {} : { reveal: { blockId: target.blockId } }
    open({ kind: target.kind, id: target.id }, { beside: true, ...reveal })
    return
  }
  const annotation = await getNotebook().call('annotations.get', { id: AnnotationId.parse(target.id) })
  if (!annotation.ok) showFailure(annotation.error)
  else open({ kind: 'source', id: annotation.value.sourceId }, { beside: true, reveal: { annotationId: target.id } })
}

/** The link at the caret or right before it. */
function $linkAtCaret(): ReferenceTarget | string | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const node = selection.anchor.getNode()
  const neighbour = selection.anchor.offset === 0 ? node.getPreviousSibling() : null
  for (const each of [node, neighbour]) {
    if ($isReferenceNode(each)) return each.getTarget()
    const link = each ? $findMatchingParent(each, $isLinkNode) : null
    if (link) return link.getURL()
  }
  return null
}

function follow(link: ReferenceTarget | string): void {
  if (typeof link !== 'string') void openTarget(link)
  else if (isSafeHref(link)) window.open(link, '_blank', 'noopener,noreferrer')
}

/** A click on a link of the library opens it, Ctrl+click a web link; Ctrl+Enter opens the link at the caret. */
export function registerOpenLinks(editor: LexicalEditor): () => void {
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement) || event.button !== 0) return
    const element = event.target.closest<HTMLElement>('[data-reference], a[href]')
    if (!element) return
    const isWeb = element.tagName === 'A'
    if (isWeb) event.preventDefault()
    if (isWeb && !(event.ctrlKey || event.metaKey)) return
    const link = editor.read(() => {
      const node = $getNearestNodeFromDOMNode(element)
      return $isReferenceNode(node) ? node.getTarget() : $isLinkNode(node) ? node.getURL() : null
    })
    if (link) follow(link)
  }
  return mergeRegister(
    editor.registerRootListener((root, previous) => {
      previous?.removeEventListener('click', onClick)
      root?.addEventListener('click', onClick)
    }),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      event => {
        if (!event || !(event.ctrlKey || event.metaKey)) return false
        const link = $linkAtCaret()
        if (!link) return false
        event.preventDefault()
        follow(link)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
  )
}
