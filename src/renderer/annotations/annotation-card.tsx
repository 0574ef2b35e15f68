import { Menu } from '@mantine/core'
import { Copy, FileText, Palette, Quote, Tag, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { COLOR_NAMES } from '../ui/pen.tsx'
import { showToast } from '../ui/toasts.tsx'
import type { AnnotationActions } from './annotation-actions.ts'
import classes from './annotation-card.module.css'
import { TagField } from './annotation-editor.tsx'
import { loadDrag } from './annotation-transfer.ts'
import { ColorSwatches } from './color-swatches.tsx'
import { CommentField } from './comment-field.tsx'
import { quoteInNote } from './quote-in-note.ts'

interface AnnotationCardProps {
  annotation: Annotation
  actions: AnnotationActions
  isActive: boolean
  /** The quotation with its source, for the clipboard and for other programs. */
  asText(annotation: Annotation): string
  /** Absent for what has no place in the text. */
  onShow?: (annotation: Annotation) => void
  /** What a doubtful or orphaned passage asks for. */
  children?: React.ReactNode
}

/** One highlight in the inspector: its words, comment, tags and uses. Can be dragged into a note. */
export function AnnotationCard({ annotation, actions, isActive, asText, onShow, children }: AnnotationCardProps) {
  const [isTagging, setTagging] = useState(false)
  const [isCommenting, setCommenting] = useState(false)
  const quotation = <q className={classes.quotation}>{annotation.passage.exact}</q>
  return (
    <article
      className={classes.card}
      data-active={isActive || undefined}
      data-annotation={annotation.id}
      style={{ borderInlineStartColor: `var(--hl-${annotation.color}-edge)` }}
      draggable
      onDragStart={event => loadDrag(event.dataTransfer, annotation, asText(annotation))}
      aria-label={`Highlight in ${COLOR_NAMES[annotation.color]}`}
    >
      {onShow ? (
        <button type="button" className={classes.show} onClick={() => onShow(annotation)} dir="auto">
          {quotation}
        </button>
      ) : (
        <div className={classes.show} dir="auto">
          {quotation}
        </div>
      )}
      <CommentField annotation={annotation} actions={actions} isOpen={isCommenting} setOpen={setCommenting} />
      {(isTagging || annotation.tags.length > 0) && (
        <TagField annotation={annotation} actions={actions} autoFocus={isTagging} />
      )}
      {children}
      <footer className={classes.foot}>
        {annotation.noteCount > 0 && <Uses annotation={annotation} />}
        {!annotation.comment && !isCommenting && (
          <button type="button" className={classes.invitation} onClick={() => setCommenting(true)}>
            Add a comment
          </button>
        )}
        <CardTools
          annotation={annotation}
          actions={actions}
          asText={asText}
          onTag={annotation.tags.length > 0 ? undefined : () => setTagging(true)}
        />
      </footer>
    </article>
  )
}

interface CardToolsProps {
  annotation: Annotation
  actions: AnnotationActions
  asText(annotation: Annotation): string
  onTag: (() => void) | undefined
}

function CardTools({ annotation, actions, asText, onTag }: CardToolsProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(asText(annotation))
    showToast({ message: 'Copied with its source' })
  }
  return (
    <div className={classes.tools}>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton icon={Palette} label="Change colour" />
        </Menu.Target>
        <Menu.Dropdown miw={0}>
          <ColorSwatches
            verb="Recolour"
            value={annotation.color}
            onChoose={color => void actions.recolor(annotation, color)}
          />
        </Menu.Dropdown>
      </Menu>
      {onTag && <IconButton icon={Tag} label="Add tags" onClick={onTag} />}
      <IconButton icon={Quote} label="Quote in note" onClick={() => void quoteInNote(annotation)} />
      <IconButton icon={Copy} label="Copy with citation" onClick={() => void copy()} />
      <IconButton icon={Trash2} label="Remove highlight" onClick={() => void actions.remove(annotation)} />
    </div>
  )
}

/** “Used in n notes”, which opens to their titles. */
function Uses({ annotation }: { annotation: Annotation }) {
  const [opened, setOpened] = useState(false)
  const uses = useCall('annotations.uses', { id: annotation.id }, { enabled: opened }).data ?? []
  const count = annotation.noteCount
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.uses}>
          Used in {count} {count === 1 ? 'note' : 'notes'}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {uses.map(use => (
          <Menu.Item
            key={use.noteId}
            leftSection={<FileText aria-hidden />}
            onClick={() => useWorkspace.getState().open({ kind: 'note', id: use.noteId }, { beside: true })}
          >
            {use.title || 'Untitled'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
