import { Button } from '@mantine/core'
import { FileX2 } from 'lucide-react'
import { Activity, useEffect, useRef, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { PaneToolsProvider } from '../ui/pane-tools.tsx'
import { ItemView } from './item-views.tsx'
import { NothingOpen } from './nothing-open.tsx'
import { panelId, TabStrip, tabId } from './tab-strip.tsx'
import { useTabTitle } from './use-tab-title.ts'
import classes from './workspace.module.css'
import { type Pane, type TabTarget, tabKey, useWorkspace } from './workspace-store.ts'

/** So many tabs of a pane stay as they were left; one beyond is opened anew. */
const MOST_KEPT = 6

/** Where one reads and writes: one pane of tabs, or two side by side. */
export function Workspace() {
  const panes = useWorkspace(state => state.panes)
  const focusedPane = useWorkspace(state => state.focusedPane)
  const split = useRef(useWorkspace.getState().sizes.split)
  const [left, right] = panes
  if (!left) return null
  return (
    <Group
      orientation="horizontal"
      className={classes.panes}
      onLayoutChanged={layout => {
        const share = layout.left
        if (share === undefined || layout.right === undefined) return
        split.current = share
        useWorkspace.getState().resize({ split: share })
      }}
    >
      <Panel id="left" minSize={320} defaultSize={right ? `${split.current}%` : undefined}>
        <PaneView pane={left} index={0} focused={focusedPane === 0 && right !== undefined} />
      </Panel>
      {right && (
        <>
          <Separator className={classes.separator} aria-label="Resize the two sides" />
          <Panel id="right" minSize={300} defaultSize={`${100 - split.current}%`}>
            <PaneView pane={right} index={1} focused={focusedPane === 1} />
          </Panel>
        </>
      )}
    </Group>
  )
}

/** The tabs that stay alive: those shown last, without those that were closed. */
function useKept(pane: Pane): Set<string> {
  const [kept, setKept] = useState<string[]>([])
  useEffect(() => {
    const { activeKey } = pane
    if (activeKey === null) return
    setKept(before => [activeKey, ...before.filter(key => key !== activeKey)].slice(0, MOST_KEPT))
  }, [pane])
  return new Set(kept)
}

function PaneView({ pane, index, focused }: { pane: Pane; index: number; focused: boolean }) {
  const [tools, setTools] = useState<HTMLElement | null>(null)
  const kept = useKept(pane)
  const focus = () => useWorkspace.getState().focusPane(index)
  return (
    <section
      className={classes.pane}
      aria-label={index === 0 ? 'Workspace' : 'Workspace, right'}
      data-region="workspace"
      onFocusCapture={focus}
      onPointerDownCapture={focus}
    >
      {pane.tabs.length > 0 && <TabStrip pane={pane} index={index} focused={focused} toolsRef={setTools} />}
      {pane.tabs.length === 0 && <NothingOpen />}
      {pane.tabs.map(tab => {
        const key = tabKey(tab)
        const active = key === pane.activeKey
        if (!active && !kept.has(key)) return null
        return (
          <Activity key={key} mode={active ? 'visible' : 'hidden'}>
            <div id={panelId(key)} role="tabpanel" aria-labelledby={tabId(key)} className={classes.view}>
              <ErrorBoundary what="this item" resetKey={key}>
                <PaneToolsProvider value={tools}>
                  <TabContent target={tab} />
                </PaneToolsProvider>
              </ErrorBoundary>
            </div>
          </Activity>
        )
      })}
    </section>
  )
}

function TabContent({ target }: { target: TabTarget }) {
  const { gone } = useTabTitle(target)
  if (!gone) return <ItemView target={target} />
  const names = { source: 'source', note: 'note', report: 'report' }
  return (
    <EmptyState
      icon={FileX2}
      title={`This ${names[target.kind]} is not in the library any more`}
      action={<Button onClick={() => useWorkspace.getState().close(target)}>Close the tab</Button>}
    >
      It was deleted for good since the tab was opened.
    </EmptyState>
  )
}
