/**
 * Lets key strokes in a frame act as if they had been made on the frame itself, so that the reader and the window have one
 * place to listen, wherever the focus is. Returns the function that stops it.
 */
export function forwardKeys(frame: HTMLIFrameElement, page: Document): () => void {
  const forward = (event: KeyboardEvent) => {
    const isField = (event.target as Element).closest('input, textarea, select') !== null
    if (isField && !event.ctrlKey && !event.metaKey && event.key !== 'Escape') return
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = event
    const copy = new KeyboardEvent('keydown', {
      ...{ key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing },
      bubbles: true,
      cancelable: true,
    })
    if (!frame.dispatchEvent(copy)) event.preventDefault()
  }
  page.addEventListener('keydown', forward)
  return () => page.removeEventListener('keydown', forward)
}

/**
 * Lets files that are dragged over a frame be dropped on the window around it, instead of taking the frame's place. Returns
 * the function that stops it.
 */
export function passFilesThrough(frame: HTMLIFrameElement, page: Document): () => void {
  const open = (event: DragEvent) => {
    event.preventDefault()
    if (event.dataTransfer?.types.includes('Files')) frame.style.pointerEvents = 'none'
  }
  const close = () => {
    frame.style.pointerEvents = ''
  }
  const refuse = (event: DragEvent) => event.preventDefault()
  const ends = ['drop', 'dragend', 'pointermove'] as const
  page.addEventListener('dragenter', open)
  page.addEventListener('dragover', open)
  page.addEventListener('drop', refuse)
  for (const name of ends) window.addEventListener(name, close, true)
  return () => {
    page.removeEventListener('dragenter', open)
    page.removeEventListener('dragover', open)
    page.removeEventListener('drop', refuse)
    for (const name of ends) window.removeEventListener(name, close, true)
  }
}
