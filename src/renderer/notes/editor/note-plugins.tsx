import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $getRoot,
  BLUR_COMMAND,
  COMMAND_PRIORITY_LOW,
  FOCUS_COMMAND,
  HISTORIC_TAG,
  type LexicalEditor,
  mergeRegister,
} from 'lexical'
import { useEffect } from 'react'
import { documentLinks } from '../../../shared/document/derive/links.ts'
import { useWorkspace } from '../../app/workspace-store.ts'
import { getNotebook } from '../../rpc/notebook.ts'
import { $loadDocument } from '../conversion/to-lexical.ts'
import { $getBlockId } from '../nodes/block-id.ts'
import type { NoteSession } from '../note-session.ts'
import { useOpenNotes } from '../open-notes.ts'
import { applyTitles, DERIVED_TAG, linkTargets } from './follow-titles.ts'
import { revealBlock } from './reveal-block.ts'

const TITLES_DELAY_MS = 300
/** Our own save is announced too; a change announced so soon after it is taken for it. */
const OWN_CHANGE_MS = 400

/** Hands what is written to the session, and shows the note as open to the rest of the window. */
export function SessionPlugin({ session }: { session: NoteSession }) {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    const { show, hide, focus, update } = useOpenNotes.getState()
    show(session.noteId, { editor, session, title: session.title, document: session.document })
    let savedVersion = session.version
    const stop = mergeRegister(
      editor.registerUpdateListener(({ editorState, dirtyElements, dirtyLeaves, tags }) => {
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return
        // Undo puts a whole state in the place of another and does not say what differs.
        const changed = tags.has(HISTORIC_TAG) ? 'any' : [...dirtyElements.keys(), ...dirtyLeaves]
        if (tags.has(DERIVED_TAG)) session.refresh(editorState, changed)
        else session.write(editorState, changed)
      }),
      editor.registerCommand(
        FOCUS_COMMAND,
        () => {
          focus(session.noteId)
          return false
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        BLUR_COMMAND,
        () => {
          void session.flush()
          return false
        },
        COMMAND_PRIORITY_LOW,
      ),
      session.subscribe(() => {
        if (session.version === savedVersion) return
        savedVersion = session.version
        update(session.noteId, { title: session.title, document: session.document })
      }),
    )
    return () => {
      stop()
      hide(session.noteId, editor)
    }
  }, [editor, session])
  return null
}

/** Loads what another window or the command line wrote, as long as nothing here is unsaved. */
export function OutsideChangesPlugin({ session }: { session: NoteSession }) {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    const reload = async () => {
      const isOwn = () => session.hasUnsaved || Date.now() - session.getStatus().savedAt < OWN_CHANGE_MS
      if (isOwn()) return
      const found = await getNotebook().call('notes.get', { id: session.noteId })
      if (!found.ok || found.value.version <= session.version || session.hasUnsaved) return
      session.adopt(found.value)
      editor.update(() => $loadDocument(found.value.document), { tag: DERIVED_TAG })
      useOpenNotes.getState().update(session.noteId, { title: found.value.title, document: found.value.document })
    }
    // Shown again after a while, the note may have changed meanwhile.
    void reload()
    return getNotebook().on('changed', ({ topics }) => {
      if (topics.includes('notes')) void reload()
    })
  }, [editor, session])
  return null
}

/** Keeps the words of links in step with the titles of their targets. */
export function TitlesPlugin({ session }: { session: NoteSession }) {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = async (target: LexicalEditor) => {
      const targets = linkTargets(target)
      if (targets.length === 0) return
      const titles = await getNotebook().call('notes.titles', { targets: targets.slice(0, 5_000) })
      if (titles.ok) applyTitles(target, titles.value)
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void follow(editor), TITLES_DELAY_MS)
    }
    if (documentLinks(session.document).some(link => link.via === 'reference')) void follow(editor)
    const stop = getNotebook().on('changed', ({ topics }) => {
      if (topics.some(topic => topic === 'notes' || topic === 'library' || topic === 'annotations')) soon()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [editor, session])
  return null
}

/** Goes to the block or the words that the window asked for when it opened the note. */
export function RevealPlugin({ noteId }: { noteId: string }) {
  const [editor] = useLexicalComposerContext()
  const reveal = useWorkspace(state => (state.reveal?.key === `note:${noteId}` ? state.reveal : null))
  useEffect(() => {
    if (!reveal) return
    const { target } = reveal
    const key = editor.getEditorState().read(() => {
      const blocks = $getRoot().getChildren()
      if ('blockId' in target) return blocks.find(block => $getBlockId(block) === target.blockId)?.getKey()
      if (!('words' in target)) return undefined
      const words = target.words.map(word => word.toLowerCase())
      return blocks.find(block => words.some(word => block.getTextContent().toLowerCase().includes(word)))?.getKey()
    })
    if (key !== undefined) revealBlock(editor, key)
  }, [editor, reveal])
  return null
}
