import { Button } from '@mantine/core'
import { BookOpen, FileDown, FilePen, FilePlus2, FolderDown, Highlighter, type LucideIcon } from 'lucide-react'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { runCommand, shortcutOf } from './commands.ts'
import classes from './nothing-open.module.css'

/** What the workspace shows while no tab is open: the first steps in an empty library, else how to go on. */
export function NothingOpen() {
  const counts = useCall('library.counts', {}).data
  if (!counts) return null
  if (counts.all === 0 && counts.notes === 0) return <FirstSteps />
  return (
    <EmptyState
      icon={BookOpen}
      title="Nothing is open"
      action={
        <Button leftSection={<FilePlus2 aria-hidden />} onClick={() => runCommand('note.new')}>
          New note
        </Button>
      }
    >
      Choose a source from the list to read it, or find one with <kbd>{shortcutOf('search.focus') ?? 'Ctrl K'}</kbd>.
    </EmptyState>
  )
}

const STEPS: { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: FileDown,
    title: 'Keep',
    text: 'Save a page in your browser and drop the file on this window, or a whole folder of them. It stays on this computer, with its images and the original.',
  },
  {
    icon: Highlighter,
    title: 'Think',
    text: 'Highlight while you read. Write notes beside it; every quotation leads back to its passage.',
  },
  {
    icon: FilePen,
    title: 'Hand in',
    text: 'Put notes into a report and export it as a PDF with citations and a bibliography.',
  },
]

function FirstSteps() {
  return (
    <div className={classes.page}>
      <div className={classes.steps}>
        <h2 className={classes.title}>Your commonplace book is empty</h2>
        <ol>
          {STEPS.map(({ icon: Icon, title, text }) => (
            <li key={title} className={classes.step}>
              <Icon aria-hidden />
              <div>
                <h3>{title}</h3>
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ol>
        <div className={classes.actions}>
          <Button variant="filled" leftSection={<FileDown aria-hidden />} onClick={() => runCommand('clip.files')}>
            Clip files…
          </Button>
          <Button leftSection={<FolderDown aria-hidden />} onClick={() => runCommand('clip.folder')}>
            Clip folder…
          </Button>
          <Button leftSection={<FilePlus2 aria-hidden />} onClick={() => runCommand('note.new')}>
            New note
          </Button>
        </div>
      </div>
    </div>
  )
}
