import { Archive, BookOpen, FolderPlus, Inbox, Star, Tag, Trash2, X } from 'lucide-react'
import { formatCount } from '../ui/counts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './bulk-bar.module.css'
import type { ListAction } from './list-actions.ts'

interface BulkBarProps {
  count: number
  onAction: (action: ListAction) => void
  onClear: () => void
}

/** Takes the place of the list's head while several rows are chosen. */
export function BulkBar({ count, onAction, onClear }: BulkBarProps) {
  return (
    <div role="toolbar" aria-label="Selected sources" className={classes.bar}>
      <IconButton icon={X} label="Clear the selection" shortcut="Esc" onClick={onClear} />
      <span className={classes.count} role="status">
        {formatCount(count)} selected
      </span>
      <div className={classes.actions}>
        <IconButton icon={Inbox} label="Move to Inbox" shortcut="I" onClick={() => onAction('to-inbox')} />
        <IconButton icon={BookOpen} label="Move to Reading" shortcut="R" onClick={() => onAction('to-reading')} />
        <IconButton icon={Archive} label="Archive" shortcut="E" onClick={() => onAction('to-archive')} />
        <IconButton icon={Star} label="Star" shortcut="S" onClick={() => onAction('star')} />
        <IconButton icon={Tag} label="Tag…" shortcut="T" onClick={() => onAction('tag')} />
        <IconButton icon={FolderPlus} label="Collect in…" shortcut="L" onClick={() => onAction('collect')} />
        <IconButton icon={Trash2} label="Move to the trash" shortcut="#" onClick={() => onAction('trash')} />
      </div>
    </div>
  )
}
