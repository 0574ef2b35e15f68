import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { launchNotebook } from '../launch.ts'
import { NotebookWindow } from '../pages/notebook-window.ts'
import { PAGES } from './pages.ts'

/** Fills a library by hand, as a person would, and photographs each view in light and dark into docs/screenshots. */

const root = join(import.meta.dirname, '../..')
const target = join(root, 'docs/screenshots')
const FIRST = 'What small libraries know about keeping things'
const SECOND = 'A short history of writing in the margin'
const NOTE = 'Why copies are not archives'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-screenshots-'))
const files = PAGES.map(({ file, html }) => {
  writeFileSync(join(folder, file), html)
  return join(folder, file)
})
const notebook = await launchNotebook({ library: join(folder, 'library'), host: 'browser' })
const page = notebook.page
const window = new NotebookWindow(page)

mkdirSync(target, { recursive: true })
try {
  await page.getByRole('heading', { name: 'Your commonplace book is empty' }).waitFor()
  await photograph('first-start')
  await fillLibrary()
  await showBeside()
  await photograph('reading-and-writing')
  await window.go('Highlights')
  await photograph('highlights')
  await window.go('All sources')
  await page.keyboard.press('Control+k')
  await window.searchBox.fill('keeping')
  await page
    .getByRole('option', { name: new RegExp(FIRST) })
    .last()
    .waitFor()
  await photograph('search')
  await page.keyboard.press('Escape')
  await window.choose('New report')
  await page.getByPlaceholder('Add a note…').fill(NOTE)
  await page.getByRole('option', { name: NOTE }).last().click()
  await page.keyboard.press('Escape')
  await photograph('report')
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').waitFor()
  await photograph('settings')
} finally {
  await notebook.close()
  rmSync(folder, { recursive: true, force: true })
}

async function fillLibrary(): Promise<void> {
  await window.drop([...files, pageWithItsImage()])
  for (const title of [SECOND, FIRST]) await window.source(title).waitFor()
  await window.open(SECOND)
  await highlight('A note that has lost its source is an opinion.')
  await window.open(FIRST)
  await highlight('small ones preserve by attention')
  await highlight('keeping begins when someone checks the copy')
}

/** The fixture page as one file, as "save as MHTML" or SingleFile would give it. */
function pageWithItsImage(): string {
  const pages = join(root, 'fixtures/pages')
  const image = readFileSync(join(pages, 'a-page_files/reading-room.png')).toString('base64')
  const file = join(folder, 'a-page.html')
  const html = readFileSync(join(pages, 'a-page.html'), 'utf8')
  writeFileSync(file, html.replace('a-page_files/reading-room.png', `data:image/png;base64,${image}`))
  return file
}

async function highlight(words: string): Promise<void> {
  await window.article.getByText(words).waitFor()
  await window.select(words)
  await page.keyboard.press('h')
  await page.waitForTimeout(400)
}

/** A note beside the article that it is about, with a quotation in it. */
async function showBeside(): Promise<void> {
  await window.choose('New note')
  await expect(window.noteTitle).toBeFocused()
  await page.keyboard.type(NOTE)
  await page.keyboard.press('Enter')
  await page.keyboard.type('## What keeping takes')
  await page.keyboard.press('Enter')
  await page.keyboard.type(
    'Okafor counts copies and finds that they are not what lasts. What lasts is the habit of looking:',
  )
  await page.keyboard.press('Enter')
  await window.clickPassage('checks the copy')
  await page.keyboard.press('q')
  await window.noteText.getByText('keeping begins').waitFor()
  await page.getByText(/^Saved \d/).waitFor()
  await page.keyboard.press('Escape')
}

async function photograph(view: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await settle(page)
    await page.screenshot({ path: join(target, `${view}-${scheme}.png`) })
  }
}

/** Waits until fonts are there and nothing is drawn any more. */
async function settle(shown: Page): Promise<void> {
  await shown.evaluate(() => document.fonts.ready.then(() => undefined))
  await shown.waitForTimeout(500)
}
