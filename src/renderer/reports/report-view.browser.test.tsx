import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { CITATION_STYLES, stylesWith } from '../../shared/contract/citation-styles.ts'
import { type Report, ReportFront, ReportSettings } from '../../shared/contract/reports.ts'
import { noteNotebook, noteOf, show } from '../notes/testing/render-note.tsx'
import { ReportView } from './report-view.tsx'

const report: Report = {
  id: 'r1' as Report['id'],
  title: 'Keeping',
  sectionCount: 1,
  createdAt: 0,
  updatedAt: 0,
  front: ReportFront.parse({}),
  settings: ReportSettings.parse({}),
  sections: [{ noteId: 'n1' as never, title: 'Copies and keepers', included: true }],
}

let close = () => {}
afterEach(() => {
  close()
  delete window.notebook
})

async function open() {
  const asked: Record<string, unknown[]> = { export: [], update: [] }
  const { notebook } = noteNotebook(noteOf(), {
    'reports.get': () => report,
    'reports.check': () => [],
    'reports.update': input => {
      asked.update?.push(input)
      return report
    },
    'reports.export': input => {
      asked.export?.push(input)
      return { jobId: 'j1' }
    },
    'jobs.list': () => [],
  })
  window.notebook = notebook
  close = show(
    <main>
      <h1>Reports</h1>
      <h2>Keeping</h2>
      <div id="overlays" />
      <ReportView reportId={report.id} />
    </main>,
  )
  await expect.element(page.getByRole('button', { name: 'Export PDF' })).toBeVisible()
  return asked
}

describe('ReportView', () => {
  it('exports the PDF at once, and the other forms from the menu', async () => {
    const asked = await open()
    await page.getByRole('button', { name: 'Export PDF' }).click()
    await page.getByRole('button', { name: 'Export in another form' }).click()
    await page.getByRole('menuitem', { name: /Word document/ }).click()
    await vi.waitFor(() =>
      expect(asked.export).toEqual([
        { kind: 'report', id: 'r1', form: 'pdf' },
        { kind: 'report', id: 'r1', form: 'docx' },
      ]),
    )
  })

  it('saves evidence, standard and style', async () => {
    const asked = await open()
    await page.getByRole('checkbox', { name: /Evidence/ }).click()
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'PDF standard' }), 'ua-1')
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Citations' }), 'turabian-fullnote-8')
    await vi.waitFor(() => {
      expect(asked.update?.at(-1)).toMatchObject({
        settings: { evidence: true, pdfStandard: 'ua-1', citationStyle: 'turabian-fullnote-8' },
      })
    })
  })

  it('is sound for assistive technology', async () => {
    await open()
    const { violations } = await axe.run('main')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('stylesWith', () => {
  it('keeps a style that is not on the list', () => {
    expect(stylesWith('apa')).toEqual(CITATION_STYLES)
    expect(stylesWith('the-lancet').at(-1)?.items).toEqual([{ value: 'the-lancet', label: 'the-lancet' }])
  })
})
