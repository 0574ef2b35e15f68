import { $getRoot, type LexicalEditor } from 'lexical'
import { useWorkspace } from '../app/workspace-store.ts'
import { revealBlock } from '../notes/editor/reveal-block.ts'
import { useOpenNotes } from '../notes/open-notes.ts'

const PATIENCE_MS = 5_000

/** Opens a note beside the report and goes to one of its top-level blocks as soon as the editor stands. */
export function openAtBlock(noteId: string, blockIndex: number): void {
  useWorkspace.getState().open({ kind: 'note', id: noteId }, { beside: true })
  const open = useOpenNotes.getState().notes[noteId]?.editor
  if (open) goTo(open, blockIndex)
  else goOnceOpen(noteId, blockIndex)
}

function goOnceOpen(noteId: string, blockIndex: number): void {
  const stop = useOpenNotes.subscribe(({ notes }) => {
    const editor = notes[noteId]?.editor
    if (!editor) return
    clearTimeout(timer)
    stop()
    // The block has a place on the screen only after the editor has drawn itself.
    requestAnimationFrame(() => goTo(editor, blockIndex))
  })
  const timer = setTimeout(stop, PATIENCE_MS)
}

function goTo(editor: LexicalEditor, blockIndex: number): void {
  const key = editor.getEditorState().read(() => $getRoot().getChildAtIndex(blockIndex)?.getKey())
  if (key !== undefined) revealBlock(editor, key)
}
