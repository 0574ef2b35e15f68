import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** The window as a person sees it: places and actions by their names on the screen. */
export class NotebookWindow {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get rail(): Locator {
    return this.page.getByRole('navigation', { name: 'Library' })
  }
  get list(): Locator {
    return this.page.getByRole('region', { name: 'List' })
  }
  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' })
  }
  get searchBox(): Locator {
    return this.page.getByRole('combobox', { name: /^Search articles/ })
  }
  get article(): FrameLocator {
    return this.page.frameLocator('iframe:visible')
  }
  get noteTitle(): Locator {
    return this.page.getByRole('textbox', { name: 'Title' })
  }
  get noteText(): Locator {
    return this.page.getByRole('textbox', { name: 'Text of the note' })
  }

  async go(place: string): Promise<void> {
    await this.rail.getByRole('button', { name: new RegExp(`^${place}`) }).click()
  }

  source(title: string): Locator {
    return this.list.getByRole('option', { name: new RegExp(`^${title}`) })
  }

  async open(title: string): Promise<void> {
    await this.source(title).dblclick()
    await expect(this.page.getByRole('tab', { name: title })).toHaveAttribute('aria-selected', 'true')
  }

  async choose(action: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Clip or make something new' }).click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }

  /** Drops files from disk on the window, as from a file manager. */
  async drop(files: string[]): Promise<void> {
    const contents = files.map(file => ({ name: basename(file), base64: readFileSync(file).toString('base64') }))
    const transfer = await this.page.evaluateHandle(given => {
      const data = new DataTransfer()
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0))
        data.items.add(new File([bytes], name))
      }
      return data
    }, contents)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('body', type, { dataTransfer: transfer })
    }
  }

  /** Where words of the article stand in the window: the middle of the first line's start and of the last line's end. */
  async #placeOf(words: string): Promise<{ x1: number; y1: number; x2: number; y2: number }> {
    const box = await this.article.locator('body').evaluate((body, text) => {
      const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(text) ?? -1
        if (at < 0) continue
        node.parentElement?.scrollIntoView({ block: 'center' })
        const range = body.ownerDocument.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + text.length)
        const rects = [...range.getClientRects()]
        const first = rects[0] as DOMRect
        const last = rects.at(-1) as DOMRect
        return { x1: first.left, y1: first.top + first.height / 2, x2: last.right, y2: last.top + last.height / 2 }
      }
      throw new Error(`The article does not hold “${text}”.`)
    }, words)
    const frame = await this.page.locator('iframe:visible').boundingBox()
    if (!frame) throw new Error('No article is open.')
    return { x1: frame.x + box.x1, y1: frame.y + box.y1, x2: frame.x + box.x2, y2: frame.y + box.y2 }
  }

  /**
   * Selects a passage of the article with the mouse, by its words. Playwright's own drag runs a script in the frame under
   * the pointer and waits for it for ever where scripts are forbidden, so the events are sent to the browser directly.
   */
  async select(words: string): Promise<void> {
    const { x1, y1, x2, y2 } = await this.#placeOf(words)
    const session = await this.page.context().newCDPSession(this.page)
    const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
      session.send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: 1,
      })
    await send('mousePressed', x1 + 0.5, y1)
    await send('mouseMoved', (x1 + x2) / 2, (y1 + y2) / 2)
    await send('mouseMoved', x2, y2)
    await send('mouseReleased', x2, y2)
    await session.detach()
  }

  async clickPassage(words: string): Promise<void> {
    const { x1, y1 } = await this.#placeOf(words)
    await this.page.mouse.click(x1 + 8, y1)
  }

  /** axe looks at the window; the clipped article in its frame, in which nothing may run, is left out. */
  async expectAccessible(): Promise<void> {
    // A window that is still being made has nothing to look at.
    await expect(this.page.getByRole('main')).toBeVisible()
    await expect(this.page.getByText('Loading…')).toHaveCount(0)
    await this.page.evaluate(axe.source)
    const { violations } = await this.page.evaluate(() => window.axe.run(document, { iframes: false }))
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 200)).join(' | ')}`)
    expect.soft(found, 'axe').toEqual([])
  }
}
