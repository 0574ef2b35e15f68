import { useEffect, useRef } from 'react'
import classes from './image-zoom.module.css'

export interface ZoomedImage {
  src: string
  alt: string
  caption: string
}

/** An image of the article as large as the window allows; a click or any of Escape, Enter and Space closes it. */
export function ImageZoom({ image, onClose }: { image: ZoomedImage; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className={classes.zoom} aria-label={image.alt || image.caption || 'Image'} onClose={onClose}>
      <button type="button" className={classes.close} aria-label="Close image" onClick={onClose}>
        <img src={image.src} alt={image.alt} />
        {image.caption && <span className={classes.caption}>{image.caption}</span>}
      </button>
    </dialog>
  )
}

/** What to show of an image that was clicked in the article. */
export function zoomedImage(image: HTMLImageElement): ZoomedImage {
  const caption = image.closest('figure')?.querySelector('figcaption')?.textContent ?? ''
  return { src: image.src, alt: image.alt, caption: caption.replaceAll(/\s+/g, ' ').trim() }
}
