import { ListTree } from 'lucide-react'
import { useReaders } from '../reader/reader-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import classes from './outline-panel.module.css'

/** The headings of the open article; a click goes there. */
export function OutlinePanel({ sourceId }: { sourceId: string }) {
  const reader = useReaders(state => state.readers[sourceId])
  const current = useReaders(state => state.headings[sourceId] ?? -1)
  if (!reader || reader.outline.length === 0) {
    return (
      <EmptyState icon={ListTree} title="No headings">
        {reader ? 'This article is not divided by headings.' : 'Open the source to see its outline.'}
      </EmptyState>
    )
  }
  return (
    <nav aria-label="Outline">
      <ul className={classes.list}>
        {reader.outline.map((entry, at) => (
          <li key={entry.offset}>
            <button
              type="button"
              className={classes.entry}
              style={{ paddingInlineStart: `${(entry.level - 1) * 14 + 8}px` }}
              aria-current={at === current ? 'location' : undefined}
              dir="auto"
              onClick={() => reader.goTo(entry.offset)}
            >
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
