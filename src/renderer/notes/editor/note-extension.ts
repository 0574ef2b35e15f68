import { CodePrismExtension, PrismTokenizer } from '@lexical/code-prism'
import { ClickAfterLastBlockExtension, HorizontalRuleExtension } from '@lexical/extension'
import { HistoryExtension } from '@lexical/history'
import {
  AutoLinkExtension,
  AutoLinkNode,
  autoLinkEmailMatcher,
  autoLinkUrlMatcher,
  LinkExtension,
  LinkNode,
} from '@lexical/link'
import { $isListNode, CheckListExtension, ListExtension, ListNode } from '@lexical/list'
import { RichTextExtension } from '@lexical/rich-text'
import { TableExtension } from '@lexical/table'
import { $getNodeByKey, configExtension, defineExtension, type LexicalEditor, mergeRegister, TextNode } from 'lexical'
import { isSafeHref, safeHref } from '../conversion/safe-href.ts'
import { NOTE_NODES } from '../nodes/note-nodes.ts'
import { NOTE_THEME } from './note-theme.ts'

const UNDO_STEPS = 200
/** A code block without a language stays without one. */
const TOKENIZER = { ...PrismTokenizer, defaultLanguage: null }

/** No style, and no link to anything but http, https and mailto, stays in a note, whichever way it came. */
function registerCleaning(editor: LexicalEditor): () => void {
  const $unlink = (link: LinkNode) => {
    if (isSafeHref(link.getURL())) return
    const href = safeHref(link.getURL())
    if (href !== null) {
      link.setURL(href)
      return
    }
    for (const child of link.getChildren()) link.insertBefore(child)
    link.remove()
  }
  // Pasted styles could name an image on the web.
  const $unstyle = (text: TextNode) => {
    if (text.getStyle() !== '') text.setStyle('')
  }
  const stops = [
    editor.registerNodeTransform(TextNode, $unstyle),
    editor.registerNodeTransform(LinkNode, $unlink),
    editor.registerNodeTransform(AutoLinkNode, $unlink),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The items of a check list are checkboxes; what holds them is then a group, for a list holds list items only. */
function registerCheckListRole(editor: LexicalEditor): () => void {
  return editor.registerMutationListener(ListNode, mutations => {
    for (const key of mutations.keys()) {
      const element = editor.getElementByKey(key)
      const isCheckList = editor.getEditorState().read(() => {
        const list = $getNodeByKey(key)
        return $isListNode(list) && list.getListType() === 'check'
      })
      if (isCheckList) element?.setAttribute('role', 'group')
      else element?.removeAttribute('role')
    }
  })
}

/** What makes the editor of a note: its nodes and how they behave. Views and user interface come on top. */
export const NoteExtension = defineExtension({
  name: 'commonplace/note',
  namespace: 'commonplace-note',
  nodes: NOTE_NODES,
  theme: NOTE_THEME,
  dependencies: [
    RichTextExtension,
    configExtension(HistoryExtension, { maxDepth: UNDO_STEPS }),
    configExtension(ListExtension, { shouldPreserveNumbering: true }),
    CheckListExtension,
    configExtension(TableExtension, { hasCellBackgroundColor: false }),
    configExtension(LinkExtension, { validateUrl: url => safeHref(url) !== null }),
    configExtension(AutoLinkExtension, { matchers: [autoLinkUrlMatcher, autoLinkEmailMatcher] }),
    HorizontalRuleExtension,
    configExtension(CodePrismExtension, { tokenizer: TOKENIZER }),
    ClickAfterLastBlockExtension,
  ],
  register: editor => mergeRegister(registerCleaning(editor), registerCheckListRole(editor)),
})
