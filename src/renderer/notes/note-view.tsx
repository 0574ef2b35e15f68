import { $getRoot, type LexicalEditor, mergeRegister } from 'lexical'
import { FileQuestion } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { type AnnotationPayload, QUOTE_EVENT } from '../annotations/annotation-transfer.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { showToast } from '../ui/toasts.tsx'
import { countDocumentWords } from './count-words.ts'
import { BlockControls } from './editor/block-controls.tsx'
import { CiteMenu } from './editor/cite-menu.tsx'
import { FindBar } from './editor/find-bar.tsx'
import { LinkMenu } from './editor/link-menu.tsx'
import { NoteEditor } from './editor/note-editor.tsx'
import { OutsideChangesPlugin, RevealPlugin, SessionPlugin, TitlesPlugin } from './editor/note-plugins.tsx'
import { registerOpenLinks } from './editor/open-links.ts'
import { insertQuotation, registerDrops } from './editor/receive-quotations.ts'
import { SelectionToolbar } from './editor/selection-toolbar.tsx'
import { SlashMenu } from './editor/slash-menu.tsx'
import { LinkedFrom } from './linked-from.tsx'
import type { NoteSession } from './note-session.ts'
import { NoteTools } from './note-tools.tsx'
import classes from './note-view.module.css'
import { useOpenNotes } from './open-notes.ts'
import { registerClipboard } from './paste/register-clipboard.ts'
import { RevisionHistory } from './revision-history.tsx'
import { SaveStatus } from './save-status.tsx'
import { useNoteSession } from './use-note-session.ts'

/** A note, open for reading and writing. */
export function NoteView({ noteId }: { noteId: string }) {
  const opening = useNoteSession(noteId)
  if (opening.state === 'loading') return <div className={classes.view} aria-busy="true" />
  if (opening.state === 'failed') {
    return (
      <EmptyState icon={FileQuestion} title="This note cannot be opened">
        {opening.failure.message}
      </EmptyState>
    )
  }
  return <OpenNoteView key={`${noteId} ${opening.showing}`} session={opening.session} />
}

const number = new Intl.NumberFormat('en')

function registerNoteEditor(editor: LexicalEditor): () => void {
  return mergeRegister(registerDrops(editor), registerOpenLinks(editor), registerClipboard(editor))
}

function OpenNoteView({ session }: { session: NoteSession }) {
  const { noteId } = session
  const openNote = useOpenNotes(state => state.notes[noteId])
  const words = useMemo(() => countDocumentWords(openNote?.document ?? session.document), [openNote?.document, session])
  const [page, setPage] = useState<HTMLElement | null>(null)
  const [findPlace, setFindPlace] = useState<HTMLElement | null>(null)
  const [finding, setFinding] = useState(false)
  const [showsHistory, setShowsHistory] = useState(false)
  const closeFind = useCallback(() => {
    setFinding(false)
    useOpenNotes.getState().notes[noteId]?.editor.focus()
  }, [noteId])
  const keepPlace = useCallback(
    (scroller: HTMLElement | null) => {
      if (scroller) scroller.scrollTop = session.scrollTop
    },
    [session],
  )
  useQuotationEvents()
  useEffect(() => {
    session.onConflict = copy => {
      useWorkspace.getState().open({ kind: 'note', id: copy.id }, { beside: true })
      showToast({ message: 'This note was also changed elsewhere. The other version is kept beside it as a copy.' })
    }
  }, [session])
  return (
    <article
      className={classes.view}
      aria-label={openNote?.title || 'Untitled note'}
      onKeyDown={event => {
        if (event.key === 'Escape' && finding && !event.defaultPrevented) closeFind()
        if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key !== 'f') return
        event.preventDefault()
        setFinding(true)
      }}
    >
      <NoteTools session={session} onFind={() => setFinding(true)} onHistory={() => setShowsHistory(true)} />
      {showsHistory && <RevisionHistory session={session} onClose={() => setShowsHistory(false)} />}
      <div
        className={classes.scroller}
        ref={keepPlace}
        onScroll={event => {
          session.scrollTop = event.currentTarget.scrollTop
        }}
      >
        <div className={classes.find} ref={setFindPlace} />
        <div className={classes.page} ref={setPage}>
          <TitleField session={session} />
          <NoteEditor label="Text of the note" document={session.document} register={registerNoteEditor}>
            <SessionPlugin session={session} />
            <OutsideChangesPlugin session={session} />
            <TitlesPlugin session={session} />
            <RevealPlugin noteId={noteId} />
            <LinkMenu noteId={noteId} />
            <CiteMenu />
            <SlashMenu />
            <SelectionToolbar />
            {page && <BlockControls page={page} />}
            {finding && findPlace && createPortal(<FindBar onClose={closeFind} />, findPlace)}
          </NoteEditor>
        </div>
      </div>
      <LinkedFrom noteId={noteId} />
      <footer className={classes.footer}>
        <span>
          {number.format(words)} {words === 1 ? 'word' : 'words'}
        </span>
        <SaveStatus session={session} />
      </footer>
    </article>
  )
}

/** The title above the text; Enter and the down arrow go on into the text. */
function TitleField({ session }: { session: NoteSession }) {
  const [title, setTitle] = useState(session.title)
  const adopted = useOpenNotes(state => state.notes[session.noteId]?.title)
  useEffect(() => {
    if (adopted !== undefined && !session.hasUnsaved) setTitle(adopted)
  }, [adopted, session])
  const goToText = useCallback(() => {
    const editor = useOpenNotes.getState().notes[session.noteId]?.editor
    editor?.update(() => $getRoot().selectStart())
    editor?.focus()
  }, [session])
  return (
    <textarea
      className={classes.title}
      aria-label="Title"
      placeholder="Untitled"
      rows={1}
      maxLength={1_000}
      dir="auto"
      value={title}
      // A note just made waits for its title.
      // biome-ignore lint/a11y/noAutofocus: opening a new, empty note means to name it
      autoFocus={session.title === '' && session.version <= 1}
      onChange={event => {
        const next = event.currentTarget.value.replace(/\s*\n\s*/g, ' ')
        setTitle(next)
        session.rename(next)
      }}
      onBlur={() => void session.flush()}
      onKeyDown={event => {
        const atEnd = event.currentTarget.selectionStart === event.currentTarget.value.length
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' || (event.key === 'ArrowDown' && atEnd)) {
          event.preventDefault()
          goToText()
        }
      }}
    />
  )
}

/** Takes the highlights that the reader sends, when this is the note that was last written in. */
function useQuotationEvents(): void {
  useEffect(() => {
    const take = (event: Event) => {
      if (!(event instanceof CustomEvent) || event.defaultPrevented) return
      const { notes, lastFocused } = useOpenNotes.getState()
      const note = lastFocused === null ? undefined : notes[lastFocused]
      if (!note) return
      event.preventDefault()
      const { annotationId, sourceId, text } = event.detail as AnnotationPayload
      insertQuotation(note.editor, { annotationId, sourceId, text })
    }
    window.addEventListener(QUOTE_EVENT, take)
    return () => window.removeEventListener(QUOTE_EVENT, take)
  }, [])
}
