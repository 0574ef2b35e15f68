import { useEffect, useRef } from 'react'
import { footnoteText, linkedElement } from './footnotes.ts'
import { type Box, type FrameArticle, toWindow } from './frame-article.ts'
import { forwardKeys, passFilesThrough } from './frame-input.ts'
import { type ZoomedImage, zoomedImage } from './image-zoom.tsx'
import type { ReaderPopover } from './link-popover.tsx'

export interface FrameClicks {
  /** A click on anything else, at a point of the frame's own viewport. */
  onText(x: number, y: number): void
  onImage(image: ZoomedImage): void
  onPopover(popover: ReaderPopover): void
  /** A link out of the page; `asked` when a key was held to be asked what to do. */
  onLink(link: { href: string; box: Box }, asked: boolean): void
  /** An in-page link to a part of the article. */
  onJump(target: HTMLElement): void
}

/** Hears what is done in an article's frame. A link never leaves the page, whatever is pressed. */
export function useFrameClicks(article: FrameArticle | null, clicks: FrameClicks): void {
  const latest = useRef(clicks)
  latest.current = clicks
  useEffect(() => {
    if (!article) return
    const { document: page, frame } = article
    const onClick = (event: MouseEvent) => handleClick(event, article, latest.current)
    const refuse = (event: Event) => event.preventDefault()
    const stopKeys = forwardKeys(frame, page)
    const stopFiles = passFilesThrough(frame, page)
    page.addEventListener('click', onClick)
    page.addEventListener('auxclick', refuse)
    page.addEventListener('submit', refuse)
    return () => {
      stopKeys()
      stopFiles()
      page.removeEventListener('click', onClick)
      page.removeEventListener('auxclick', refuse)
      page.removeEventListener('submit', refuse)
    }
  }, [article])
}

function handleClick(event: MouseEvent, article: FrameArticle, clicks: FrameClicks): void {
  const element = event.target as Element
  const image = element.closest<HTMLImageElement>('img[src]')
  const link = element.closest<HTMLAnchorElement>('a[href]')
  if (link) event.preventDefault()
  if (image) clicks.onImage(zoomedImage(image))
  else if (article.document.getSelection()?.isCollapsed === false) return
  else if (link) followLink(link, article, clicks, event.ctrlKey || event.metaKey || event.shiftKey)
  else clicks.onText(event.clientX, event.clientY)
}

function followLink(link: HTMLAnchorElement, article: FrameArticle, clicks: FrameClicks, asked: boolean): void {
  const href = link.getAttribute('href') ?? ''
  const box = toWindow(article.frame, link.getClientRects()[0] ?? link.getBoundingClientRect())
  const target = linkedElement(article.document, href)
  if (!target) {
    if (/^(https?|mailto):/i.test(link.href) && !href.startsWith('#')) clicks.onLink({ href: link.href, box }, asked)
    return
  }
  const text = footnoteText(target)
  if (text) clicks.onPopover({ kind: 'footnote', text, box })
  else clicks.onJump(target)
}
