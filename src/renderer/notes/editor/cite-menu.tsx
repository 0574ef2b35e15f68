import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { LexicalTypeaheadMenuPlugin, type MenuTextMatch } from '@lexical/react/LexicalTypeaheadMenuPlugin'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { COMMAND_PRIORITY_HIGH, type TextNode } from 'lexical'
import { BookOpen } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { LinkSuggestion } from '../../../shared/contract/notes.ts'
import { callQuery } from '../../rpc/queries.ts'
import { overlaysElement } from '../../ui/theme.ts'
import { $createCitationNode, CitationNode } from '../nodes/inline-nodes.ts'
import { CaretMenu, CaretMenuOption } from './typeahead-menu.tsx'

const ASK_AFTER_MS = 60
const SHOWN = 10

/** What stands between an `@` at the start of a word and the caret. A mail address is no citation. */
export function citeQuery(textBeforeCaret: string): MenuTextMatch | null {
  const match = /(?:^|[\s([;,])(@([\p{L}\p{N}][\p{L}\p{N} .:’'-]{0,60})?)$/u.exec(textBeforeCaret)
  if (!match?.[1]) return null
  return {
    leadOffset: textBeforeCaret.length - match[1].length,
    matchingString: match[2] ?? '',
    replaceableString: match[1],
  }
}

/** Puts the citation in, or adds the source to the citation that stands right before. */
function $cite(node: TextNode | null, sourceId: string): void {
  const before = node?.getPreviousSibling()
  if (before instanceof CitationNode) {
    before.setValue({ type: 'citation', items: [...before.getValue().items, { sourceId }] })
    node?.remove()
    before.selectNext()
    return
  }
  const citation = $createCitationNode({ type: 'citation', items: [{ sourceId }] })
  node?.replace(citation)
  citation.selectNext()
}

/** `@`: cites a source. A second one right behind a citation joins it. */
export function CiteMenu() {
  const [editor] = useLexicalComposerContext()
  const [query, setQuery] = useState<string | null>(null)
  const [asked] = useDebouncedValue(query, ASK_AFTER_MS)
  const { data } = useQuery({
    ...callQuery('notes.complete', { query: (asked ?? '').trim(), limit: 50 }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  const options = useMemo(
    () =>
      query === null
        ? []
        : (data ?? [])
            .filter(suggestion => suggestion.kind === 'source')
            .slice(0, SHOWN)
            .map(
              source =>
                new CaretMenuOption<LinkSuggestion>(source.id, source, {
                  label: source.title,
                  detail: 'cite',
                  sign: BookOpen,
                }),
            ),
    [data, query],
  )
  const select = useCallback(
    (option: CaretMenuOption<LinkSuggestion>, node: TextNode | null, close: () => void) => {
      editor.update(() => $cite(node, option.item.id))
      close()
    },
    [editor],
  )
  return (
    <LexicalTypeaheadMenuPlugin<CaretMenuOption<LinkSuggestion>>
      triggerFn={citeQuery}
      options={options}
      onQueryChange={setQuery}
      onSelectOption={select}
      commandPriority={COMMAND_PRIORITY_HIGH}
      parent={overlaysElement()}
      menuRenderFn={(anchor, menu) => (
        <CaretMenu
          anchor={anchor}
          options={menu.options}
          selectedIndex={menu.selectedIndex}
          onSelect={menu.selectOptionAndCleanUp}
          onHighlight={menu.setHighlightedIndex}
        />
      )}
    />
  )
}
