import { neighbourAnnotation } from '../annotations/pick-annotation.ts'
import { selectedSpan } from './frame-article.ts'
import { zoomedImage } from './image-zoom.tsx'
import type { ReaderCommand } from './reader-keys.ts'
import { useReaders } from './reader-store.ts'
import { anchorAtTop } from './reading-anchor.ts'
import type { Reader } from './use-reader.ts'

/** Carries out a command of the keyboard; false when there was nothing to do, so that the key keeps its own meaning. */
export function runReaderCommand(command: ReaderCommand, reader: Reader): boolean {
  const { annotating, article, actions, caret } = reader
  const activeId = useReaders.getState().active[reader.source.id] ?? null
  const hasTarget = activeId !== null || (article !== null && selectedSpan(article) !== null)
  switch (command.kind) {
    case 'highlight':
      if (hasTarget) void annotating.commands.highlight(command.color)
      return hasTarget
    case 'comment':
    case 'tag':
    case 'quote':
    case 'copy':
      if (hasTarget) void annotating.commands[command.kind]()
      return hasTarget
    case 'delete':
      if (activeId !== null) void annotating.commands.remove()
      return activeId !== null
    case 'undo':
    case 'redo':
      void actions[command.kind]()
      return true
    case 'find':
      reader.find.open()
      return true
    case 'original':
      return reader.switchView()
    case 'block':
      caret.move(command.forward)
      return true
    case 'extend':
      caret.extend(command.unit, command.forward)
      return true
    case 'mark':
      return stepToMark(reader, command.forward)
    case 'activate':
      return enlargeImage(reader)
    case 'escape':
      return letGo(reader)
  }
}

function stepToMark({ article, scrollerRef, placed, activeId, select, annotating }: Reader, forward: boolean): boolean {
  if (!article || !scrollerRef.current) return false
  const offset = anchorAtTop(article, scrollerRef.current)?.offset ?? 0
  const next = neighbourAnnotation(placed, activeId, offset, forward)
  if (!next) return false
  select(next)
  annotating.setOpenMark(next.id)
  return true
}

/** Enter on an image, or on a figure on which the caret stands, shows it large. */
function enlargeImage({ article, caret, setZoomed }: Reader): boolean {
  const focused = article?.document.activeElement
  const image =
    focused?.localName === 'img' ? focused : caret.block?.element.closest('figure')?.querySelector('img[src]')
  if (!image) return false
  setZoomed(zoomedImage(image as HTMLImageElement))
  return true
}

/** Escape closes what is open, one thing at a time, the topmost first. */
function letGo({
  popover,
  setPopover,
  annotating,
  selection,
  article,
  find,
  closeFind,
  sought,
  caret,
  activeId,
  setActive,
}: Reader): boolean {
  if (popover) setPopover(null)
  else if (annotating.editing) annotating.setEditing(null)
  else if (selection.span) article?.document.getSelection()?.removeAllRanges()
  else if (annotating.openMark) annotating.setOpenMark(null)
  else if (find.isOpen) closeFind()
  else if (sought.matches.length > 0) sought.drop()
  else if (caret.block) caret.leave()
  else if (activeId) setActive(null)
  else return false
  return true
}
