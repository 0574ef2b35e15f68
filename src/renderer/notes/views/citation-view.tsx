import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { Popover } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { $getNodeByKey } from 'lexical'
import { useState } from 'react'
import { SourceId } from '../../../shared/contract/ids.ts'
import type { SourceDetail } from '../../../shared/contract/library.ts'
import type { CitationInline, CitationItem } from '../../../shared/document/document.ts'
import { callQuery } from '../../rpc/queries.ts'
import { CitationNode } from '../nodes/inline-nodes.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import { CitationForm } from './citation-form.tsx'
import classes from './citation-view.module.css'
import { locatorText } from './locator.ts'
import { sourceLabel, sourceYear } from './source-label.ts'

/** One source as the note shows it inside the brackets: “see Okafor 2025, p. 3”. */
export function citationItemText(item: CitationItem, source: SourceDetail | undefined): string {
  const who = source ? (item.suppressAuthor ? sourceYear(source) : sourceLabel(source)) : '…'
  const start = [item.prefix?.trim(), who].filter(Boolean).join(' ')
  return [start, locatorText(item), item.suffix?.trim()].filter(Boolean).join(', ')
}

/** A citation in the line; a click opens its locators, prefixes and further sources. */
export function CitationView({ nodeKey, value }: NodeViewProps<CitationInline>) {
  const [editor] = useLexicalComposerContext()
  const [opened, setOpened] = useState(false)
  const sources = useQueries({
    queries: value.items.map(item => ({
      ...callQuery('library.getSource', { id: SourceId.parse(item.sourceId) }),
      retry: false,
    })),
  })
  const missing = sources.some(source => source.isError)
  const text = value.items.map((item, at) => citationItemText(item, sources[at]?.data)).join('; ')
  const change = (items: CitationItem[]) =>
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      if (!(node instanceof CitationNode)) return
      if (items.length > 0) node.setValue({ type: 'citation', items })
      else {
        node.selectNext()
        node.remove()
      }
    })
  const close = () => {
    setOpened(false)
    editor.update(() => $getNodeByKey(nodeKey)?.selectNext())
    editor.focus()
  }
  return (
    <Popover
      opened={opened}
      onChange={open => !open && close()}
      position="bottom-start"
      trapFocus
      width={380}
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.citation}
          data-missing={missing}
          title={missing ? 'A cited source no longer exists' : 'Page, prefix, more sources'}
          onClick={() => setOpened(true)}
        >
          ({text})
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <CitationForm
          items={value.items}
          sources={sources.map(source => source.data)}
          onChange={change}
          onClose={close}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
