import { Popover, Textarea } from '@mantine/core'
import 'katex/dist/katex.min.css'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import katex from 'katex'
import { $getNodeByKey } from 'lexical'
import { useMemo, useState } from 'react'
import type { MathBlock, MathInline } from '../../../shared/document/document.ts'
import { MathBlockNode } from '../nodes/block-nodes.ts'
import { MathInlineNode } from '../nodes/inline-nodes.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import classes from './math-view.module.css'

/** A formula set by KaTeX; a click, or Enter on it, opens its TeX. A formula just inserted opens at once. */
function Formula({ nodeKey, tex, display }: { nodeKey: string; tex: string; display: boolean }) {
  const [editor] = useLexicalComposerContext()
  const [opened, setOpened] = useState(tex === '')
  const [draft, setDraft] = useState(tex)
  const html = useMemo(
    () =>
      katex.renderToString(draft || '\\square', {
        displayMode: display,
        throwOnError: false,
        trust: false,
        maxExpand: 500,
      }),
    [draft, display],
  )
  const close = () => {
    setOpened(false)
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      if (draft.trim() === '') {
        node?.selectNext()
        node?.remove()
      } else if (node instanceof MathBlockNode) {
        node.setValue({ type: 'math', tex: draft })
        node.selectNext()
      } else if (node instanceof MathInlineNode) {
        node.setValue({ type: 'math', tex: draft })
        node.selectNext()
      }
    })
    editor.focus()
  }
  return (
    <Popover opened={opened} onChange={open => !open && close()} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={display ? classes.display : classes.inline}
          aria-label={`Formula ${draft}`}
          onClick={() => setOpened(true)}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output; with `trust` off it holds no link, script or user markup
          dangerouslySetInnerHTML={{ __html: html }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          label="Formula (TeX)"
          autosize
          minRows={display ? 2 : 1}
          value={draft}
          data-autofocus
          classNames={{ input: classes.source ?? '' }}
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

/** A displayed formula. */
export function MathBlockView({ nodeKey, value }: NodeViewProps<MathBlock>) {
  return <Formula nodeKey={nodeKey} tex={value.tex} display />
}

/** A formula in the line. */
export function MathInlineView({ nodeKey, value }: NodeViewProps<MathInline>) {
  return <Formula nodeKey={nodeKey} tex={value.tex} display={false} />
}
