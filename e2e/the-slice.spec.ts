import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './launch.ts'
import { NotebookWindow } from './pages/notebook-window.ts'
import { pdfText } from './pages/pdf-text.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGES = join(ROOT, 'fixtures/pages')
const SEED = join(ROOT, '../shared/corpora/seed/article.txt')
const REAL_PAGE = join(ROOT, '../shared/corpora/readability/pages/ars-1/source.html')
const TITLE = 'What small libraries know about keeping things'
const SENTENCE = 'keeping begins when someone checks the copy'

test('clip, read, highlight, write, find, hand in', async ({ notebook }) => {
  test.setTimeout(180_000)
  const window = () => new NotebookWindow(notebook.page)

  await test.step('drop a saved page on the window', async () => {
    await window().expectAccessible()
    await window().drop([join(PAGES, 'a-page.html')])
    await expect(notebook.page.getByRole('tab', { name: TITLE })).toBeVisible()
    await expect(window().source(TITLE)).toBeVisible()
  })

  await test.step('read it: the article alone, and no script of its own ran', async () => {
    await expect(window().article.getByText('preserve by attention')).toBeVisible()
    await expect(window().article.getByText('newsletter')).toHaveCount(0)
    await expect(notebook.page).not.toHaveTitle(/This script ran/)
  })

  await test.step('highlight a sentence with the mouse and h, and comment it', async () => {
    await window().select(SENTENCE)
    await notebook.page.keyboard.press('h')
    await expect(window().source(TITLE)).toContainText('1')
    await window().inspector.getByRole('tab', { name: 'Highlights' }).click()
    await expect(window().inspector.getByText(SENTENCE)).toBeVisible()
    await window().expectAccessible()
  })

  await test.step('restart: the highlight is there', async () => {
    await notebook.restart()
    await window().open(TITLE)
    await window().inspector.getByRole('tab', { name: 'Highlights' }).click()
    await expect(window().inspector.getByText(SENTENCE)).toBeVisible()
  })

  await test.step('write a note that links the source and quotes the passage', async () => {
    await window().choose('New note')
    await expect(window().noteTitle).toBeFocused()
    await notebook.page.keyboard.type('Copies and keepers')
    await notebook.page.keyboard.press('Enter')
    await notebook.page.keyboard.type('## On keeping')
    await notebook.page.keyboard.press('Enter')
    await notebook.page.keyboard.type('- see [[small lib')
    await notebook.page
      .getByRole('listbox', { name: 'Typeahead menu' })
      .getByRole('option', { name: new RegExp(TITLE) })
      .click()
    await expect(window().noteText.getByRole('heading', { name: 'On keeping' })).toBeVisible()
    await expect(window().noteText.getByText(TITLE)).toBeVisible()
    await expect(notebook.page.getByText(/^Saved \d/)).toBeVisible()
    await window().expectAccessible()
  })

  await test.step('quote the highlight into the open note', async () => {
    await window().clickPassage('checks the copy')
    await notebook.page.keyboard.press('q')
    await expect(window().noteText.getByText(SENTENCE)).toBeVisible()
  })

  await test.step('export the note and read the PDF back', async () => {
    const [download] = await Promise.all([
      notebook.page.waitForEvent('download'),
      notebook.page
        .getByRole('button', { name: /Export.*PDF/ })
        .first()
        .click(),
    ])
    expect(download.suggestedFilename()).toBe('Copies and keepers.pdf')
    const text = await pdfText(await download.path())
    expect(text).toContain('Copies and keepers')
    expect(text).toContain('On keeping')
    expect(text).toContain(SENTENCE)
    expect(text).toContain('(Okafor, 2025)')
    expect(text).toContain('Okafor, I. (2025, March 3)')
    expect(text).toMatch(/1 of 1/)
  })

  await test.step('find it by its words', async () => {
    await notebook.page.keyboard.press('Control+k')
    await window().searchBox.fill('parish registers')
    const hit = notebook.page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()
    await expect(hit).toContainText(TITLE)
    await expect(hit).toContainText('parish registers')
    await window().expectAccessible()
    await hit.click()
    await expect(notebook.page.getByRole('tab', { name: TITLE })).toHaveAttribute('aria-selected', 'true')
  })
})

test('a plain text and a real page from the web are clipped and read', async ({ notebook }) => {
  test.skip(!existsSync(SEED) || !existsSync(REAL_PAGE), 'needs the shared corpora')
  const window = new NotebookWindow(notebook.page)
  await window.drop([SEED])
  await expect(window.article.getByText('temporarily suspending its cooperation with Europol')).toBeVisible()
  await window.drop([REAL_PAGE])
  await expect(window.article.getByText('Minecraft').first()).toBeVisible()
  await expect(window.list.getByRole('option')).toHaveCount(2)
})

for (const place of ['Inbox', 'Reading', 'Archive', 'All sources', 'Notes', 'Highlights', 'Reports', 'Trash']) {
  test(`${place} has no accessibility violation, light and dark`, async ({ notebook }) => {
    const window = new NotebookWindow(notebook.page)
    await window.drop([join(PAGES, 'a-page.html')])
    await expect(window.article.getByText('preserve by attention')).toBeVisible()
    await window.go(place)
    for (const scheme of ['light', 'dark'] as const) {
      await notebook.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await window.expectAccessible()
    }
  })
}
