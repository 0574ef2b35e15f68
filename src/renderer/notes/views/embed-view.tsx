import { FileText } from 'lucide-react'
import { NoteId } from '../../../shared/contract/ids.ts'
import { documentText } from '../../../shared/document/derive/plain-text.ts'
import type { Block, EmbedBlock, NoteDocument } from '../../../shared/document/document.ts'
import { useWorkspace } from '../../app/workspace-store.ts'
import { useCall } from '../../rpc/queries.ts'
import type { NodeViewProps } from '../nodes/node-views.ts'
import { BlockFrame } from './block-frame.tsx'
import classes from './embed-view.module.css'

/** The blocks of a section: from the block with the id to the next heading of the same level or a higher one. */
export function sectionBlocks(document: NoteDocument, blockId: string | undefined): Block[] {
  if (blockId === undefined) return document.blocks
  const start = document.blocks.findIndex(block => block.id === blockId)
  const first = document.blocks[start]
  if (!first) return []
  if (first.type !== 'heading') return [first]
  const end = document.blocks.findIndex(
    (block, at) => at > start && block.type === 'heading' && block.level <= first.level,
  )
  return document.blocks.slice(start, end < 0 ? undefined : end)
}

/** Another note, or a section of it, shown in place as text. Embeds inside it are not followed, so there is no circle. */
export function EmbedView({ nodeKey, value }: NodeViewProps<EmbedBlock>) {
  const { data: note, isError } = useCall('notes.get', { id: NoteId.parse(value.target.id) })
  const open = () =>
    useWorkspace
      .getState()
      .open(
        { kind: 'note', id: value.target.id },
        { beside: true, ...(value.target.blockId ? { reveal: { blockId: value.target.blockId } } : {}) },
      )
  const words = note
    ? documentText({ ...note.document, blocks: sectionBlocks(note.document, value.target.blockId) })
    : ''
  return (
    <BlockFrame nodeKey={nodeKey} label={`Embedded note ${note?.title ?? ''}`} className={classes.box}>
      <div className={classes.head}>
        <FileText aria-hidden />
        <button type="button" onClick={open}>
          {note ? note.title || 'Untitled' : isError ? 'A note that no longer exists' : '…'}
        </button>
      </div>
      {note && (
        <div className={classes.words} dir="auto">
          {words || 'This part of the note is empty.'}
        </div>
      )}
    </BlockFrame>
  )
}
