import { Tabs } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import type { SourceId } from '../../shared/contract/ids.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { type InspectorTab, useReaders } from '../reader/reader-store.ts'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { HighlightsPanel } from './highlights-panel.tsx'
import { InfoPanel } from './info-panel.tsx'
import { LinksPanel } from './links-panel.tsx'
import { OutlinePanel } from './outline-panel.tsx'
import classes from './source-inspector.module.css'

const TABS: { value: InspectorTab; label: string }[] = [
  { value: 'info', label: 'Info' },
  { value: 'highlights', label: 'Highlights' },
  { value: 'links', label: 'Links' },
  { value: 'outline', label: 'Outline' },
]

/** What stands beside an open source: its record, highlights, links and outline. */
export function SourceInspector({ sourceId }: { sourceId: string }) {
  const source = useCall('library.getSource', { id: sourceId as SourceId })
  const tab = useReaders(state => state.tab)
  const showTab = useReaders(state => state.showTab)
  if (source.error) {
    return (
      <EmptyState icon={TriangleAlert} title="Nothing to show about this source">
        {toFailure(source.error).message}
      </EmptyState>
    )
  }
  if (!source.data) return null
  return (
    <Tabs
      value={tab}
      onChange={value => showTab(value as InspectorTab)}
      keepMounted={false}
      classNames={{ root: classes.root, list: classes.list, tab: classes.tab, panel: classes.panel }}
      unstyled
    >
      <Tabs.List aria-label="About this source">
        {TABS.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
            {value === 'highlights' && source.data.annotationCount > 0 && (
              <span className={classes.count}>{source.data.annotationCount}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="info">
        <InfoPanel key={sourceId} source={source.data} />
      </Tabs.Panel>
      <Tabs.Panel value="highlights">
        <HighlightsPanel key={sourceId} source={source.data} />
      </Tabs.Panel>
      <Tabs.Panel value="links">
        <LinksPanel source={source.data} />
      </Tabs.Panel>
      <Tabs.Panel value="outline">
        <OutlinePanel sourceId={sourceId} />
      </Tabs.Panel>
    </Tabs>
  )
}
