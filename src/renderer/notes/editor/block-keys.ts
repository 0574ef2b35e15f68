import { $isListItemNode, $isListNode } from '@lexical/list'
import { $findTableNode } from '@lexical/table'
import { $findMatchingParent } from '@lexical/utils'
import {
  $createParagraphNode,
  $getSelection,
  $isDecoratorNode,
  $isNodeSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  INDENT_CONTENT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
} from 'lexical'
import { $isContainerNode } from '../nodes/container-nodes.ts'
import { $moveCaretAfter } from './insert-block.ts'

/** Enter in the empty last paragraph of a quote, callout or list item with blocks goes on below it. */
function $leaveContainer(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const paragraph = selection.anchor.getNode()
  const container = paragraph.getParent()
  if (!$isParagraphNode(paragraph) || !paragraph.isEmpty() || paragraph.getNextSibling()) return false
  if ($isListItemNode(container)) {
    if (!paragraph.getPreviousSibling()) return false
    container.insertNewAfter(selection).selectStart()
    paragraph.remove()
    return true
  }
  if (!$isContainerNode(container)) return false
  const below = $createParagraphNode()
  container.insertAfter(below)
  if (paragraph.getPreviousSibling()) paragraph.remove()
  else container.remove()
  below.selectStart()
  return true
}

/** Backspace at the very start of a quote or callout takes its frame away and keeps its blocks. */
function $unwrapContainer(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.offset !== 0) return false
  const container = $findMatchingParent(selection.anchor.getNode(), $isContainerNode)
  if (!$isContainerNode(container)) return false
  let node = selection.anchor.getNode()
  while (!node.is(container)) {
    if (node.getPreviousSibling()) return false
    node = node.getParentOrThrow()
  }
  for (const block of container.getChildren()) container.insertBefore(block)
  container.remove()
  return true
}

/** The one decorator that is selected as a whole. */
function $selectedDecorator() {
  const selection = $getSelection()
  if (!$isNodeSelection(selection)) return null
  const [node, ...others] = selection.getNodes()
  return $isDecoratorNode(node) && others.length === 0 ? node : null
}

function $deleteSelectedNodes(event: KeyboardEvent): boolean {
  const selection = $getSelection()
  if (!$isNodeSelection(selection) || !isFromEditor(event)) return false
  event.preventDefault()
  for (const node of selection.getNodes()) {
    if (!$isDecoratorNode(node)) continue
    if (node.isInline()) node.selectPrevious()
    else $moveCaretAfter(node)
    node.remove()
  }
  return true
}

/** Keys pressed in a field or button of a block's view are not for the editor. */
function isFromEditor(event: KeyboardEvent): boolean {
  const target = event.target
  return !(target instanceof HTMLElement && target.closest('input, textarea, select, button') !== null)
}

/** What Enter, Backspace, Delete and Tab do at the edges of blocks. */
export function registerBlockKeys(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $leaveContainer, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_BACKSPACE_COMMAND,
      event => {
        const done = $deleteSelectedNodes(event) || $unwrapContainer()
        if (done) event.preventDefault()
        return done
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(KEY_DELETE_COMMAND, $deleteSelectedNodes, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      event => {
        const node = $selectedDecorator()
        if (!node || (event && !isFromEditor(event))) return false
        event?.preventDefault()
        if (!node.isInline()) $moveCaretAfter(node)
        else editor.getElementByKey(node.getKey())?.querySelector('button')?.click()
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(KEY_TAB_COMMAND, event => $indentList(editor, event), COMMAND_PRIORITY_LOW),
  )
}

/** Tab and Shift+Tab nest list items; everywhere else Tab keeps its meaning of going to the next control. */
function $indentList(editor: LexicalEditor, event: KeyboardEvent): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode)
  if (!item || $findTableNode(item)) return false
  event.preventDefault()
  const list = item.getParent()
  const isFirst = item.getPreviousSibling() === null
  if (!event.shiftKey && $isListNode(list) && isFirst) return true
  return editor.dispatchCommand(event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND, undefined)
}
