import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ReportId } from '../../shared/contract/ids.ts'
import type { CheckFinding } from '../../shared/contract/reports.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { noteNotebook, noteOf, show } from '../notes/testing/render-note.tsx'
import { CheckPanel, openFindings, tally } from './check-panel.tsx'

const finding = (part: Partial<CheckFinding>): CheckFinding => ({
  id: 'f1',
  kind: 'quotation-uncited',
  severity: 'error',
  message: 'The quotation “Nobody said this.” has no citation.',
  noteId: 'n1' as CheckFinding['noteId'],
  noteTitle: 'Keeping',
  blockIndex: 2,
  ...part,
})

let close = () => {}
afterEach(() => {
  close()
  delete window.notebook
})

function open(findings: CheckFinding[]) {
  const asked: unknown[] = []
  window.notebook = noteNotebook(noteOf(), { 'reports.waive': input => asked.push(input) }).notebook
  close = show(
    <main>
      <h1>Report</h1>
      <CheckPanel reportId={ReportId.parse('r1')} findings={findings} />
    </main>,
  )
  return asked
}

describe('CheckPanel', () => {
  it('leads to the note, or to the source that lacks something', async () => {
    open([
      finding({}),
      finding({ id: 'f2', kind: 'source-incomplete', message: 'No author.', sourceId: 's1' as never }),
    ])
    const opened = vi.spyOn(useWorkspace.getState(), 'open').mockImplementation(() => {})
    await page.getByRole('button', { name: /has no citation/ }).click()
    await page.getByRole('button', { name: /No author/ }).click()
    expect(opened.mock.calls).toEqual([
      [{ kind: 'note', id: 'n1' }, { beside: true }],
      [{ kind: 'source', id: 's1' }, { beside: true }],
    ])
    opened.mockRestore()
  })

  it('waives with a reason, never without', async () => {
    const asked = open([finding({})])
    await page.getByRole('button', { name: 'Waive with a reason' }).click()
    const waive = page.getByRole('button', { name: 'Waive', exact: true })
    await expect.element(waive).toBeDisabled()
    await userEvent.keyboard('It is my own.{Enter}')
    await vi.waitFor(() => expect(asked).toEqual([{ id: 'r1', findingId: 'f1', reason: 'It is my own.' }]))
  })

  it('shows what was waived and takes it back', async () => {
    const asked = open([finding({ waived: 'It is my own.' })])
    await page.getByText('1 waived').click()
    await page.getByRole('button', { name: 'Take the waiver back' }).click()
    await vi.waitFor(() => expect(asked).toEqual([{ id: 'r1', findingId: 'f1', reason: null }]))
  })

  it('is sound for assistive technology', async () => {
    open([finding({}), finding({ id: 'f2', severity: 'info' }), finding({ id: 'f3', waived: 'Because.' })])
    await page.getByRole('button', { name: 'Waive with a reason' }).first().click()
    const { violations } = await axe.run('main')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('tally', () => {
  it('counts what nobody waived, the gravest first', () => {
    const findings = [
      finding({ severity: 'warning' }),
      finding({ id: 'f2', severity: 'info' }),
      finding({ id: 'f3' }),
      finding({ id: 'f4', waived: 'Because.' }),
    ]
    expect(openFindings(findings).map(({ id }) => id)).toEqual(['f3', 'f1', 'f2'])
    expect(tally(openFindings(findings))).toBe('1 error, 1 warning')
  })
})
