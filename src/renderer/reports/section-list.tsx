import { Checkbox } from '@mantine/core'
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import type { Report } from '../../shared/contract/reports.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './section-list.module.css'

type Section = Report['sections'][number]

/** The sections with one moved to another place. `to` counts in the list without it. */
export function withMoved(sections: readonly Section[], from: number, to: number): Section[] {
  const moved = sections[from]
  if (!moved) return [...sections]
  const others = sections.filter((_section, at) => at !== from)
  const at = Math.max(0, Math.min(others.length, to))
  return [...others.slice(0, at), moved, ...others.slice(at)]
}

interface SectionListProps {
  sections: Section[]
  onChange(sections: Section[]): void
}

/** The notes of a report in their order: dragged, or moved with Alt and the arrow keys; each can be left out for now. */
export function SectionList({ sections, onChange }: SectionListProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const [target, setTarget] = useState<number | null>(null)
  const [told, setTold] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= sections.length || to === from) return
    onChange(withMoved(sections, from, to))
    setTold(`${sections[from]?.title || 'Untitled'}: now ${to + 1} of ${sections.length}`)
  }
  const drop = () => {
    if (dragged !== null && target !== null) move(dragged, target > dragged ? target - 1 : target)
    setDragged(null)
    setTarget(null)
  }
  return (
    <>
      <ol className={classes.list} aria-label="Notes of the report">
        {sections.map((section, at) => (
          <SectionRow
            key={section.noteId}
            section={section}
            at={at}
            count={sections.length}
            mark={target === at ? 'before' : target === at + 1 && at + 1 === sections.length ? 'after' : undefined}
            dragging={dragged === at}
            onMove={to => move(at, to)}
            onInclude={included =>
              onChange(sections.map((each, index) => (index === at ? { ...each, included } : each)))
            }
            onRemove={() => onChange(sections.filter((_each, index) => index !== at))}
            onDragStart={() => setDragged(at)}
            onDragOver={event => {
              if (dragged === null) return
              event.preventDefault()
              const { top, height } = event.currentTarget.getBoundingClientRect()
              setTarget(event.clientY > top + height / 2 ? at + 1 : at)
            }}
            onDrop={drop}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {told}
      </p>
    </>
  )
}

interface SectionRowProps {
  section: Section
  at: number
  count: number
  mark: 'before' | 'after' | undefined
  dragging: boolean
  onMove(to: number): void
  onInclude(included: boolean): void
  onRemove(): void
  onDragStart(): void
  onDragOver(event: DragEvent): void
  onDrop(): void
}

function SectionRow({ section, at, count, mark, dragging, onMove, onInclude, onRemove, ...drag }: SectionRowProps) {
  const title = section.title || 'Untitled'
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? at - 1 : at + 1)
  }
  return (
    <li
      className={classes.row}
      data-mark={mark}
      data-dragging={dragging || undefined}
      data-left-out={!section.included || undefined}
      draggable
      onKeyDown={onKeyDown}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', title)
        drag.onDragStart()
      }}
      onDragOver={drag.onDragOver}
      onDrop={event => {
        event.preventDefault()
        drag.onDrop()
      }}
      onDragEnd={drag.onDrop}
    >
      <GripVertical aria-hidden className={classes.grip} />
      <Checkbox
        aria-label={`Include “${title}” in the report`}
        checked={section.included}
        onChange={event => onInclude(event.currentTarget.checked)}
      />
      <span className={classes.number} aria-hidden>
        {at + 1}
      </span>
      <button
        type="button"
        className={classes.title}
        title="Open the note beside the report (Alt ↑ and Alt ↓ move it)"
        onClick={() => useWorkspace.getState().open({ kind: 'note', id: section.noteId }, { beside: true })}
      >
        {title}
      </button>
      <span className={classes.buttons}>
        <IconButton
          icon={ArrowUp}
          label={`Move “${title}” up`}
          shortcut="Alt ↑"
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        />
        <IconButton
          icon={ArrowDown}
          label={`Move “${title}” down`}
          shortcut="Alt ↓"
          disabled={at === count - 1}
          onClick={() => onMove(at + 1)}
        />
        <IconButton icon={X} label={`Take “${title}” out of the report`} onClick={onRemove} />
      </span>
    </li>
  )
}
