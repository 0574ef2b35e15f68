import { create } from 'zustand'
import type { DescribedPassage } from '../../shared/anchoring/selectors.ts'
import type { Annotation, Passage } from '../../shared/contract/annotations.ts'
import type { OutlineEntry } from './article-outline.ts'
import type { PageView } from './view-places.ts'

export type InspectorTab = 'info' | 'highlights' | 'links' | 'outline'

/** What an open reader offers to the panels beside it. */
export interface OpenReader {
  outline: OutlineEntry[]
  /** Selects an annotation, scrolls to its passage and flashes it. */
  select(annotation: Annotation): void
  /** Lets go of what is selected. */
  deselect(): void
  /** Scrolls a heading, by its canonical offset, to the top. */
  goTo(offset: number): void
}

interface ReaderState {
  readers: Record<string, OpenReader>
  /** The heading under which the reader stands, per source; -1 before the first. */
  headings: Record<string, number>
  /** The passage that is selected in the reader, per source. */
  selections: Record<string, Passage | null>
  /** The annotation whose card and mark are selected, per source. */
  active: Record<string, string | null>
  /** How each source is looked at, and the passage at the top when that was last changed. */
  views: Record<string, { view: PageView; from: DescribedPassage | null }>
  /** How often each capture has been read anew or repaired in this window: its page is then loaded again. */
  revisions: Record<string, number>
  tab: InspectorTab
  openReader(sourceId: string, reader: OpenReader): () => void
  setHeading(sourceId: string, heading: number): void
  setSelection(sourceId: string, passage: Passage | null): void
  setActive(sourceId: string, annotationId: string | null): void
  setView(sourceId: string, view: PageView, from: DescribedPassage | null): void
  revised(snapshotId: string): void
  showTab(tab: InspectorTab): void
}

/** Joins each source's reader with its inspector. */
export const useReaders = create<ReaderState>(set => ({
  readers: {},
  headings: {},
  selections: {},
  active: {},
  views: {},
  revisions: {},
  tab: 'info',
  openReader: (sourceId, reader) => {
    set(state => ({ readers: { ...state.readers, [sourceId]: reader } }))
    return () =>
      set(state => {
        if (state.readers[sourceId] !== reader) return state
        const { [sourceId]: _closed, ...readers } = state.readers
        return { readers }
      })
  },
  setHeading: (sourceId, heading) =>
    set(state =>
      state.headings[sourceId] === heading ? state : { headings: { ...state.headings, [sourceId]: heading } },
    ),
  setSelection: (sourceId, passage) => set(state => ({ selections: { ...state.selections, [sourceId]: passage } })),
  setActive: (sourceId, annotationId) => set(state => ({ active: { ...state.active, [sourceId]: annotationId } })),
  setView: (sourceId, view, from) => set(state => ({ views: { ...state.views, [sourceId]: { view, from } } })),
  revised: snapshotId =>
    set(({ revisions }) => ({ revisions: { ...revisions, [snapshotId]: (revisions[snapshotId] ?? 0) + 1 } })),
  showTab: tab => set({ tab }),
}))
