import { beforeEach, describe, expect, it } from 'vitest'
import { type TabTarget, tabKey, useWorkspace } from './workspace-store.ts'

const source = (id: string): TabTarget => ({ kind: 'source', id })
const note = (id: string): TabTarget => ({ kind: 'note', id })
const state = () => useWorkspace.getState()
const tabs = (pane = 0) => state().panes[pane]?.tabs.map(tabKey)

beforeEach(() => useWorkspace.setState(useWorkspace.getInitialState(), true))

describe('tabs', () => {
  it('replaces the tab of the last glance, but none that was opened to stay', () => {
    state().open(source('a'))
    state().open(source('b'), { preview: true })
    state().open(source('c'), { preview: true })
    expect(tabs()).toEqual(['source:a', 'source:c'])
    state().open(source('c'))
    state().open(source('d'), { preview: true })
    expect(tabs()).toEqual(['source:a', 'source:c', 'source:d'])
  })

  it('keeps a permanent tab permanent when it is glanced at', () => {
    state().open(source('a'))
    state().open(source('a'), { preview: true })
    state().open(source('b'), { preview: true })
    expect(tabs()).toEqual(['source:a', 'source:b'])
  })

  it('goes to where an item is open already, and beside when asked', () => {
    state().open(source('a'))
    state().open(note('n'), { beside: true })
    expect([tabs(0), tabs(1)]).toEqual([['source:a'], ['note:n']])
    expect(state().focusedPane).toBe(1)
    state().open(source('a'))
    expect(state().focusedPane).toBe(0)
    expect(state().panes).toHaveLength(2)
  })

  it('activates the neighbour of a closed tab and closes an empty side', () => {
    for (const id of ['a', 'b', 'c']) state().open(source(id))
    state().activate(0, 'source:b')
    state().close(source('b'))
    expect(state().panes[0]?.activeKey).toBe('source:c')
    state().open(note('n'), { beside: true })
    state().close(note('n'))
    expect(state().panes).toHaveLength(1)
    expect(state().focusedPane).toBe(0)
  })

  it('moves a tab before another, and to the other side', () => {
    for (const id of ['a', 'b', 'c']) state().open(source(id))
    state().moveTab(source('c'), 0, 'source:a')
    expect(tabs()).toEqual(['source:c', 'source:a', 'source:b'])
    state().moveTab(source('a'), 1)
    expect([tabs(0), tabs(1)]).toEqual([['source:c', 'source:b'], ['source:a']])
    state().moveTab(source('a'), 0, 'source:b')
    expect(state().panes).toHaveLength(1)
    expect(tabs()).toEqual(['source:c', 'source:a', 'source:b'])
  })

  it('will not split the only tab off', () => {
    state().open(source('a'))
    state().splitActive()
    expect(state().panes).toHaveLength(1)
  })
})

describe('side panes', () => {
  it('float while there is no room for them, and come back where there is', () => {
    state().crowdOut({ rail: true, inspector: true })
    state().toggle('rail')
    expect(state()).toMatchObject({ floating: 'rail', railOpen: true })
    state().toggle('inspector')
    expect(state().floating).toBe('inspector')
    state().crowdOut({ rail: false, inspector: false })
    expect(state()).toMatchObject({ floating: null, railOpen: true, inspectorOpen: true })
    state().toggle('rail')
    expect(state()).toMatchObject({ floating: null, railOpen: false })
  })
})
