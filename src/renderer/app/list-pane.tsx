import { Archive, BookOpen, Folder, Inbox, Library, Tag } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SourceView } from '../../shared/contract/library.ts'
import { SourceList } from '../library/source-list.tsx'
import { TrashList } from '../library/trash-list.tsx'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { HighlightsList, NotesList, ReportsList } from './item-views.tsx'
import classes from './list-pane.module.css'
import { type ListView, useWorkspace } from './workspace-store.ts'

const listKey = (list: ListView) => JSON.stringify(list)

/** The list beside the rail: whatever the rail's current place holds. */
export function ListPane() {
  const list = useWorkspace(state => state.list)
  return (
    <section className={classes.list} aria-label="List" data-region="list">
      <ErrorBoundary what="the list" resetKey={listKey(list)}>
        <ListContent key={listKey(list)} list={list} />
      </ErrorBoundary>
    </section>
  )
}

function ListContent({ list }: { list: ListView }) {
  switch (list.kind) {
    case 'notes':
      return <NotesList />
    case 'highlights':
      return <HighlightsList />
    case 'reports':
      return <ReportsList />
    case 'trash':
      return <TrashList />
    default:
      return <Sources list={list} />
  }
}

type SourcesView = Extract<ListView, { kind: 'state' | 'all' | 'collection' | 'tag' }>

const STATE_TITLES = { inbox: 'Inbox', reading: 'Reading', archive: 'Archive' }

function Sources({ list }: { list: SourcesView }) {
  const collections = useCall('library.listCollections', {}, { enabled: list.kind === 'collection' }).data
  const tags = useCall('library.listTags', {}, { enabled: list.kind === 'tag' }).data
  const all = useCall('library.counts', {}).data?.all
  let title = 'All sources'
  if (list.kind === 'state') title = STATE_TITLES[list.state]
  if (list.kind === 'collection') title = collections?.find(each => each.id === list.id)?.name ?? 'Collection'
  if (list.kind === 'tag') title = tags?.find(each => each.id === list.id)?.name ?? 'Tag'
  return (
    <SourceList view={list as SourceView} title={title} empty={all === 0 ? emptyLibrary() : emptyState(list, title)} />
  )
}

function emptyLibrary(): ReactNode {
  return (
    <EmptyState icon={Inbox} title="No sources yet">
      The pages you keep are listed here.
    </EmptyState>
  )
}

function emptyState(list: SourcesView, title: string): ReactNode {
  if (list.kind === 'collection') {
    return (
      <EmptyState icon={Folder} title={`“${title}” is empty`}>
        Drag sources onto it in the rail, or select some and press <kbd>L</kbd>.
      </EmptyState>
    )
  }
  if (list.kind === 'tag') {
    return (
      <EmptyState icon={Tag} title={`No source is tagged “${title}”`}>
        Select sources and press <kbd>T</kbd> to tag them.
      </EmptyState>
    )
  }
  if (list.kind === 'state' && list.state === 'reading') {
    return (
      <EmptyState icon={BookOpen} title="Nothing is being read">
        Press <kbd>R</kbd> on a source to move it here.
      </EmptyState>
    )
  }
  if (list.kind === 'state' && list.state === 'archive') {
    return (
      <EmptyState icon={Archive} title="The archive is empty">
        Press <kbd>E</kbd> on a source you are done with. It stays searchable.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={list.kind === 'all' ? Library : Inbox} title="The inbox is clear">
      New clips arrive here. Drop a saved page on the window to add one.
    </EmptyState>
  )
}
