import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $isRootOrShadowRoot,
  type LexicalNode,
} from 'lexical'

/** The block at the caret: the ancestor that stands directly in the note, in a cell, or in a callout. */
export function $blockAtCaret(): LexicalNode | null {
  const selection = $getSelection()
  let node: LexicalNode | null = $isRangeSelection(selection)
    ? selection.focus.getNode()
    : (selection?.getNodes().at(-1) ?? null)
  while (node && !$isRootOrShadowRoot(node.getParent())) node = node.getParent()
  return node
}

/** Puts the caret into the paragraph after a block, which is made when there is none. */
export function $moveCaretAfter(block: LexicalNode): void {
  const next = block.getNextSibling()
  if ($isElementNode(next) && !next.isShadowRoot()) next.selectStart()
  else {
    const paragraph = $createParagraphNode()
    block.insertAfter(paragraph)
    paragraph.selectStart()
  }
}

/**
 * Inserts a block after the one at the caret, or in the place of an empty paragraph; without a caret, at the end of
 * the note. A sentence is never split. The caret goes on in the paragraph after it.
 */
export function $insertBlock(block: LexicalNode): void {
  const at = $blockAtCaret() ?? $getRoot().getLastChild()
  if (at === null) $getRoot().append(block)
  else if ($isParagraphNode(at) && at.isEmpty()) at.replace(block)
  else at.insertAfter(block)
  $moveCaretAfter(block)
}
