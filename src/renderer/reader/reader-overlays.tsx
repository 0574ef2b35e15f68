import { useMemo } from 'react'
import { AnnotationEditor } from '../annotations/annotation-editor.tsx'
import { BlockCaretMarker } from './block-caret-marker.tsx'
import { LinkPopover } from './link-popover.tsx'
import { PlacedBox } from './placed-box.tsx'
import { SelectionToolbar, type ToolbarActions } from './selection-toolbar.tsx'
import type { Reader } from './use-reader.ts'

/** What floats over the article: toolbar, comment editor, link and footnote pop-ups, the block caret's mark. */
export function ReaderOverlays({ reader }: { reader: Reader }) {
  const { article, scrollerRef, layout, caret, popover, setPopover, annotating, placed, actions } = reader
  if (!article) return null
  const place = { article, scrollerRef, layout }
  const edited = placed.find(each => each.id === annotating.editing?.id)
  const closeEditor = () => {
    annotating.setEditing(null)
    article.frame.focus()
  }
  return (
    <>
      {caret.block && <BlockCaretMarker {...place} block={caret.block} />}
      {edited && annotating.editing ? (
        <PlacedBox key={edited.id} {...place} beside={edited.passage}>
          <AnnotationEditor
            annotation={edited}
            actions={actions}
            field={annotating.editing.field}
            onClose={closeEditor}
          />
        </PlacedBox>
      ) : (
        <FloatingToolbar reader={reader} />
      )}
      {popover && (
        <PlacedBox key={JSON.stringify(popover.box)} {...place} beside={popover.box}>
          <LinkPopover
            popover={popover}
            onClose={() => {
              setPopover(null)
              article.frame.focus()
            }}
          />
        </PlacedBox>
      )}
    </>
  )
}

/** The toolbar of the selection once it is drawn out, else of the mark that was clicked. */
function FloatingToolbar({ reader }: { reader: Reader }) {
  const { article, scrollerRef, layout, selection, annotating, placed, asText } = reader
  const { commands } = annotating
  const actions: ToolbarActions = useMemo(
    () => ({
      highlight: color => void commands.highlight(color),
      comment: () => void commands.comment(),
      tag: () => void commands.tag(),
      copy: () => void commands.copy(),
      quote: () => void commands.quote(),
      remove: () => void commands.remove(),
    }),
    [commands],
  )
  const opened = placed.find(each => each.id === annotating.openMark) ?? null
  const beside = selection.span ?? opened?.passage
  if (!article || !beside || (selection.span && selection.isMoving)) return null
  return (
    <PlacedBox key={`${beside.start}-${beside.end}`} {...{ article, scrollerRef, layout, beside }}>
      <SelectionToolbar
        annotation={selection.span ? null : opened}
        actions={actions}
        asText={annotation => asText(annotation.passage.exact)}
      />
    </PlacedBox>
  )
}
