import { useMediaQuery, useViewportSize } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { DropTarget } from '../clipping/drop-target.tsx'
import { PasteDialog } from '../clipping/paste-dialog.tsx'
import { AssignDialog } from '../library/assign-dialog.tsx'
import { LibraryRail } from '../library/library-rail.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { AskFirst } from '../ui/ask-first.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { ToastRegion } from '../ui/toasts.tsx'
import classes from './app-window.module.css'
import { useShortcuts } from './commands.ts'
import { InspectorPane } from './inspector-pane.tsx'
import { hasInspector } from './item-views.tsx'
import { ListPane } from './list-pane.tsx'
import { useSavedSession } from './session.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { TopBar } from './top-bar.tsx'
import { useWindowCommands } from './window-commands.ts'
import { Workspace } from './workspace.tsx'
import { type PaneSizes, type TabTarget, tabKey, useWorkspace } from './workspace-store.ts'

/** A pane narrower than this is no place to read in; the inspector then lies over the workspace. */
const LEAST_PANE_PX = 380

const frontTarget = (state: ReturnType<typeof useWorkspace.getState>): TabTarget | undefined => {
  const pane = state.panes[state.focusedPane]
  return pane?.tabs.find(tab => tabKey(tab) === pane.activeKey)
}

/** The whole window: bar, rail, list, workspace, inspector, and what lies over them. */
export function AppWindow() {
  useShortcuts()
  useWindowCommands()
  useSavedSession()
  return (
    <div className={classes.window}>
      <TopBar />
      <Panes />
      <DropTarget />
      <PasteDialog />
      <AssignDialog />
      <SettingsDialog />
      <ShortcutsDialog />
      <AskFirst />
      <ToastRegion />
    </div>
  )
}

/** Whether the inspector has room beside the workspace, or must lie over it. */
function useInspectorPlace(): 'docked' | 'over' {
  const { width } = useViewportSize()
  const railOpen = useWorkspace(state => state.railOpen)
  const listOpen = useWorkspace(state => state.listOpen)
  const sizes = useWorkspace(state => state.sizes)
  const panes = useWorkspace(state => state.panes.length)
  const taken = (railOpen ? sizes.rail : 0) + (listOpen ? sizes.list : 0) + sizes.inspector
  return width === 0 || width - taken >= panes * LEAST_PANE_PX ? 'docked' : 'over'
}

const savedWidth = (name: keyof PaneSizes) => ({
  id: name,
  groupResizeBehavior: 'preserve-pixel-size' as const,
  defaultSize: useWorkspace.getState().sizes[name],
  onResize: (size: { inPixels: number }) => {
    const width = Math.round(size.inPixels)
    if (width > 0 && width !== useWorkspace.getState().sizes[name]) useWorkspace.getState().resize({ [name]: width })
  },
})

function Panes() {
  const railOpen = useWorkspace(state => state.railOpen)
  const listOpen = useWorkspace(state => state.listOpen)
  const inspectorOpen = useWorkspace(state => state.inspectorOpen)
  const target = useWorkspace(frontTarget)
  const place = useInspectorPlace()
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false
  const [overlaid, setOverlaid] = useState(false)
  const toggle = useWorkspace(state => state.toggle)

  useEffect(() => {
    // Over the workspace the inspector is there on demand only: it would cover what one reads.
    if (place !== 'over') return setOverlaid(false)
    return useWorkspace.subscribe((state, before) => {
      if (state.inspectorOpen !== before.inspectorOpen) setOverlaid(state.inspectorOpen)
    })
  }, [place])

  const inspectable = hasInspector(target)
  const docked = inspectorOpen && place === 'docked' && inspectable
  return (
    <div className={classes.body}>
      <Group orientation="horizontal" className={classes.panes}>
        {railOpen && (
          <>
            <Panel {...savedWidth('rail')} minSize={160} maxSize={340}>
              <ErrorBoundary what="the rail">
                <div className={classes.fill} data-region="rail">
                  <LibraryRail />
                </div>
              </ErrorBoundary>
            </Panel>
            <Separator className={classes.separator} aria-label="Resize the rail" />
          </>
        )}
        {listOpen && (
          <>
            <Panel {...savedWidth('list')} minSize={240} maxSize={560}>
              <ListPane />
            </Panel>
            <Separator className={classes.separator} aria-label="Resize the list" />
          </>
        )}
        <Panel id="workspace" minSize={narrow ? 280 : 320}>
          <main className={classes.fill}>
            <Workspace />
          </main>
        </Panel>
        {docked && (
          <>
            <Separator className={classes.separator} aria-label="Resize the inspector" />
            <Panel {...savedWidth('inspector')} minSize={240} maxSize={480}>
              <InspectorPane target={target} />
            </Panel>
          </>
        )}
      </Group>
      {place === 'over' && overlaid && inspectorOpen && inspectable && (
        <div className={classes.overlay}>
          <InspectorPane target={target} onClose={() => toggle('inspector')} />
        </div>
      )}
    </div>
  )
}
