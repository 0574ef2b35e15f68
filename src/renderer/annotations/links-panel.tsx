import { FileText, Link2 } from 'lucide-react'
import type { SourceId } from '../../shared/contract/ids.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Pen } from '../ui/pen.tsx'
import classes from './links-panel.module.css'
import { useHighlightUses } from './use-highlight-uses.ts'

const openNote = (id: string) => useWorkspace.getState().open({ kind: 'note', id }, { beside: true })

/** The notes that link to a source, with the sentence around each link, and those that use its highlights. */
export function LinksPanel({ source }: { source: SourceDetail }) {
  const backlinks = useCall('notes.backlinks', { kind: 'source', id: source.id })
  const annotations = useCall('annotations.list', { sourceId: source.id as SourceId })
  const uses = useHighlightUses(annotations.data)
  if (!backlinks.data || !annotations.data) return null
  if (backlinks.data.length === 0 && uses.length === 0) {
    return (
      <EmptyState icon={Link2} title="No note links here yet">
        In a note, type [[ to link this source, or drag one of its highlights in.
      </EmptyState>
    )
  }
  return (
    <div className={classes.panel}>
      {backlinks.data.length > 0 && (
        <section aria-label="Linked from">
          <h2 className={classes.head}>
            Linked from <span>{backlinks.data.length}</span>
          </h2>
          <ul>
            {backlinks.data.map((link, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a note may link here twice in the same words
              <li key={at}>
                <button type="button" className={classes.link} onClick={() => openNote(link.noteId)}>
                  <b>{link.title || 'Untitled'}</b>
                  {link.context && <span dir="auto">{link.context}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {uses.length > 0 && (
        <section aria-label="Highlights in notes">
          <h2 className={classes.head}>
            Highlights in notes <span>{uses.length}</span>
          </h2>
          <ul>
            {uses.map(({ noteId, title, annotation }) => (
              <li key={`${noteId}-${annotation.id}`}>
                <button type="button" className={classes.link} onClick={() => openNote(noteId)}>
                  <b>
                    <FileText aria-hidden /> {title || 'Untitled'}
                  </b>
                  <span dir="auto">
                    <Pen color={annotation.color} /> {annotation.passage.exact}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
