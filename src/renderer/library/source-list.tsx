import { Menu } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { SourceView } from '../../shared/contract/library.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { PaneHeader } from '../ui/pane-header.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { type ListAction, runListAction } from './list-actions.ts'
import { SortMenu } from './list-menus.tsx'
import { useListOrder } from './list-order.ts'
import classes from './source-list.module.css'
import { SourceListbox } from './source-listbox.tsx'
import { SourceMenu } from './source-menu.tsx'
import { useSourceRows } from './use-source-rows.ts'
import { useSourceSelection } from './use-source-selection.ts'

interface SourceListProps {
  view: SourceView
  title: string
  /** What to show, and teach, when the view holds nothing. */
  empty: ReactNode
}

/** A list of sources of any length: selection, keys, context menu, order. Give it a `key` per view. */
export function SourceList({ view, title, empty }: SourceListProps) {
  const { sort, descending } = useListOrder()
  const [visible, setVisible] = useState({ from: 0, to: 30 })
  const rows = useSourceRows(view, { sort, descending }, visible)
  const selected = useSourceSelection(rows)
  const context = useRef({ view, rows, selected })
  context.current = { view, rows, selected }
  const act = useCallback((action: ListAction) => void runListAction(action, context.current), [])
  const listbox = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const focus = () => listbox.current?.focus()
    window.addEventListener('commonplace:focus-list', focus)
    return () => window.removeEventListener('commonplace:focus-list', focus)
  }, [])

  return (
    <>
      {selected.count > 1 ? (
        <BulkBar count={selected.count} onAction={act} onClear={selected.clear} />
      ) : (
        <PaneHeader title={title} count={rows.total}>
          <SortMenu />
        </PaneHeader>
      )}
      {rows.total === 0 && <div className={classes.empty}>{empty}</div>}
      {rows.error && rows.total === undefined && (
        <EmptyState title="The list could not be read">{rows.error.message}</EmptyState>
      )}
      {rows.total !== 0 && !(rows.error && rows.total === undefined) && (
        <Menu>
          <Menu.ContextMenu>
            <SourceListbox
              ref={listbox}
              label={title}
              rows={rows}
              selected={selected}
              onVisible={setVisible}
              onAction={act}
            />
          </Menu.ContextMenu>
          <Menu.Dropdown>
            <SourceMenu starred={rows.rowAt(selected.selection.active)?.starred ?? false} onAction={act} />
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
