import '../note-content.css'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { LexicalExtensionComposer } from '@lexical/react/LexicalExtensionComposer'
import { configExtension, defineExtension, type LexicalEditor, mergeRegister } from 'lexical'
import { type ReactNode, useMemo, useRef } from 'react'
import type { NoteDocument } from '../../../shared/document/document.ts'
import { $loadDocument } from '../conversion/to-lexical.ts'
import { NodeViewsExtension } from '../nodes/node-views.ts'
import { NOTE_VIEWS } from '../views/note-views.ts'
import { registerBlockKeys } from './block-keys.ts'
import { registerMarkdownTyping } from './markdown-typing.ts'
import classes from './note-editor.module.css'
import { NoteExtension } from './note-extension.ts'

interface NoteEditorProps {
  label: string
  /** What the editor starts with; later values are not looked at. */
  document: NoteDocument
  /** BCP 47, for spell checking. */
  language?: string
  /** Registers what depends on where the editor stands; returns what undoes it. Called once per editor. */
  register(editor: LexicalEditor): () => void
  /** Menus and toolbars, inside the editor's context. */
  children: ReactNode
}

/** The writing surface of a note. */
export function NoteEditor({ label, document, language, register, children }: NoteEditorProps) {
  const first = useRef({ document, register })
  const extension = useMemo(
    () =>
      defineExtension({
        name: 'commonplace/note-editor',
        dependencies: [NoteExtension, configExtension(NodeViewsExtension, { views: NOTE_VIEWS })],
        $initialEditorState: () => $loadDocument(first.current.document),
        register: editor =>
          mergeRegister(registerBlockKeys(editor), registerMarkdownTyping(editor), first.current.register(editor)),
        onError: error => {
          throw error
        },
      }),
    [],
  )
  return (
    <LexicalExtensionComposer extension={extension} contentEditable={null}>
      <ContentEditable
        className={`note-content ${classes.content}`}
        aria-label={label}
        aria-multiline
        spellCheck
        lang={language}
        aria-placeholder="Write, or press / for what can be inserted"
        placeholder={<p className={classes.placeholder}>Write, or press / for what can be inserted</p>}
      />
      {children}
    </LexicalExtensionComposer>
  )
}
