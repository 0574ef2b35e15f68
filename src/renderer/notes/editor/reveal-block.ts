import { $getNodeByKey, $isDecoratorNode, $isElementNode, type LexicalEditor } from 'lexical'

const FLASH_MS = 1_200

/** Scrolls a block into view, puts the caret there, and lets it stand out for a moment. */
export function revealBlock(editor: LexicalEditor, key: string): void {
  editor.update(() => {
    const node = $getNodeByKey(key)
    if ($isElementNode(node)) node.selectStart()
    else if ($isDecoratorNode(node)) node.selectNext()
  })
  const element = editor.getElementByKey(key)
  if (!element) return
  element.scrollIntoView({ block: 'start' })
  element.setAttribute('data-flash', '')
  setTimeout(() => element.removeAttribute('data-flash'), FLASH_MS)
}
