import { Archive, TriangleAlert } from 'lucide-react'
import { useCallback } from 'react'
import type { DescribedPassage } from '../../shared/anchoring/selectors.ts'
import type { SnapshotId, SourceId } from '../../shared/contract/ids.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { useAnnotationActions } from '../annotations/annotation-actions.ts'
import { useCommands } from '../app/commands.ts'
import { useAction, useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { PaneTools } from '../ui/pane-tools.tsx'
import { READER_SHORTCUTS } from './reader-shortcuts.ts'
import { useReaders } from './reader-store.ts'
import { ReaderView } from './reader-view.tsx'
import { TypeMenu } from './type-menu.tsx'

/** A source in the workspace: its present capture in the reader. */
export function SourceView({ sourceId }: { sourceId: string }) {
  const id = sourceId as SourceId
  const source = useCall('library.getSource', { id })
  const settings = useCall('settings.get', {}).data
  const annotations = useCall('annotations.list', { sourceId: id }).data
  const actions = useAnnotationActions(id)
  const setProgress = useAction('library.setProgress')
  useCommands('reader', READER_SHORTCUTS)
  const currentId = source.data?.currentSnapshotId ?? source.data?.snapshots[0]?.id
  const capture = useCall('clipping.getSnapshot', { id: currentId as SnapshotId }, { enabled: currentId !== undefined })
  // A PDF is handed over as a file, never shown.
  const hasOriginal = capture.data !== undefined && capture.data.originalMime !== 'application/pdf'
  const wanted = useReaders(state => state.views[sourceId]?.view ?? 'reader')
  const revision = useReaders(state => state.revisions[currentId ?? ''] ?? 0)
  const view = capture.data && !hasOriginal ? 'reader' : wanted
  const switchView = useCallback(
    (from: DescribedPassage | null) =>
      useReaders.getState().setView(sourceId, view === 'reader' ? 'original' : 'reader', from),
    [sourceId, view],
  )
  const saveProgress = useCallback((progress: number) => void setProgress({ id, progress }), [setProgress, id])

  if (source.error) {
    return (
      <EmptyState icon={TriangleAlert} title="This source cannot be opened">
        {toFailure(source.error).message}
      </EmptyState>
    )
  }
  if (!source.data || !settings) return null
  const { currentSnapshotId, snapshots } = source.data
  const snapshot = snapshots.find(each => each.id === currentSnapshotId) ?? snapshots[0]
  if (!snapshot) {
    return (
      <EmptyState icon={Archive} title="Nothing was kept of this source">
        It is a record without a capture. Clip its page to read it here.
      </EmptyState>
    )
  }
  return (
    <>
      <PaneTools>
        <TypeMenu settings={settings} />
      </PaneTools>
      <ReaderView
        key={`${snapshot.id} ${view} ${revision}`}
        source={source.data}
        snapshot={snapshot}
        address={view === 'original' ? `/snapshots/${snapshot.id}/original/` : `/snapshots/${snapshot.id}/`}
        view={view}
        {...(hasOriginal ? { onSwitchView: switchView } : {})}
        reader={settings.reader}
        annotations={annotations}
        actions={actions}
        saveProgress={saveProgress}
      />
    </>
  )
}
