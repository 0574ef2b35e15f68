import { AutoFocusExtension } from '@lexical/extension'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { LexicalExtensionComposer } from '@lexical/react/LexicalExtensionComposer'
import { COMMAND_PRIORITY_LOW, configExtension, defineExtension, KEY_ESCAPE_COMMAND, mergeRegister } from 'lexical'
import { useMemo, useRef } from 'react'
import { type Block, DOCUMENT_VERSION } from '../../../shared/document/document.ts'
import { $readDocument } from '../conversion/from-lexical.ts'
import { $loadDocument } from '../conversion/to-lexical.ts'
import { NodeViewsExtension, viewsOfEditor } from '../nodes/node-views.ts'
import { NoteExtension } from './note-extension.ts'

interface SmallEditorProps {
  label: string
  className: string
  blocks: readonly Block[]
  /** Called with every change. */
  onWrite(blocks: Block[]): void
  /** Escape was pressed. */
  onLeave(): void
}

/** An editor for text that belongs to a note but stands aside: footnotes, captions. */
export function SmallEditor({ label, className, blocks, onWrite, onLeave }: SmallEditorProps) {
  const [parent] = useLexicalComposerContext()
  const first = useRef({ blocks, onWrite, onLeave })
  first.current.onWrite = onWrite
  first.current.onLeave = onLeave
  const extension = useMemo(
    () =>
      defineExtension({
        name: 'commonplace/small-note',
        dependencies: [
          NoteExtension,
          configExtension(NodeViewsExtension, { views: viewsOfEditor(parent) }),
          AutoFocusExtension,
        ],
        $initialEditorState: () => $loadDocument({ version: DOCUMENT_VERSION, blocks: [...first.current.blocks] }),
        register: editor =>
          mergeRegister(
            editor.registerUpdateListener(({ editorState, dirtyElements, dirtyLeaves }) => {
              if (dirtyElements.size + dirtyLeaves.size > 0)
                first.current.onWrite(editorState.read(() => $readDocument()).blocks)
            }),
            editor.registerCommand(
              KEY_ESCAPE_COMMAND,
              () => {
                first.current.onLeave()
                return true
              },
              COMMAND_PRIORITY_LOW,
            ),
          ),
      }),
    [parent],
  )
  return (
    <LexicalExtensionComposer extension={extension} contentEditable={null}>
      <ContentEditable className={`note-content ${className}`} aria-label={label} />
    </LexicalExtensionComposer>
  )
}
