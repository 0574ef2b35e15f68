import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { Popover } from '@mantine/core'
import { $getNodeByKey } from 'lexical'
import { useRef, useState } from 'react'
import { documentText } from '../../../shared/document/derive/plain-text.ts'
import { type Block, DOCUMENT_VERSION, type FootnoteInline } from '../../../shared/document/document.ts'
import { SmallEditor } from '../editor/small-editor.tsx'
import { FootnoteNode } from '../nodes/inline-nodes.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import classes from './inline-marks.module.css'

/** The mark of a footnote, numbered by its place; a click opens its text. */
export function FootnoteView({ nodeKey, value }: NodeViewProps<FootnoteInline>) {
  const [editor] = useLexicalComposerContext()
  const words = documentText({ version: DOCUMENT_VERSION, blocks: value.children })
  const [opened, setOpened] = useState(words === '')
  const written = useRef<Block[]>(value.children)
  const close = () => {
    setOpened(false)
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      node?.selectNext()
      if (documentText({ version: DOCUMENT_VERSION, blocks: written.current }) === '') node?.remove()
      else if (node instanceof FootnoteNode) node.setValue({ type: 'footnote', children: written.current })
    })
    editor.focus()
  }
  return (
    <Popover opened={opened} onChange={open => !open && close()} position="bottom-start" width={380} withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={classes.footnote}
          title={words}
          aria-label={`Footnote: ${words}`}
          onClick={() => setOpened(true)}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.hint}>Footnote</p>
        <SmallEditor
          label="Footnote"
          className={classes.footnoteEditor ?? ''}
          blocks={value.children}
          onWrite={blocks => {
            written.current = blocks
          }}
          onLeave={close}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
