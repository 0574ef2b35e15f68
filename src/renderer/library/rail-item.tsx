import type { LucideIcon } from 'lucide-react'
import { ChevronRight } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import type { SourceId } from '../../shared/contract/ids.ts'
import { formatCount } from '../ui/counts.ts'
import { carriesSources, droppedSources } from './dragged-sources.ts'
import classes from './rail-item.module.css'

interface RailItemProps {
  icon?: LucideIcon
  /** In place of an icon: a tag's dot. */
  mark?: ReactNode
  label: string
  count?: number
  current: boolean
  depth?: number
  /** Whether what is under it is shown; undefined when nothing is. */
  expanded?: boolean
  onToggle?: () => void
  onOpen: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  onDropSources?: (ids: SourceId[]) => void
  /** For an item that can itself be dragged, or takes other things than sources. */
  drag?: Pick<React.HTMLAttributes<HTMLElement>, 'onDragStart' | 'onDrop'> & { accepts?: (event: DragEvent) => boolean }
}

/** One line of the rail: a button with a count, a place to drop sources on, perhaps with lines under it. */
export function RailItem(props: RailItemProps) {
  const { icon: Icon, mark, label, count, current, depth = 0, expanded, onToggle, onOpen } = props
  const [over, setOver] = useState(false)
  const accepts = (event: DragEvent) =>
    (props.onDropSources !== undefined && carriesSources(event)) || (props.drag?.accepts?.(event) ?? false)
  const onDrop = (event: DragEvent<HTMLElement>) => {
    setOver(false)
    if (!accepts(event)) return
    event.preventDefault()
    event.stopPropagation()
    const ids = droppedSources(event)
    if (ids.length > 0) props.onDropSources?.(ids)
    else props.drag?.onDrop?.(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const wants = { ArrowRight: false, ArrowLeft: true }[event.key]
    if (expanded !== undefined && wants === expanded) {
      event.preventDefault()
      onToggle?.()
    }
    props.onKeyDown?.(event)
  }
  return (
    <div className={classes.line}>
      {expanded !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.toggle}
          style={{ insetInlineStart: depth * 16 + 4 }}
          aria-hidden
          onClick={onToggle}
        >
          <ChevronRight data-open={expanded} />
        </button>
      )}
      <button
        type="button"
        data-rail-item
        data-over={over || undefined}
        data-foldable={expanded !== undefined || undefined}
        className={classes.item}
        style={{ paddingInlineStart: depth > 0 ? 17 + depth * 16 : 8 }}
        tabIndex={current ? 0 : -1}
        aria-current={current ? 'page' : undefined}
        aria-expanded={expanded}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        draggable={props.drag?.onDragStart !== undefined}
        onDragStart={props.drag?.onDragStart}
        onDragOver={event => {
          if (!accepts(event)) return
          event.preventDefault()
          event.stopPropagation()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {mark ?? (Icon && depth === 0 ? <Icon aria-hidden className={classes.icon} /> : null)}
        <span className={classes.label} dir="auto">
          {label}
        </span>
        {count !== undefined && count > 0 && <span className={classes.count}>{formatCount(count)}</span>}
      </button>
    </div>
  )
}
