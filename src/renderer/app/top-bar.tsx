import { Menu } from '@mantine/core'
import {
  BookOpen,
  ClipboardPaste,
  FileDown,
  FilePen,
  FolderDown,
  Link,
  NotebookText,
  PanelLeft,
  PanelRight,
  Plus,
} from 'lucide-react'
import { JobProgress } from '../jobs/job-progress.tsx'
import { SearchBox } from '../search/search-box.tsx'
import { ThemeMenu } from '../settings/theme-menu.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { runCommand, shortcutOf } from './commands.ts'
import classes from './top-bar.module.css'
import { useWorkspace } from './workspace-store.ts'

const NEW = [
  [
    { id: 'clip.files', label: 'Clip files…', icon: FileDown },
    { id: 'clip.folder', label: 'Clip folder…', icon: FolderDown },
    { id: 'clip.address', label: 'Clip address…', icon: Link },
    { id: 'clip.paste', label: 'Paste as clip…', icon: ClipboardPaste },
  ],
  [
    { id: 'note.new', label: 'New note', icon: NotebookText },
    { id: 'report.new', label: 'New report', icon: FilePen },
  ],
]

/** The bar over everything: brand, search, running work, what can be made, theme, inspector. */
export function TopBar() {
  const inspectorOpen = useWorkspace(state =>
    state.crowdedOut.inspector ? state.floating === 'inspector' : state.inspectorOpen,
  )
  const railOpen = useWorkspace(state => (state.crowdedOut.rail ? state.floating === 'rail' : state.railOpen))
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <BookOpen aria-hidden />
        <h1 className={classes.name}>Commonplace</h1>
        <div className={classes.rail} data-hidden={!railOpen || undefined}>
          <IconButton
            icon={PanelLeft}
            label={railOpen ? 'Hide the rail' : 'Show the rail'}
            shortcut={shortcutOf('window.rail')}
            onClick={() => runCommand('window.rail')}
          />
        </div>
      </div>
      <SearchBox />
      <div className={classes.tools}>
        <JobProgress />
        <NewMenu />
        <ThemeMenu />
        <IconButton
          icon={PanelRight}
          label={inspectorOpen ? 'Hide the inspector' : 'Show the inspector'}
          shortcut={shortcutOf('window.inspector')}
          onClick={() => runCommand('window.inspector')}
        />
      </div>
    </header>
  )
}

function NewMenu() {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={Plus} label="Clip or make something new" />
      </Menu.Target>
      <Menu.Dropdown>
        {NEW.map((group, index) => (
          <div key={group[0]?.id}>
            {index > 0 && <Menu.Divider />}
            {group.map(({ id, label, icon: Icon }) => (
              <Menu.Item
                key={id}
                leftSection={<Icon aria-hidden />}
                rightSection={<span aria-hidden>{shortcutOf(id)}</span>}
                onClick={() => runCommand(id)}
              >
                {label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
