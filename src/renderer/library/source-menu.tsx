import { Menu } from '@mantine/core'
import { Archive, BookOpen, Columns2, FolderPlus, Inbox, type LucideIcon, Star, Tag, Trash2 } from 'lucide-react'
import type { ListAction } from './list-actions.ts'

interface Entry {
  action: ListAction
  label: string
  icon: LucideIcon
  keys: string
}

const OPEN: Entry[] = [
  { action: 'open', label: 'Open', icon: BookOpen, keys: 'Enter' },
  { action: 'open-beside', label: 'Open beside', icon: Columns2, keys: 'Shift Enter' },
]
const MOVE: Entry[] = [
  { action: 'to-inbox', label: 'Move to Inbox', icon: Inbox, keys: 'I' },
  { action: 'to-reading', label: 'Move to Reading', icon: BookOpen, keys: 'R' },
  { action: 'to-archive', label: 'Archive', icon: Archive, keys: 'E' },
]
const MARK: Entry[] = [
  { action: 'star', label: 'Star', icon: Star, keys: 'S' },
  { action: 'tag', label: 'Tag…', icon: Tag, keys: 'T' },
  { action: 'collect', label: 'Collect in…', icon: FolderPlus, keys: 'L' },
]
const AWAY: Entry[] = [{ action: 'trash', label: 'Move to the trash', icon: Trash2, keys: '#' }]

interface SourceMenuProps {
  /** Whether the row that the menu stands on has a star already. */
  starred: boolean
  onAction: (action: ListAction) => void
}

/** What the context menu of a list of sources holds. */
export function SourceMenu({ starred, onAction }: SourceMenuProps) {
  const items = (entries: Entry[]) =>
    entries.map(({ action, label, icon: Icon, keys }) => (
      <Menu.Item
        key={action}
        leftSection={<Icon aria-hidden />}
        rightSection={<span aria-hidden>{keys}</span>}
        data-danger={action === 'trash' || undefined}
        onClick={() => onAction(action)}
      >
        {action === 'star' && starred ? 'Take the star away' : label}
      </Menu.Item>
    ))
  return (
    <>
      {items(OPEN)}
      <Menu.Divider />
      {items(MOVE)}
      <Menu.Divider />
      {items(MARK)}
      <Menu.Divider />
      {items(AWAY)}
    </>
  )
}
