import { Menu } from '@mantine/core'
import { Columns2, X } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import classes from './tab-strip.module.css'
import { useTabTitle } from './use-tab-title.ts'
import { type Pane, type TabTarget, tabKey, useWorkspace } from './workspace-store.ts'

const DRAG_TYPE = 'application/x-commonplace-tab'

const carriesTab = (event: DragEvent) => event.dataTransfer.types.includes(DRAG_TYPE)
const droppedTab = (event: DragEvent) => JSON.parse(event.dataTransfer.getData(DRAG_TYPE)) as TabTarget

export const tabId = (key: string) => `tab-${key}`
export const panelId = (key: string) => `panel-${key}`

interface TabStripProps {
  pane: Pane
  index: number
  focused: boolean
  /** The place at the right into which the view shown puts its buttons. */
  toolsRef: (element: HTMLElement | null) => void
}

/** The tabs of a pane. Arrows travel, Delete and the middle button close, dragging moves. */
export function TabStrip({ pane, index, focused, toolsRef }: TabStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const { activate, close, moveTab } = useWorkspace.getState()
  const onKeyDown = (event: KeyboardEvent) => {
    const at = pane.tabs.findIndex(tab => tabKey(tab) === pane.activeKey)
    const step = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: pane.tabs.length - 1 }[event.key]
    const next = step === undefined ? undefined : pane.tabs[(step + pane.tabs.length) % pane.tabs.length]
    const current = pane.tabs[at]
    if (next) {
      activate(index, tabKey(next))
      document.getElementById(tabId(tabKey(next)))?.focus()
    } else if (event.key === 'Delete' && current) close(current)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.strip} data-focused={focused || undefined}>
      <div
        ref={strip}
        role="tablist"
        aria-label={index === 0 ? 'Open items' : 'Open items, right'}
        className={classes.tabs}
        onKeyDown={onKeyDown}
        onDragOver={event => carriesTab(event) && event.preventDefault()}
        onDrop={event => {
          if (!carriesTab(event)) return
          event.preventDefault()
          moveTab(droppedTab(event), index)
        }}
      >
        {pane.tabs.map(tab => (
          <Tab key={tabKey(tab)} target={tab} pane={pane} index={index} />
        ))}
      </div>
      <div ref={toolsRef} className={classes.tools} />
    </div>
  )
}

function Tab({ target, pane, index }: { target: TabTarget; pane: Pane; index: number }) {
  const key = tabKey(target)
  const active = pane.activeKey === key
  const { title } = useTabTitle(target)
  const { activate, close, keep, moveTab } = useWorkspace.getState()
  const [over, setOver] = useState(false)
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-close]')) close(target)
    else activate(index, key)
  }
  return (
    <Menu>
      <Menu.ContextMenu>
        <button
          ref={element}
          type="button"
          role="tab"
          id={tabId(key)}
          aria-selected={active}
          aria-controls={active ? panelId(key) : undefined}
          tabIndex={active ? 0 : -1}
          title={title}
          className={classes.tab}
          data-preview={pane.previewKey === key || undefined}
          data-over={over || undefined}
          onClick={onClick}
          onDoubleClick={() => keep(target)}
          onMouseDown={event => event.button === 1 && event.preventDefault()}
          onAuxClick={event => event.button === 1 && close(target)}
          draggable
          onDragStart={event => event.dataTransfer.setData(DRAG_TYPE, JSON.stringify(target))}
          onDragOver={event => {
            if (!carriesTab(event)) return
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={event => {
            setOver(false)
            if (!carriesTab(event)) return
            event.preventDefault()
            event.stopPropagation()
            moveTab(droppedTab(event), index, key)
          }}
        >
          <span className={classes.title} dir="auto">
            {title || '\u00a0'}
          </span>
          <span aria-hidden data-close className={classes.close}>
            <X />
          </span>
        </button>
      </Menu.ContextMenu>
      <TabMenu target={target} pane={pane} index={index} />
    </Menu>
  )
}

function TabMenu({ target, pane, index }: { target: TabTarget; pane: Pane; index: number }) {
  const { close, moveTab, panes } = useWorkspace.getState()
  const others = pane.tabs.filter(tab => tabKey(tab) !== tabKey(target))
  return (
    <Menu.Dropdown>
      <Menu.Item leftSection={<X aria-hidden />} onClick={() => close(target)}>
        Close
      </Menu.Item>
      <Menu.Item disabled={others.length === 0} onClick={() => others.forEach(close)}>
        Close the others
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<Columns2 aria-hidden />}
        disabled={panes.length === 1 && others.length === 0}
        onClick={() => moveTab(target, index === 0 ? 1 : 0)}
      >
        Move to the other side
      </Menu.Item>
    </Menu.Dropdown>
  )
}
