import { Button } from '@mantine/core'
import { Copy, ExternalLink, FileDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { clipLink } from '../clipping/clip-actions.ts'
import { showToast } from '../ui/toasts.tsx'
import type { Box } from './frame-article.ts'
import classes from './link-popover.module.css'

export type ReaderPopover = { kind: 'link'; href: string; box: Box } | { kind: 'footnote'; text: string; box: Box }

/** What a link of the article offers instead of leaving it, or the text of the footnote it points to. */
export function LinkPopover({ popover, onClose }: { popover: ReaderPopover; onClose(): void }) {
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    card.current?.focus({ preventScroll: true })
  }, [])
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  const label = popover.kind === 'link' ? 'Link' : 'Footnote'
  return (
    <div ref={card} className={classes.card} role="dialog" aria-label={label} tabIndex={-1} onKeyDown={closeOnEscape}>
      {popover.kind === 'footnote' ? (
        <p className={classes.note} dir="auto">
          {popover.text}
        </p>
      ) : (
        <LinkOffers href={popover.href} onClose={onClose} />
      )}
    </div>
  )
}

function LinkOffers({ href, onClose }: { href: string; onClose(): void }) {
  const openOutside = () => {
    window.open(href, '_blank', 'noopener,noreferrer')
    onClose()
  }
  const copy = async () => {
    await navigator.clipboard.writeText(href)
    showToast({ message: 'Link copied' })
    onClose()
  }
  return (
    <>
      <p className={classes.address}>{href}</p>
      <div className={classes.offers}>
        {/^https?:/i.test(href) && (
          <Button
            leftSection={<FileDown aria-hidden />}
            onClick={() => {
              void clipLink(href)
              onClose()
            }}
          >
            Clip this
          </Button>
        )}
        <Button leftSection={<ExternalLink aria-hidden />} onClick={openOutside}>
          Open in browser
        </Button>
        <Button leftSection={<Copy aria-hidden />} onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
    </>
  )
}
