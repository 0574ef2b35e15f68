import { MenuOption } from '@lexical/react/LexicalTypeaheadMenuPlugin'
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Color } from '../../../shared/contract/ids.ts'
import { Pen } from '../../ui/pen.tsx'
import classes from './typeahead-menu.module.css'

/** One line of a menu at the caret. */
export class CaretMenuOption<T> extends MenuOption {
  readonly item: T
  readonly label: string
  readonly detail: string
  readonly sign: LucideIcon | Color
  constructor(key: string, item: T, show: { label: string; detail: string; sign: LucideIcon | Color }) {
    super(key)
    this.item = item
    this.label = show.label
    this.detail = show.detail
    this.sign = show.sign
  }
}

interface CaretMenuProps<T> {
  anchor: RefObject<HTMLElement | null>
  options: CaretMenuOption<T>[]
  selectedIndex: number | null
  onSelect(option: CaretMenuOption<T>): void
  onHighlight(index: number): void
  /** A line below the options, for example the keys that do something else with the selected one. */
  hint?: ReactNode
}

function Sign({ sign: Icon }: { sign: LucideIcon | Color }) {
  return typeof Icon === 'number' ? <Pen color={Icon} /> : <Icon aria-hidden />
}

/** The list of suggestions below the caret. The keys are handled by the editor, which keeps the focus. */
export function CaretMenu<T>({ anchor, options, selectedIndex, onSelect, onHighlight, hint }: CaretMenuProps<T>) {
  if (!anchor.current || options.length === 0) return null
  return createPortal(
    <div className={classes.menu} role="none">
      {options.map((option, index) => (
        <CaretMenuRow
          key={option.key}
          option={option}
          index={index}
          selected={index === selectedIndex}
          onSelect={() => onSelect(option)}
          onHighlight={() => onHighlight(index)}
        />
      ))}
      {hint && (
        <p className={classes.hint} aria-hidden>
          {hint}
        </p>
      )}
    </div>,
    anchor.current,
  )
}

interface RowProps<T> {
  option: CaretMenuOption<T>
  index: number
  selected: boolean
  onSelect(): void
  onHighlight(): void
}

function CaretMenuRow<T>({ option, index, selected, onSelect, onHighlight }: RowProps<T>) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the editor keeps the focus and handles the keys
    <div
      ref={row}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      id={`typeahead-item-${index}`}
      className={classes.option}
      onMouseDown={event => event.preventDefault()}
      onMouseMove={onHighlight}
      onClick={onSelect}
    >
      <Sign sign={option.sign} />
      <span className={classes.label}>{option.label}</span>
      <small>{option.detail}</small>
    </div>
  )
}
