import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchNotebook } from './launch.ts'
import { NotebookWindow } from './pages/notebook-window.ts'

/** Takes a picture of each view on the sample library, light and dark, for the README and for a designer's eye. */
const FOLDER = join(import.meta.dirname, '../docs/screenshots')
const WIDE = { width: 1440, height: 900 }
const SMALL = { width: 1024, height: 700 }

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600)
}

async function picture(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await settle(page)
    await page.screenshot({ path: join(FOLDER, `${name}-${scheme}.png`) })
  }
}

async function takePictures(page: Page): Promise<void> {
  const window = new NotebookWindow(page)
  await settle(page)
  await picture(page, 'first-run')
  await page.getByRole('button', { name: 'a small sample library' }).click()
  await window.article.getByText('preserve by attention').waitFor()
  await settle(page)
  await picture(page, 'main')
  await page.setViewportSize(SMALL)
  await picture(page, 'main-small')
  await page.setViewportSize(WIDE)
  for (const place of ['Notes', 'Highlights', 'Reports', 'Trash']) {
    await window.go(place)
    await picture(page, place.toLowerCase())
  }
  await window.go('Reports')
  await window.list.getByRole('option').first().dblclick()
  await picture(page, 'report')
  await window.go('Inbox')
  await page.keyboard.press('Control+k')
  await window.searchBox.fill('copy')
  await picture(page, 'search')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'settings')
}

const library = mkdtempSync(join(tmpdir(), 'commonplace-pictures-'))
mkdirSync(FOLDER, { recursive: true })
const notebook = await launchNotebook({ library, host: 'browser' })
await takePictures(notebook.page).finally(() => notebook.close())
rmSync(library, { recursive: true, force: true })
