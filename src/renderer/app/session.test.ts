import { describe, expect, it } from 'vitest'
import { readSession } from './session.ts'

const pane = { tabs: [{ kind: 'source', id: 'a' }], activeKey: 'source:a', previewKey: null }

describe('a saved session', () => {
  it('comes back as it was', () => {
    const { workspace, order } = readSession({
      list: { kind: 'collection', id: 'c1' },
      panes: [pane, { ...pane, tabs: [{ kind: 'note', id: 'n' }], activeKey: 'note:n' }],
      focusedPane: 1,
      railOpen: false,
      sizes: { rail: 220, list: 310, inspector: 300, split: 60 },
      order: { sort: 'title', descending: false },
    })
    expect(workspace).toEqual({
      list: { kind: 'collection', id: 'c1' },
      panes: [pane, { tabs: [{ kind: 'note', id: 'n' }], activeKey: 'note:n', previewKey: null }],
      focusedPane: 1,
      railOpen: false,
      sizes: { rail: 220, list: 310, inspector: 300, split: 60 },
    })
    expect(order).toEqual({ sort: 'title', descending: false })
  })

  it('is the plain beginning when nothing was saved', () => {
    expect(readSession({})).toEqual({ workspace: {}, order: undefined })
  })

  it('leaves out what is not sound and keeps the rest', () => {
    const { workspace } = readSession({
      list: { kind: 'planets' },
      panes: [{ tabs: 'none' }],
      focusedPane: 1,
      railOpen: 'perhaps',
      listOpen: false,
      sizes: { rail: -5 },
    })
    expect(workspace).toEqual({ listOpen: false })
  })

  it('activates a tab that is there when the saved one is not, and a pane that is there', () => {
    const { workspace } = readSession({ panes: [{ ...pane, activeKey: 'note:gone' }], focusedPane: 1 })
    expect(workspace.panes?.[0]?.activeKey).toBe('source:a')
    expect(workspace.focusedPane).toBe(0)
  })
})
