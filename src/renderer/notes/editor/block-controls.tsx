import { $isCodeNode } from '@lexical/code-core'
import { CODE_LANGUAGE_FRIENDLY_NAME_MAP } from '@lexical/code-prism'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $setTableRowIsHeader,
} from '@lexical/table'
import { $findMatchingParent } from '@lexical/utils'
import { Menu, NativeSelect } from '@mantine/core'
import { $getNodeByKey, $getSelection, $isRangeSelection, type LexicalEditor } from 'lexical'
import { Ellipsis } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from '../../ui/icon-button.tsx'
import { CALLOUT_KINDS, type CalloutKind, CalloutNode } from '../nodes/container-nodes.ts'
import classes from './block-controls.module.css'

type Current =
  | { kind: 'table'; key: string }
  | { kind: 'code'; key: string; language: string }
  | { kind: 'callout'; key: string; callout: CalloutKind }

/** The table, code block or callout that the caret stands in. */
function $currentBlock(): Current | null {
  const selection = $getSelection()
  const node = $isRangeSelection(selection) ? selection.anchor.getNode() : selection?.getNodes()[0]
  if (!node) return null
  const code = $findMatchingParent(node, $isCodeNode)
  if (code) return { kind: 'code', key: code.getKey(), language: code.getLanguage() ?? '' }
  const table = $findTableNode(node)
  if (table) return { kind: 'table', key: table.getKey() }
  const callout = $findMatchingParent(node, each => each instanceof CalloutNode)
  return callout instanceof CalloutNode ? { kind: 'callout', key: callout.getKey(), callout: callout.getKind() } : null
}

const sameBlock = (a: Current | null, b: Current | null) => JSON.stringify(a) === JSON.stringify(b)

/** At the corner of the table, code block or callout with the caret: what can be changed about it. */
export function BlockControls({ page }: { page: HTMLElement }) {
  const [editor] = useLexicalComposerContext()
  const [current, setCurrent] = useState<Current | null>(null)
  const corner = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown: Current | null = null
    return editor.registerUpdateListener(({ editorState }) => {
      const now = editorState.read($currentBlock)
      if (sameBlock(shown, now)) return
      shown = now
      setCurrent(now)
    })
  }, [editor])
  useLayoutEffect(() => {
    const element = current && editor.getElementByKey(current.key)
    if (!element || !corner.current) return
    const [block, around] = [element.getBoundingClientRect(), page.getBoundingClientRect()]
    corner.current.style.top = `${block.top - around.top}px`
    corner.current.style.right = `${Math.max(0, around.right - block.right)}px`
  })
  if (!current) return null
  return createPortal(
    <div ref={corner} className={classes.corner}>
      {current.kind === 'table' && <TableMenu editor={editor} tableKey={current.key} />}
      {current.kind === 'code' && (
        <NativeSelect
          aria-label="Language of the code"
          value={current.language}
          data={languageOptions(current.language)}
          onChange={event => {
            const language = event.currentTarget.value
            editor.update(() => {
              const node = $getNodeByKey(current.key)
              if ($isCodeNode(node)) node.setLanguage(language || null)
            })
          }}
        />
      )}
      {current.kind === 'callout' && (
        <NativeSelect
          aria-label="Kind of callout"
          value={current.callout}
          data={CALLOUT_KINDS.map(kind => ({ value: kind, label: kind[0]?.toUpperCase() + kind.slice(1) }))}
          onChange={event => {
            const kind = event.currentTarget.value as CalloutKind
            editor.update(() => {
              const node = $getNodeByKey(current.key)
              if (node instanceof CalloutNode) node.setKind(kind)
            })
          }}
        />
      )}
    </div>,
    page,
  )
}

function languageOptions(present: string): { value: string; label: string }[] {
  const known = Object.entries(CODE_LANGUAGE_FRIENDLY_NAME_MAP).map(([value, label]) => ({ value, label }))
  const options = [{ value: '', label: 'No language' }, ...known.filter(option => option.value !== 'plain')]
  return options.some(option => option.value === present) ? options : [...options, { value: present, label: present }]
}

function TableMenu({ editor, tableKey }: { editor: LexicalEditor; tableKey: string }) {
  const act = (run: () => void) => () => editor.update(run)
  const $toggleHeader = () => {
    const table = $getNodeByKey(tableKey)
    if (!$isTableNode(table)) return
    const row = table.getFirstChild()
    const cells = $isTableRowNode(row) ? row.getChildren() : []
    const isHeader = cells.some(cell => $isTableCellNode(cell) && cell.hasHeader())
    $setTableRowIsHeader(table, 0, !isHeader)
  }
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <IconButton
          icon={Ellipsis}
          label="Table"
          className={classes.button ?? ''}
          onMouseDown={event => event.preventDefault()}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={act(() => void $insertTableRowAtSelection(false))}>Row above</Menu.Item>
        <Menu.Item onClick={act(() => void $insertTableRowAtSelection(true))}>Row below</Menu.Item>
        <Menu.Item onClick={act(() => void $insertTableColumnAtSelection(false))}>Column before</Menu.Item>
        <Menu.Item onClick={act(() => void $insertTableColumnAtSelection(true))}>Column after</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={act($toggleHeader)}>Header row</Menu.Item>
        <Menu.Divider />
        <Menu.Item data-danger onClick={act($deleteTableRowAtSelection)}>
          Delete row
        </Menu.Item>
        <Menu.Item data-danger onClick={act($deleteTableColumnAtSelection)}>
          Delete column
        </Menu.Item>
        <Menu.Item data-danger onClick={act(() => $getNodeByKey(tableKey)?.remove())}>
          Delete table
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
