import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { movedIndex } from '../library/selection.ts'
import classes from './item-listbox.module.css'

const ROW_GUESS_PX = 62
const PAGE_ROWS = 8

interface ItemListboxProps<T extends { id: string }> {
  label: string
  total: number
  /** Undefined while the row is not loaded. */
  rowAt(index: number): T | undefined
  /** The item that is open in the workspace. */
  openId: string | null
  children(item: T): ReactNode
  onOpen(item: T, options: { beside?: boolean; preview?: boolean }): void
  onTrash(item: T): void
  onVisible?(visible: { from: number; to: number }): void
}

/** A list of notes or reports of any length. One stop for the Tab key; arrows move, Enter opens, Delete trashes. */
export function ItemListbox<T extends { id: string }>(props: ItemListboxProps<T>) {
  const { label, total, rowAt, openId, children, onOpen, onTrash, onVisible } = props
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const [active, setActive] = useState(-1)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_GUESS_PX,
    overscan: 10,
    getItemKey: useCallback((index: number) => rowAt(index)?.id ?? index, [rowAt]),
  })
  const items = virtual.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => onVisible?.({ from, to }), [onVisible, from, to])
  useEffect(() => {
    const focus = () => scroller.current?.focus()
    window.addEventListener('commonplace:focus-list', focus)
    return () => window.removeEventListener('commonplace:focus-list', focus)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rowAt(active)
    const moved = total > 0 ? movedIndex(event.key, active, total, PAGE_ROWS) : undefined
    if (moved !== undefined) {
      setActive(moved)
      virtual.scrollToIndex(moved)
    } else if (event.key === 'Enter' && row) onOpen(row, { beside: event.shiftKey })
    else if (event.key === ' ' && row) onOpen(row, { preview: true })
    else if ((event.key === 'Delete' || event.key === 'Backspace' || event.key === '#') && row) onTrash(row)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    const index = Number(option?.dataset.index ?? -1)
    const row = rowAt(index)
    if (!row) return
    setActive(index)
    onOpen(row, event.altKey ? { beside: true } : event.detail > 1 ? {} : { preview: true })
  }
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={items.some(item => item.index === active) ? `${listId}-${active}` : undefined}
      tabIndex={0}
      className={classes.scroller}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={() => active < 0 && total > 0 && setActive(0)}
    >
      <div role="presentation" className={classes.canvas} style={{ height: virtual.getTotalSize() }}>
        {items.map(item => {
          const row = rowAt(item.index)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option
            <div
              key={item.key}
              id={`${listId}-${item.index}`}
              ref={virtual.measureElement}
              data-index={item.index}
              data-active={item.index === active || undefined}
              role="option"
              aria-selected={row !== undefined && row.id === openId}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              className={classes.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row ? children(row) : <PendingItem />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Stands where an item is still being fetched. */
function PendingItem() {
  return (
    <span className={classes.pending}>
      <span className="visually-hidden">Loading…</span>
    </span>
  )
}
