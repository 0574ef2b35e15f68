import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../annotations/annotation-store.ts'
import { addClip } from '../../clipping/test-clips.ts'
import { trashItems } from '../../library/trash-store.ts'
import { createNote } from '../../notes/note-store.ts'
import { openTestLibrary } from '../../storage/open-test-library.ts'
import { createReport, getReport, setWaiver, updateReport } from '../report-store.ts'
import { checkTarget } from './check-target.ts'

const TEXT = 'Keeping begins when someone checks the copy.'

function reportOnKeepers(db: Parameters<typeof createNote>[0], quoted: string) {
  const { sourceId, snapshotId } = addClip(db, { title: 'Keepers', canonicalText: TEXT, published: '2025' })
  const passage = { exact: TEXT.slice(0, 14), prefix: '', suffix: ' when someone', start: 0, end: 14 }
  const { id: annotationId } = createAnnotation(db, { snapshotId, passage, color: 1, comment: '', tags: [] })
  const note = createNote(db, 'Keeping', {
    version: 1,
    blocks: [{ type: 'quotation', annotationId, sourceId, text: quoted }],
  })
  return { report: createReport(db, 'Report', [note.id]), note, sourceId, annotationId }
}

describe('checkTarget', () => {
  it('compares quotations with what was captured', () => {
    using library = openTestLibrary()
    const { report } = reportOnKeepers(library.db, 'Keeping ends')
    expect(checkTarget(library.db, { kind: 'report', id: report.id })).toMatchObject([
      { kind: 'quotation-differs' },
      { kind: 'locator-missing', severity: 'info' },
      { kind: 'source-incomplete', message: 'The source “Keepers” has no author.' },
    ])
  })

  it('knows what lies in the trash', () => {
    using library = openTestLibrary()
    const { note, annotationId } = reportOnKeepers(library.db, 'Keeping begins')
    trashItems(library.db, [{ kind: 'annotation', id: annotationId }])
    const kinds = checkTarget(library.db, { kind: 'note', id: note.id }).map(({ kind }) => kind)
    expect(kinds).toContain('highlight-lost')
  })

  it('keeps a waiver through changes of the report, until it is taken back', () => {
    using library = openTestLibrary()
    const { id } = reportOnKeepers(library.db, 'Keeping begins').report
    const finding = () =>
      checkTarget(library.db, { kind: 'report', id }).find(each => each.kind === 'source-incomplete')
    setWaiver(library.db, id, finding()?.id ?? '', 'The page names nobody.')
    updateReport(library.db, { id, settings: { citationStyle: 'chicago-author-date' } })
    expect(finding()?.waived).toBe('The page names nobody.')
    expect(getReport(library.db, id).settings).not.toHaveProperty('waivers')
    setWaiver(library.db, id, finding()?.id ?? '', null)
    expect(finding()).toBeDefined()
    expect(finding()).not.toHaveProperty('waived')
  })
})
