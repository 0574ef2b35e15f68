import { Button } from '@mantine/core'
import { BookOpen, FileDown, FilePen, FilePlus2, FolderDown, Highlighter, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useAction, useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { runCommand, shortcutOf } from './commands.ts'
import classes from './nothing-open.module.css'
import { useWorkspace } from './workspace-store.ts'

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

/** Adds the sample library and opens an article with the note about it beside. */
function SampleOffer() {
  const [adding, setAdding] = useState(false)
  const addSample = useAction('transfer.addSample')
  const open = useWorkspace(state => state.open)
  const add = async () => {
    setAdding(true)
    const added = await addSample({})
    setAdding(false)
    if (!added.ok) return
    open({ kind: 'source', id: added.value.sourceId })
    open({ kind: 'note', id: added.value.noteId }, { beside: true })
  }
  return (
    <p className={classes.sample}>
      Or try it on{' '}
      <Button variant="subtle" size="compact-sm" loading={adding} onClick={add}>
        a small sample library
      </Button>
    </p>
  )
}

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
        <SampleOffer />
      </div>
    </div>
  )
}
