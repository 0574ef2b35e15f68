import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ComponentPropsWithRef,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
} from 'react'
import type { SourceId } from '../../shared/contract/ids.ts'
import type { SourceSummary } from '../../shared/contract/library.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { dragSources } from './dragged-sources.ts'
import { actionForKey, type ListAction } from './list-actions.ts'
import { isSelected, movedIndex } from './selection.ts'
import classes from './source-list.module.css'
import { PendingRow, SourceRow } from './source-row.tsx'
import type { SourceRows } from './use-source-rows.ts'
import type { SourceSelection } from './use-source-selection.ts'

const ROW_GUESS_PX = 80

interface SourceListboxProps extends Omit<ComponentPropsWithRef<'div'>, 'onSelect'> {
  label: string
  rows: SourceRows
  selected: SourceSelection
  onVisible: (visible: { from: number; to: number }) => void
  onAction: (action: ListAction) => void
}

const openRow = (row: SourceSummary, options: { beside?: boolean; preview?: boolean }) =>
  useWorkspace.getState().open({ kind: 'source', id: row.id }, options)

/** The rows themselves, of which only the visible ones exist. One stop for the Tab key; arrows move inside. */
export function SourceListbox({
  label,
  rows,
  selected,
  onVisible,
  onAction,
  ref,
  onContextMenu,
  ...rest
}: SourceListboxProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const { selection } = selected
  const total = rows.total ?? 0
  const virtual = useVirtualizer({
    count: rows.total ?? 12,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_GUESS_PX,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => onVisible({ from, to }), [onVisible, from, to])

  const setRef = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element
      if (typeof ref === 'function') ref(element)
      else if (ref) ref.current = element
    },
    [ref],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, to - from - 10)
    if (handleKey(event, { selected, total, page, onAction, scrollTo: index => virtual.scrollToIndex(index) })) {
      event.preventDefault()
    }
  }
  const rowUnder = (target: EventTarget): [number, SourceSummary] | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
    const row = element ? rows.rowAt(Number(element.dataset.index)) : undefined
    return row ? [Number(element?.dataset.index), row] : undefined
  }
  const onRightClick = (event: MouseEvent<HTMLDivElement>) => {
    const hit = rowUnder(event.target)
    if (hit && !isSelected(selection, hit[1].id)) selected.choose(...hit)
    if (hit || selected.count > 0) onContextMenu?.(event)
  }
  const activeShown = items.some(item => item.index === selection.active)
  return (
    <div
      {...rest}
      ref={setRef}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={activeShown ? `${listId}-${selection.active}` : undefined}
      aria-busy={rows.total === undefined}
      tabIndex={0}
      className={classes.scroller}
      onKeyDown={onKeyDown}
      onContextMenu={onRightClick}
      onFocus={event => {
        const byKeyboard = event.currentTarget.matches(':focus-visible')
        if (byKeyboard && selection.active < 0 && total > 0) selected.moveTo(0, false)
      }}
    >
      <div role="presentation" className={classes.canvas} style={{ height: virtual.getTotalSize() }}>
        {items.map(item => {
          const row = rows.rowAt(item.index)
          const chosen = row !== undefined && isSelected(selection, row.id)
          return (
            <Option
              key={item.key}
              id={`${listId}-${item.index}`}
              index={item.index}
              total={total}
              start={item.start}
              row={row}
              chosen={chosen}
              active={item.index === selection.active}
              measure={virtual.measureElement}
              onChoose={selected.choose}
              onDrag={event => {
                if (!row) return
                const several = chosen && selected.count > 1 && !selection.all
                dragSources(event, several ? ([...selection.ids] as SourceId[]) : [row.id])
              }}
            />
          )
        })}
      </div>
    </div>
  )
}

interface OptionProps {
  id: string
  index: number
  total: number
  start: number
  row: SourceSummary | undefined
  chosen: boolean
  active: boolean
  measure: (element: HTMLElement | null) => void
  onChoose: SourceSelection['choose']
  onDrag: (event: DragEvent) => void
}

function Option({ id, index, total, start, row, chosen, active, measure, onChoose, onDrag }: OptionProps) {
  const onClick = (event: MouseEvent) => {
    if (!row) return
    onChoose(index, row, event)
    if (event.shiftKey || event.ctrlKey || event.metaKey) return
    openRow(row, event.altKey ? { beside: true } : { preview: true })
  }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles the keys of all its options
    <div
      id={id}
      ref={measure}
      data-index={index}
      data-source-id={row?.id}
      role="option"
      aria-selected={chosen}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-active={active || undefined}
      draggable={row !== undefined}
      className={classes.row}
      style={{ transform: `translateY(${start}px)` }}
      onClick={onClick}
      onDoubleClick={() => row && openRow(row, {})}
      onMouseDown={event => event.button === 1 && event.preventDefault()}
      onAuxClick={event => row && event.button === 1 && openRow(row, {})}
      onDragStart={onDrag}
    >
      {row ? <SourceRow source={row} /> : <PendingRow />}
    </div>
  )
}

interface KeyContext {
  selected: SourceSelection
  total: number
  page: number
  scrollTo: (index: number) => void
  onAction: (action: ListAction) => void
}

/** Does what a key means in the list; answers whether it meant anything. */
function handleKey(event: KeyboardEvent, { selected, total, page, scrollTo, onAction }: KeyContext): boolean {
  const mod = event.ctrlKey || event.metaKey
  if (mod && event.key.toLowerCase() === 'a') {
    selected.chooseAll()
    return true
  }
  if (!mod && !event.altKey) {
    const index = total > 0 ? movedIndex(event.key, selected.selection.active, total, page) : undefined
    if (index !== undefined) {
      selected.moveTo(index, event.shiftKey)
      scrollTo(index)
      return true
    }
    if (event.key === ' ' || event.key === 'x') {
      selected.toggleActive()
      return true
    }
    if (event.key === 'Escape' && selected.count > 1) {
      selected.clear()
      return true
    }
  }
  const action = actionForKey(event)
  if (action && selected.count > 0) onAction(action)
  return action !== undefined
}
