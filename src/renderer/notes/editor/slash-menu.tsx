import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { LexicalTypeaheadMenuPlugin, type MenuTextMatch } from '@lexical/react/LexicalTypeaheadMenuPlugin'
import { COMMAND_PRIORITY_HIGH, type TextNode } from 'lexical'
import { useCallback, useMemo, useState } from 'react'
import { overlaysElement } from '../../ui/theme.ts'
import { BLOCK_COMMANDS, type BlockCommand } from './block-commands.ts'
import { CaretMenu, CaretMenuOption } from './typeahead-menu.tsx'

/** What stands between a `/` at the start of a word and the caret. */
export function slashQuery(textBeforeCaret: string): MenuTextMatch | null {
  const match = /(?:^|\s)(\/([\p{L}\p{N} -]{0,24}))$/u.exec(textBeforeCaret)
  if (!match?.[1] || match[2]?.startsWith(' ')) return null
  return {
    leadOffset: textBeforeCaret.length - match[1].length,
    matchingString: match[2] ?? '',
    replaceableString: match[1],
  }
}

/** The commands whose name or further words begin with what was typed; those whose name does come first. */
export function commandsFor(query: string): BlockCommand[] {
  const asked = query.trim().toLowerCase()
  const rank = ({ label, words }: BlockCommand) => {
    if (label.toLowerCase().startsWith(asked)) return 0
    if (
      label
        .toLowerCase()
        .split(/\W+/)
        .some(word => word.startsWith(asked))
    )
      return 1
    return words.split(' ').some(word => word.startsWith(asked)) ? 2 : 3
  }
  return BLOCK_COMMANDS.map((command, at) => ({ command, at, rank: rank(command) }))
    .filter(each => each.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(each => each.command)
}

/** `/`: what a block can become and what can be inserted. */
export function SlashMenu() {
  const [editor] = useLexicalComposerContext()
  const [query, setQuery] = useState<string | null>(null)
  const options = useMemo(
    () =>
      query === null
        ? []
        : commandsFor(query).map(
            command =>
              new CaretMenuOption(command.key, command, {
                label: command.label,
                detail: command.detail,
                sign: command.icon,
              }),
          ),
    [query],
  )
  const select = useCallback(
    (option: CaretMenuOption<BlockCommand>, node: TextNode | null, close: () => void) => {
      const parent = node?.getParent()
      const previous = node?.getPreviousSibling()
      node?.remove()
      if (previous) previous.selectEnd()
      else parent?.selectStart()
      option.item.run(editor)
      close()
    },
    [editor],
  )
  return (
    <LexicalTypeaheadMenuPlugin<CaretMenuOption<BlockCommand>>
      triggerFn={slashQuery}
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
