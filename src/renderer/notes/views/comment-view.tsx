import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { Popover, Textarea } from '@mantine/core'
import { $getNodeByKey } from 'lexical'
import { MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import type { CommentInline } from '../../../shared/document/document.ts'
import { CommentNode } from '../nodes/inline-nodes.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import classes from './inline-marks.module.css'

/** A comment to oneself: a mark in the line, the words in a popover. Never part of an export. */
export function CommentView({ nodeKey, value }: NodeViewProps<CommentInline>) {
  const [editor] = useLexicalComposerContext()
  const [opened, setOpened] = useState(value.text === '')
  const [draft, setDraft] = useState(value.text)
  const close = () => {
    setOpened(false)
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      node?.selectNext()
      if (draft.trim() === '') node?.remove()
      else if (node instanceof CommentNode) node.setValue({ type: 'comment', text: draft })
    })
    editor.focus()
  }
  return (
    <Popover
      opened={opened}
      onChange={open => !open && close()}
      position="bottom-start"
      trapFocus
      width={300}
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.comment}
          title={draft}
          aria-label={`Comment to yourself: ${draft}`}
          onClick={() => setOpened(true)}
        >
          <MessageSquareText aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          label="Comment to yourself"
          description="Stays here: no export shows it."
          autosize
          minRows={2}
          data-autofocus
          value={draft}
          onChange={event => setDraft(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault()
              close()
            }
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
