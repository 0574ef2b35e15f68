import { Loader, Menu } from '@mantine/core'
import type { LexicalEditor } from 'lexical'
import { BookPlus, Copy, Ellipsis, FileDown, History, Pin, PinOff, Plus, Search, Trash2 } from 'lucide-react'
import { documentToHtml } from '../../shared/document/derive/html-out.ts'
import { documentToMarkdown } from '../../shared/document/derive/markdown-out.ts'
import { documentText } from '../../shared/document/derive/plain-text.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { perform } from '../app/perform.ts'
import { useCall } from '../rpc/queries.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { PaneTools } from '../ui/pane-tools.tsx'
import { showFailure, showToast } from '../ui/toasts.tsx'
import { BLOCK_COMMANDS, type BlockCommand } from './editor/block-commands.ts'
import { createReport, trashNote } from './note-actions.ts'
import type { NoteSession } from './note-session.ts'
import { useOpenNotes } from './open-notes.ts'
import { usePdfExport } from './use-pdf-export.ts'

async function copyText(text: string, as: string, html?: string): Promise<void> {
  try {
    const forms: Record<string, Blob> = { 'text/plain': new Blob([text], { type: 'text/plain' }) }
    if (html !== undefined) forms['text/html'] = new Blob([html], { type: 'text/html' })
    await navigator.clipboard.write([new ClipboardItem(forms)])
    showToast({ message: `Copied the note as ${as}.` })
  } catch (error) {
    showFailure({
      ...toFailure(error),
      message: 'The clipboard did not take the note. Try again with the window in front.',
    })
  }
}

/** Runs a command where the caret was last. */
function runBlockCommand(editor: LexicalEditor, command: BlockCommand): void {
  editor.focus(() => editor.update(() => command.run(editor)))
}

interface NoteToolsProps {
  session: NoteSession
  onFind(): void
  onHistory(): void
}

/** The buttons of an open note, at the right of its tabs. */
export function NoteTools({ session, onFind, onHistory }: NoteToolsProps) {
  const pdf = usePdfExport('note', session.noteId)
  const exportPdf = async () => {
    await session.flush()
    await pdf.start()
  }
  return (
    <PaneTools>
      <InsertMenu noteId={session.noteId} />
      <IconButton icon={Search} label="Find in this note" shortcut="Ctrl F" onClick={onFind} />
      <IconButton icon={History} label="Earlier versions" onClick={onHistory} />
      {pdf.running ? (
        <button type="button" aria-label="Making the PDF. Press to cancel." title="Cancel" onClick={pdf.cancel}>
          <Loader size={14} mx={7} />
        </button>
      ) : (
        <IconButton icon={FileDown} label="Export as PDF" onClick={() => void exportPdf()} />
      )}
      <MoreMenu session={session} />
    </PaneTools>
  )
}

function InsertMenu({ noteId }: { noteId: string }) {
  const run = (command: BlockCommand) => {
    const editor = useOpenNotes.getState().notes[noteId]?.editor
    if (editor) runBlockCommand(editor, command)
  }
  const items = (turnsInto: boolean) =>
    BLOCK_COMMANDS.filter(command => (command.turnsInto ?? false) === turnsInto).map(command => (
      <Menu.Item
        key={command.key}
        leftSection={<command.icon aria-hidden />}
        rightSection={command.detail}
        onClick={() => run(command)}
      >
        {command.label}
      </Menu.Item>
    ))
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <IconButton icon={Plus} label="Insert" shortcut="/" />
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>Turn into</Menu.Label>
        {items(true)}
        <Menu.Divider />
        <Menu.Label>Insert</Menu.Label>
        {items(false)}
      </Menu.Dropdown>
    </Menu>
  )
}

function MoreMenu({ session }: { session: NoteSession }) {
  const { noteId } = session
  const { data: notes } = useCall('notes.list', { limit: 200 })
  const pinned = notes?.items.find(note => note.id === noteId)?.pinned ?? false
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={Ellipsis} label="More" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          onClick={() => void perform('notes.setPinned', { id: noteId, pinned: !pinned })}
        >
          {pinned ? 'Unpin' : 'Pin to the top of the list'}
        </Menu.Item>
        <Menu.Item
          leftSection={<BookPlus aria-hidden />}
          onClick={() => void createReport(session.title || 'Untitled report', [noteId])}
        >
          Start a report with this note
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Copy aria-hidden />}
          onClick={() => void copyText(documentToMarkdown(session.document), 'Markdown')}
        >
          Copy as Markdown
        </Menu.Item>
        <Menu.Item
          leftSection={<Copy aria-hidden />}
          onClick={() =>
            void copyText(documentText(session.document), 'formatted text', documentToHtml(session.document))
          }
        >
          Copy as formatted text
        </Menu.Item>
        <Menu.Item
          leftSection={<Copy aria-hidden />}
          onClick={() => void copyText(documentText(session.document), 'plain text')}
        >
          Copy as plain text
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          data-danger
          leftSection={<Trash2 aria-hidden />}
          onClick={() => void trashNote(noteId, session.title)}
        >
          Move to trash
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
