import { PanelRight, X } from 'lucide-react'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './inspector-pane.module.css'
import { ItemInspector } from './item-views.tsx'
import { type TabTarget, tabKey } from './workspace-store.ts'

interface InspectorPaneProps {
  target: TabTarget | undefined
  /** Given where the pane lies over the workspace and so must be closable at its own corner. */
  onClose?: () => void
}

/** What is known about the item in front. */
export function InspectorPane({ target, onClose }: InspectorPaneProps) {
  return (
    <section className={classes.inspector} aria-label="Inspector" data-region="inspector">
      {onClose && (
        <div className={classes.close}>
          <IconButton icon={X} label="Close the inspector" onClick={onClose} />
        </div>
      )}
      {target ? (
        <ErrorBoundary what="the inspector" resetKey={tabKey(target)}>
          <ItemInspector key={tabKey(target)} target={target} />
        </ErrorBoundary>
      ) : (
        <EmptyState icon={PanelRight} title="The inspector">
          Open a source or a note, and what is known about it stands here.
        </EmptyState>
      )}
    </section>
  )
}
