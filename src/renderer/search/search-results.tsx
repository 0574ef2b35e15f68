import { BookOpen, ChevronRight, Filter, Highlighter, type LucideIcon, NotebookText, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SearchHit } from '../../shared/contract/search.ts'
import type { Command } from '../app/commands.ts'
import { IS_MAC, shortcutText } from '../app/shortcuts.ts'
import type { Completion } from './complete-query.ts'
import classes from './search-results.module.css'

/** One line under the search box: something found, something to do, or another way to ask. */
export type Result =
  | { kind: 'hit'; hit: SearchHit }
  | { kind: 'command'; command: Command }
  | { kind: 'suggestion'; text: string }
  | { kind: 'completion'; completion: Completion }
  | { kind: 'help'; example: string; inserts: string; finds: string }

const KINDS: Record<SearchHit['kind'], { heading: string; icon: LucideIcon }> = {
  source: { heading: 'Sources', icon: BookOpen },
  note: { heading: 'Notes', icon: NotebookText },
  annotation: { heading: 'Highlights', icon: Highlighter },
}

function heading(result: Result): string {
  if (result.kind === 'hit') return KINDS[result.hit.kind].heading
  return { command: 'Actions', suggestion: 'Did you mean', completion: 'Narrow the search', help: 'How to search' }[
    result.kind
  ]
}

function resultKey(result: Result): string {
  if (result.kind === 'hit') return `${result.hit.kind}:${result.hit.id}`
  if (result.kind === 'command') return result.command.id
  if (result.kind === 'completion') return `to:${result.completion.text}`
  return result.kind === 'help' ? `help:${result.example}` : 'suggestion'
}

interface ResultsProps {
  listId: string
  results: Result[]
  active: number
  onActive: (index: number) => void
  onTake: (result: Result, beside: boolean) => void
}

/** The lines, under a heading for each kind. The box keeps the focus and names the active line. */
export function SearchResults({ listId, results, active, onActive, onTake }: ResultsProps) {
  const groups = Map.groupBy(
    results.map((result, index) => ({ result, index })),
    ({ result }) => heading(result),
  )
  return (
    <div id={listId} role="listbox" aria-label="Results" className={classes.results}>
      {[...groups].map(([name, lines]) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, not field sets
        <div
          key={name}
          role="group"
          aria-labelledby={`${listId}-${name}`}
          className={name === 'How to search' ? classes.help : undefined}
        >
          <div id={`${listId}-${name}`} className={classes.heading}>
            {name}
          </div>
          {lines.map(({ result, index }) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names its active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys
            <div
              key={resultKey(result)}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={classes.line}
              onMouseMove={() => index !== active && onActive(index)}
              onMouseDown={event => event.preventDefault()}
              onClick={event => onTake(result, event.altKey)}
            >
              {result.kind === 'hit' && <HitLine hit={result.hit} />}
              {result.kind === 'command' && <CommandLine command={result.command} />}
              {result.kind === 'completion' && (
                <>
                  <Filter aria-hidden />
                  <code className={classes.command}>{result.completion.label}</code>
                  <small className={classes.finds}>{result.completion.detail}</small>
                </>
              )}
              {result.kind === 'help' && (
                <>
                  <code className={classes.example}>{result.example}</code>
                  <small className={classes.finds}>{result.finds}</small>
                </>
              )}
              {result.kind === 'suggestion' && (
                <>
                  <Search aria-hidden />
                  <span className={classes.command}>{result.text}</span>
                </>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

function HitLine({ hit }: { hit: SearchHit }): ReactNode {
  const { icon: Icon } = KINDS[hit.kind]
  return (
    <>
      <Icon aria-hidden />
      <div className={classes.hit}>
        <div className={classes.title}>
          <span dir="auto">{hit.title || 'Untitled'}</span>
          {hit.detail && <small>{hit.detail}</small>}
        </div>
        {hit.snippet.length > 0 && (
          <p className={classes.snippet} dir="auto">
            {hit.snippet.map((run, index) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: runs of one text, replaced together
              run.hit ? <mark key={index}>{run.text}</mark> : run.text,
            )}
          </p>
        )}
      </div>
    </>
  )
}

function CommandLine({ command }: { command: Command }) {
  const Icon = command.icon ?? ChevronRight
  const shortcut = command.shortcuts?.[0]
  return (
    <>
      <Icon aria-hidden />
      <span className={classes.command}>{command.title}</span>
      {shortcut && <kbd>{shortcutText(shortcut, IS_MAC)}</kbd>}
    </>
  )
}
