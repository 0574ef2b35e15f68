import { useClickOutside, useViewportSize } from '@mantine/hooks'
import { useEffect } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { AddressDialog } from '../clipping/address-dialog.tsx'
import { DropTarget } from '../clipping/drop-target.tsx'
import { PasteDialog } from '../clipping/paste-dialog.tsx'
import { AssignDialog } from '../library/assign-dialog.tsx'
import { LibraryRail } from '../library/library-rail.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { AskFirst } from '../ui/ask-first.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { OVERLAYS_ID } from '../ui/theme.ts'
import { ToastRegion } from '../ui/toasts.tsx'
import classes from './app-window.module.css'
import { useShortcuts } from './commands.ts'
import { InspectorPane } from './inspector-pane.tsx'
import { hasInspector } from './item-views.tsx'
import { ListPane } from './list-pane.tsx'
import { useSavedSession } from './session.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { SidePanel } from './side-panel.tsx'
import { TopBar } from './top-bar.tsx'
import { useWindowCommands } from './window-commands.ts'
import { Workspace } from './workspace.tsx'
import { type TabTarget, tabKey, useWorkspace, type WorkspaceState } from './workspace-store.ts'

/** Panes of the workspace narrower than these are no place to read in; side panes then lie over them. */
const LEAST_BESIDE_INSPECTOR_PX = 380
const LEAST_BESIDE_RAIL_PX = 320

function frontTarget({ panes, focusedPane }: WorkspaceState): TabTarget | undefined {
  const pane = panes[focusedPane]
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
      <main className={classes.main}>
        <Panes />
        <DropTarget />
        <PasteDialog />
        <AddressDialog />
        <AssignDialog />
        <SettingsDialog />
        <ShortcutsDialog />
        <AskFirst />
        <ToastRegion />
        <div id={OVERLAYS_ID} />
      </main>
    </div>
  )
}

/** Keeps track of which side panes the window has room for. */
function useRoom(): void {
  const { width } = useViewportSize()
  const listOpen = useWorkspace(state => state.listOpen)
  const railOpen = useWorkspace(state => state.railOpen)
  const sizes = useWorkspace(state => state.sizes)
  const panes = useWorkspace(state => state.panes.length)
  const beside = listOpen ? sizes.list : 0
  const rail = width > 0 && width - beside - sizes.rail < panes * LEAST_BESIDE_RAIL_PX
  const taken = beside + (railOpen && !rail ? sizes.rail : 0) + sizes.inspector
  const inspector = width > 0 && width - taken < panes * LEAST_BESIDE_INSPECTOR_PX
  useEffect(() => useWorkspace.getState().crowdOut({ rail, inspector }), [rail, inspector])
}

function Panes() {
  useRoom()
  const railOpen = useWorkspace(state => state.railOpen && !state.crowdedOut.rail)
  const listOpen = useWorkspace(state => state.listOpen)
  const inspectorOpen = useWorkspace(state => state.inspectorOpen && !state.crowdedOut.inspector)
  const target = useWorkspace(frontTarget)
  const inspected = inspectorOpen && hasInspector(target)
  const arrangement = [railOpen && 'rail', listOpen && 'list', inspected && 'inspector'].filter(Boolean).join(' ')
  return (
    <div className={classes.body}>
      <Group orientation="horizontal" className={classes.panes}>
        {railOpen && (
          <>
            <SidePanel name="rail" minSize={160} maxSize={340} arrangement={arrangement}>
              <Rail />
            </SidePanel>
            <Separator className={classes.separator} aria-label="Resize the rail" />
          </>
        )}
        {listOpen && (
          <>
            <SidePanel name="list" minSize={240} maxSize={560} arrangement={arrangement}>
              <ListPane />
            </SidePanel>
            <Separator className={classes.separator} aria-label="Resize the list" />
          </>
        )}
        <Panel id="workspace" minSize={280}>
          <Workspace />
        </Panel>
        {inspected && (
          <>
            <Separator className={classes.separator} aria-label="Resize the inspector" />
            <SidePanel name="inspector" minSize={240} maxSize={480} arrangement={arrangement}>
              <InspectorPane target={target} />
            </SidePanel>
          </>
        )}
      </Group>
      <Floating target={target} />
    </div>
  )
}

function Rail() {
  return (
    <ErrorBoundary what="the rail">
      <div className={classes.fill} data-region="rail">
        <LibraryRail />
      </div>
    </ErrorBoundary>
  )
}

/** A side pane over the workspace. Escape, or a click elsewhere, puts it away. */
function Floating({ target }: { target: TabTarget | undefined }) {
  const floating = useWorkspace(state => state.floating)
  const sink = useWorkspace(state => state.sink)
  const box = useClickOutside<HTMLDivElement>(event => {
    // The bar holds the buttons that open and close these panes.
    if (!(event.target instanceof Element && event.target.closest('header'))) sink()
  })
  useEffect(() => {
    if (floating) box.current?.querySelector<HTMLElement>('[aria-current="page"], button')?.focus()
  }, [floating, box])
  if (floating === null) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is inside
    <div
      ref={box}
      className={classes.floating}
      data-side={floating === 'rail' ? 'start' : 'end'}
      onKeyDown={event => event.key === 'Escape' && sink()}
    >
      {floating === 'rail' ? <Rail /> : <InspectorPane target={target} onClose={sink} />}
    </div>
  )
}
