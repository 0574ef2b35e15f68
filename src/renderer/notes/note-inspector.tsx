import { $getRoot } from 'lexical'
import { FileText } from 'lucide-react'
import { useMemo, useSyncExternalStore } from 'react'
import { documentLinks } from '../../shared/document/derive/links.ts'
import { documentOutline } from '../../shared/document/derive/outline.ts'
import type { NoteDocument, ReferenceTarget } from '../../shared/document/document.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf, formatCount } from '../ui/counts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { countDocumentWords } from './count-words.ts'
import { openTarget } from './editor/open-links.ts'
import { revealBlock } from './editor/reveal-block.ts'
import { groupBacklinks } from './linked-from.tsx'
import classes from './note-inspector.module.css'
import type { NoteSession } from './note-session.ts'
import { useOpenNotes } from './open-notes.ts'

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const WORDS_A_MINUTE = 220

/** What is known about the note in front: its outline, what links to it, what it links to, its dates. */
export function NoteInspector({ noteId }: { noteId: string }) {
  const note = useOpenNotes(state => state.notes[noteId])
  if (!note) return <EmptyState icon={FileText} title="This note is not open" />
  const { document, session } = note
  return (
    <div className={classes.inspector}>
      <Outline noteId={noteId} document={document} />
      <Backlinks noteId={noteId} />
      <OutgoingLinks document={document} />
      <Info session={session} document={document} />
    </div>
  )
}

function Outline({ noteId, document }: { noteId: string; document: NoteDocument }) {
  const outline = useMemo(() => documentOutline(document), [document])
  const topLevel = Math.min(...outline.map(entry => entry.level))
  const goTo = (blockIndex: number) => {
    const editor = useOpenNotes.getState().notes[noteId]?.editor
    const key = editor?.getEditorState().read(() => $getRoot().getChildAtIndex(blockIndex)?.getKey())
    if (!editor || key === undefined) return
    revealBlock(editor, key)
    editor.focus()
  }
  return (
    <section className={classes.section}>
      <h3>Outline</h3>
      {outline.length === 0 ? (
        <p className={classes.none}>Headings appear here. Start a line with # and a space to make one.</p>
      ) : (
        <ul>
          {outline.map(entry => (
            <li key={entry.blockIndex}>
              <button
                type="button"
                className={classes.heading}
                style={{ paddingInlineStart: 8 + (entry.level - topLevel) * 14 }}
                onClick={() => goTo(entry.blockIndex)}
              >
                {entry.text || 'Untitled'}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Backlinks({ noteId }: { noteId: string }) {
  const { data } = useCall('notes.backlinks', { kind: 'note', id: noteId })
  const groups = groupBacklinks(data ?? [])
  return (
    <section className={classes.section}>
      <h3>
        Linked from <span className={classes.count}>{groups.length}</span>
      </h3>
      {groups.length === 0 && <p className={classes.none}>No other note links here yet.</p>}
      <ul>
        {groups.map(group => (
          <li key={group.noteId}>
            <button
              type="button"
              className={classes.link}
              onClick={() => useWorkspace.getState().open({ kind: 'note', id: group.noteId }, { beside: true })}
            >
              {group.title || 'Untitled'}
            </button>
            {[...new Set(group.contexts)].map(context => (
              <p key={context} className={classes.context} dir="auto">
                {context}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

const KIND_NAMES = { note: 'note', source: 'source', annotation: 'highlight' } as const

function OutgoingLinks({ document }: { document: NoteDocument }) {
  const targets = useMemo(() => {
    const seen = new Map<string, Pick<ReferenceTarget, 'kind' | 'id'>>()
    for (const { target } of documentLinks(document)) {
      if (target.id !== '-') seen.set(`${target.kind} ${target.id}`, { kind: target.kind, id: target.id })
    }
    return [...seen.values()].slice(0, 5_000)
  }, [document])
  const { data } = useCall('notes.titles', { targets }, { enabled: targets.length > 0 })
  const titles = targets.length > 0 ? (data ?? []) : []
  return (
    <section className={classes.section}>
      <h3>
        Links to <span className={classes.count}>{targets.length}</span>
      </h3>
      {targets.length === 0 && <p className={classes.none}>Type [[ in the text to link, @ to cite.</p>}
      <ul>
        {titles.map(({ kind, id, title, state }) => (
          <li key={`${kind} ${id}`}>
            <button
              type="button"
              className={classes.link}
              data-state={state}
              disabled={state === 'missing'}
              onClick={() => void openTarget({ kind: kind as ReferenceTarget['kind'], id })}
            >
              <span>{title || (state === 'missing' ? 'No longer exists' : 'Untitled')}</span>
              <small>{state === 'present' ? KIND_NAMES[kind as ReferenceTarget['kind']] : state}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Info({ session, document }: { session: NoteSession; document: NoteDocument }) {
  const { savedAt } = useSyncExternalStore(session.subscribe, session.getStatus)
  const words = useMemo(() => countDocumentWords(document), [document])
  return (
    <section className={classes.section}>
      <h3>Info</h3>
      <dl className={classes.facts}>
        <dt>Length</dt>
        <dd>
          {countOf(words, 'word')} · {formatCount(Math.max(1, Math.round(words / WORDS_A_MINUTE)))} min
        </dd>
        <dt>Made</dt>
        <dd>{date.format(session.createdAt)}</dd>
        <dt>Saved</dt>
        <dd>{date.format(savedAt)}</dd>
      </dl>
    </section>
  )
}
