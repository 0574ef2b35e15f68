import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { LexicalTypeaheadMenuPlugin, type MenuTextMatch } from '@lexical/react/LexicalTypeaheadMenuPlugin'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  $createTextNode,
  $getNodeByKey,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND,
  type TextNode,
} from 'lexical'
import { BookOpen, FileText, Plus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { LinkSuggestion } from '../../../shared/contract/notes.ts'
import { callQuery, useAction } from '../../rpc/queries.ts'
import { overlaysElement } from '../../ui/theme.ts'
import { $createQuotationNode } from '../nodes/block-nodes.ts'
import { $createReferenceNode, $isReferenceNode } from '../nodes/reference-node.ts'
import { $insertBlock } from './insert-block.ts'
import { CaretMenu, CaretMenuOption } from './typeahead-menu.tsx'

const SHOWN = 10
const ASK_AFTER_MS = 60
const MAX_QUERY_CHARS = 80

type LinkItem = { kind: 'target'; target: LinkSuggestion } | { kind: 'create'; title: string }
type LinkOption = CaretMenuOption<LinkItem>

/** What stands between `[[` and the caret. */
export function linkQuery(textBeforeCaret: string): MenuTextMatch | null {
  const at = textBeforeCaret.lastIndexOf('[[')
  if (at < 0) return null
  const matchingString = textBeforeCaret.slice(at + 2)
  if (matchingString.length > MAX_QUERY_CHARS || /[[\]\n]/.test(matchingString)) return null
  return { leadOffset: at, matchingString, replaceableString: textBeforeCaret.slice(at) }
}

const KIND_NAMES = { note: 'note', source: 'source', annotation: 'highlight' } as const

function optionOf(target: LinkSuggestion): LinkOption {
  const sign = target.kind === 'annotation' ? ((target.color ?? 1) as 1) : target.kind === 'note' ? FileText : BookOpen
  const label = target.kind === 'annotation' ? `“${target.title}”` : target.title || 'Untitled'
  return new CaretMenuOption(
    `${target.kind} ${target.id}`,
    { kind: 'target', target },
    { label, detail: KIND_NAMES[target.kind], sign },
  )
}

function optionsFor(suggestions: readonly LinkSuggestion[], query: string): LinkOption[] {
  const options = suggestions.slice(0, SHOWN).map(optionOf)
  const title = query.trim()
  const exists = suggestions.some(each => each.kind === 'note' && each.title.toLowerCase() === title.toLowerCase())
  if (title === '' || exists) return options
  const create = { label: `Create “${title}”`, detail: 'new note', sign: Plus }
  return [...options, new CaretMenuOption<LinkItem>('create', { kind: 'create', title }, create)]
}

function $replaceQuery(node: TextNode | null, target: LinkSuggestion, asQuotation: boolean): void {
  if (asQuotation && target.sourceId) {
    const paragraph = node?.getParent()
    node?.remove()
    paragraph?.selectEnd()
    $insertBlock(
      $createQuotationNode({
        type: 'quotation',
        annotationId: target.id,
        sourceId: target.sourceId,
        text: target.title,
      }),
    )
    return
  }
  const { kind, id, title } = target
  const reference = $createReferenceNode({ type: 'reference', target: { kind, id }, text: title || 'Untitled' })
  if (!node) return
  node.replace(reference)
  reference.selectNext(0, 0)
}

/** What the menu offers for what was typed after `[[`; the note itself is left out. */
function useLinkOptions(query: string | null, noteId: string): LinkOption[] {
  const [asked] = useDebouncedValue(query, ASK_AFTER_MS)
  const { data } = useQuery({
    ...callQuery('notes.complete', { query: (asked ?? '').trim(), limit: SHOWN + 1 }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  return useMemo(
    () =>
      query === null
        ? []
        : optionsFor(
            (data ?? []).filter(each => each.id !== noteId),
            query,
          ),
    [data, query, noteId],
  )
}

/** `[[`: links to notes, sources and highlights; makes the note that does not exist yet. */
export function LinkMenu({ noteId }: { noteId: string }) {
  const [editor] = useLexicalComposerContext()
  const [query, setQuery] = useState<string | null>(null)
  const options = useLinkOptions(query, noteId)
  const createNote = useAction('notes.create')
  const asQuotation = useRef(false)
  /** The option that Enter would take, while the menu is open. */
  const highlighted = useRef<{ option: LinkOption; select(option: LinkOption): void } | null>(null)
  useEffect(
    () =>
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        event => {
          const choice = highlighted.current
          if (!event?.shiftKey || !choice || !isHighlight(choice.option)) return false
          event.preventDefault()
          asQuotation.current = true
          choice.select(choice.option)
          return true
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    [editor],
  )

  const select = useCallback(
    async (option: LinkOption, node: TextNode | null, close: () => void) => {
      const quotes = asQuotation.current
      asQuotation.current = false
      const { item } = option
      if (item.kind === 'target') {
        $replaceQuery(node, item.target, quotes && item.target.kind === 'annotation')
        close()
        return
      }
      const pending = $createReferenceNode({ type: 'reference', target: { kind: 'note', id: '-' }, text: item.title })
      node?.replace(pending)
      pending.selectNext(0, 0)
      close()
      const created = await createNote({ title: item.title })
      editor.update(() => {
        const reference = $getNodeByKey(pending.getKey())
        if (!$isReferenceNode(reference)) return
        if (created.ok) reference.setLink({ target: { kind: 'note', id: created.value.id } })
        else reference.replace($createTextNode(`[[${item.title}`))
      })
    },
    [createNote, editor],
  )

  return (
    <LexicalTypeaheadMenuPlugin<LinkOption>
      triggerFn={linkQuery}
      options={options}
      onQueryChange={setQuery}
      onSelectOption={(option, node, close) => void select(option, node, close)}
      commandPriority={COMMAND_PRIORITY_HIGH}
      parent={overlaysElement()}
      onClose={() => {
        highlighted.current = null
      }}
      menuRenderFn={(anchor, menu) => {
        const option = menu.options[menu.selectedIndex ?? 0]
        highlighted.current = option ? { option, select: menu.selectOptionAndCleanUp } : null
        return (
          <CaretMenu
            anchor={anchor}
            options={menu.options}
            selectedIndex={menu.selectedIndex}
            onSelect={menu.selectOptionAndCleanUp}
            onHighlight={menu.setHighlightedIndex}
            hint={isHighlight(option) ? 'Enter links · Shift Enter quotes' : undefined}
          />
        )
      }}
    />
  )
}

function isHighlight(option: LinkOption | undefined): boolean {
  return option?.item.kind === 'target' && option.item.target.kind === 'annotation'
}
