import { Copy, GripVertical, MessageSquare, Quote, Tag, Trash2 } from 'lucide-react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { Color } from '../../shared/contract/ids.ts'
import { loadDrag } from '../annotations/annotation-transfer.ts'
import { ColorSwatches } from '../annotations/color-swatches.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './selection-toolbar.module.css'

export interface ToolbarActions {
  highlight(color: Color): void
  comment(): void
  tag(): void
  copy(): void
  quote(): void
  remove(): void
}

interface SelectionToolbarProps {
  /** The mark it belongs to; null for a fresh selection. */
  annotation: Annotation | null
  actions: ToolbarActions
  /** The quotation with its source, for a drag to another program. */
  asText(annotation: Annotation): string
}

/** The floating toolbar beside a selection or a mark. */
export function SelectionToolbar({ annotation, actions, asText }: SelectionToolbarProps) {
  return (
    <div
      className={classes.toolbar}
      role="toolbar"
      aria-label={annotation ? 'Highlight' : 'Selection'}
      onPointerDown={keepSelection}
    >
      {annotation && (
        // biome-ignore lint/a11y/noStaticElementInteractions: without a mouse, Q does what this drag does
        <span
          className={classes.grip}
          draggable
          title="Drag into a note"
          onDragStart={event => loadDrag(event.dataTransfer, annotation, asText(annotation))}
        >
          <GripVertical aria-hidden />
        </span>
      )}
      <ColorSwatches value={annotation?.color ?? null} onChoose={actions.highlight} verb="Highlight" />
      <i className={classes.divider} />
      <IconButton icon={MessageSquare} label="Comment" shortcut="C" onClick={actions.comment} />
      <IconButton icon={Quote} label="Quote in note" shortcut="Q" onClick={actions.quote} />
      <IconButton icon={Tag} label="Tag" shortcut="T" onClick={actions.tag} />
      <IconButton icon={Copy} label="Copy with citation" shortcut="Ctrl Shift C" onClick={actions.copy} />
      {annotation && <IconButton icon={Trash2} label="Remove highlight" shortcut="Del" onClick={actions.remove} />}
    </div>
  )
}

/** A press on the toolbar leaves the focus, and with it the selection's look, in the article. */
function keepSelection(event: React.PointerEvent): void {
  if (!(event.target as Element).closest('[draggable]')) event.preventDefault()
}
