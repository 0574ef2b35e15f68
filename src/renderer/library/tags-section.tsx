import { Menu } from '@mantine/core'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Color } from '../../shared/contract/ids.ts'
import type { Tag } from '../../shared/contract/library.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { askFirst } from '../ui/ask-first.tsx'
import { countOf, quoted } from '../ui/counts.ts'
import { COLOR_NAMES, Dot } from '../ui/pen.tsx'
import { showToast } from '../ui/toasts.tsx'
import classes from './library-rail.module.css'
import { RailItem } from './rail-item.tsx'
import { RailName } from './rail-name.tsx'
import { tagSources } from './source-actions.ts'
import styles from './tags-section.module.css'

const COLORS: Color[] = [1, 2, 3, 4, 5, 6]

/** The tags of the rail, with their colours; sources dropped on one are tagged. */
export function TagsSection() {
  const tags = useCall('library.listTags', {}).data ?? []
  const [renaming, setRenaming] = useState<string | null>(null)
  const current = useWorkspace(state => (state.list.kind === 'tag' ? state.list.id : null))
  const rename = async (tag: Tag, name: string) => {
    setRenaming(null)
    const answer = await perform('library.updateTag', { id: tag.id, name })
    if (!answer?.merged) return
    showToast({ message: `Merged “${tag.name}” into “${name}”` })
    if (current === tag.id) useWorkspace.getState().showList({ kind: 'all' })
  }
  if (tags.length === 0) return null
  return (
    <>
      <h2 className={classes.heading}>Tags</h2>
      <ul>
        {tags.map(tag =>
          renaming === tag.id ? (
            <RailName
              key={tag.id}
              label={`Name of the tag ${tag.name}`}
              initial={tag.name}
              onDone={name => void rename(tag, name)}
              onCancel={() => setRenaming(null)}
            />
          ) : (
            <li key={tag.id}>
              <Menu>
                <Menu.ContextMenu>
                  <div>
                    <RailItem
                      mark={<Dot color={tag.color} />}
                      label={tag.name}
                      count={tag.count}
                      current={current === tag.id}
                      onOpen={() => useWorkspace.getState().showList({ kind: 'tag', id: tag.id })}
                      onKeyDown={event => event.key === 'F2' && setRenaming(tag.id)}
                      onDropSources={ids => void tagSources({ ids }, tag.name, true)}
                    />
                  </div>
                </Menu.ContextMenu>
                <TagMenu tag={tag} onRename={() => setRenaming(tag.id)} />
              </Menu>
            </li>
          ),
        )}
      </ul>
    </>
  )
}

function TagMenu({ tag, onRename }: { tag: Tag; onRename: () => void }) {
  const recolor = (color: Color | null) => void perform('library.updateTag', { id: tag.id, color })
  const remove = async () => {
    const sure = await askFirst({
      title: `Remove the tag ${quoted(tag.name)}?`,
      text: `It is taken off ${countOf(tag.count, 'item')}, which stay in the library. This cannot be undone.`,
      yes: 'Remove',
    })
    if (!sure || !(await perform('library.removeTag', { id: tag.id }))) return
    const { list, showList } = useWorkspace.getState()
    if (list.kind === 'tag' && list.id === tag.id) showList({ kind: 'all' })
    showToast({ message: `Removed the tag ${quoted(tag.name)}` })
  }
  return (
    <Menu.Dropdown>
      <Menu.Label>Colour</Menu.Label>
      <div className={styles.colors}>
        {COLORS.map(color => (
          <Menu.Item
            key={color}
            aria-label={`Colour ${COLOR_NAMES[color]}`}
            className={styles.color}
            data-on={tag.color === color || undefined}
            onClick={() => recolor(tag.color === color ? null : color)}
          >
            <Dot color={color} />
          </Menu.Item>
        ))}
      </div>
      <Menu.Divider />
      <Menu.Item leftSection={<Pencil aria-hidden />} rightSection={<span aria-hidden>F2</span>} onClick={onRename}>
        Rename or merge
      </Menu.Item>
      <Menu.Item leftSection={<Trash2 aria-hidden />} data-danger onClick={() => void remove()}>
        Remove…
      </Menu.Item>
    </Menu.Dropdown>
  )
}
