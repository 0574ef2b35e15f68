import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { SearchHit } from '../../shared/contract/search.ts'
import { shortcutOf, useCommandList } from '../app/commands.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { callQuery } from '../rpc/queries.ts'
import { countOf, formatCount } from '../ui/counts.ts'
import { findCommands } from './find-commands.ts'
import classes from './search-box.module.css'
import { type Result, SearchResults } from './search-results.tsx'
import { useSearch } from './search-store.ts'
import { wordsToReveal } from './words-to-reveal.ts'

const DEBOUNCE_MS = 60
const MOST_PER_KIND: Record<SearchHit['kind'], number> = { source: 8, note: 6, annotation: 6 }
const KIND_ORDER = ['source', 'note', 'annotation'] as const

/** Opens what was found, at the passage. */
function openHit(hit: SearchHit, query: string, beside: boolean): void {
  const words = wordsToReveal(query)
  const reveal = words.length > 0 ? { words } : undefined
  const { open } = useWorkspace.getState()
  if (hit.kind === 'note') open({ kind: 'note', id: hit.id }, { beside, reveal })
  else if (hit.kind === 'source') open({ kind: 'source', id: hit.id }, { beside, reveal })
  else if (hit.sourceId) open({ kind: 'source', id: hit.sourceId }, { beside, reveal: { annotationId: hit.id } })
}

interface Results {
  results: Result[]
  total: number
  /** How the query was read, where not as written. */
  notices: string[]
  failure?: string
  pending: boolean
}

const NONE: Results = { results: [], total: 0, notices: [], pending: false }

/** What stands under the box for a text: what was found, or with `>` before it the actions. */
function useResults(text: string, open: boolean): Results {
  const commands = useCommandList()
  const asksForCommand = text.startsWith('>')
  const [query] = useDebouncedValue(text.trimStart(), DEBOUNCE_MS)
  const { data, error, isPlaceholderData } = useQuery({
    ...callQuery('search.query', { query, limit: 50 }),
    enabled: open && !asksForCommand && query !== '',
    placeholderData: keepPreviousData,
  })
  if (asksForCommand) {
    const found = findCommands(commands, text.slice(1))
    return { ...NONE, results: found.map(command => ({ kind: 'command', command })), total: found.length }
  }
  if (text.trim() === '') return NONE
  const pending = error === null && (data === undefined || isPlaceholderData || query !== text.trimStart())
  if (!data) return { ...NONE, failure: error?.message, pending }
  const results = KIND_ORDER.flatMap(kind =>
    data.hits.filter(hit => hit.kind === kind).slice(0, MOST_PER_KIND[kind]),
  ).map((hit): Result => ({ kind: 'hit', hit }))
  if (data.didYouMean) results.unshift({ kind: 'suggestion', text: data.didYouMean })
  return { results, total: data.total, notices: data.notices, failure: error?.message, pending }
}

/** The box over everything: finds as one types, and runs actions after `>`. */
export function SearchBox() {
  const { text, focusRequest, setText } = useSearch()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<Element | null>(null)
  const listId = useId()
  const { results, pending, ...found } = useResults(text, open)
  const at = Math.min(active, results.length - 1)

  useEffect(() => {
    if (focusRequest === 0) return
    cameFrom.current = document.activeElement
    input.current?.focus()
    const typed = input.current?.value ?? ''
    if (typed.startsWith('>')) input.current?.setSelectionRange(1, typed.length)
    else input.current?.select()
    setOpen(true)
    setActive(0)
  }, [focusRequest])
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId])

  const leave = () => {
    setOpen(false)
    if (text.startsWith('>')) setText('')
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus()
    else input.current?.blur()
  }
  const take = (result: Result, beside: boolean) => {
    if (result.kind === 'suggestion') return setText(result.text)
    setOpen(false)
    input.current?.blur()
    if (result.kind === 'hit') return openHit(result.hit, text, beside)
    setText('')
    result.command.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const result = results[at]
    if (event.key === 'ArrowDown') setActive(Math.min(results.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && result && !pending) take(result, event.altKey || event.shiftKey)
    else return
    event.preventDefault()
  }
  const shown = open && (results.length > 0 || text.trim() !== '')
  return (
    <search className={classes.search}>
      <div className={classes.box} data-open={open || undefined}>
        <Search aria-hidden />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Search articles, notes and highlights"
          aria-expanded={shown}
          aria-controls={shown ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={shown && results.length > 0 ? `${listId}-${at}` : undefined}
          placeholder="Search articles, notes and highlights"
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setActive(0)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <kbd aria-hidden>{shortcutOf('search.focus') ?? 'Ctrl K'}</kbd>
        ) : (
          <button
            type="button"
            className={classes.clear}
            aria-label="Clear the search"
            onMouseDown={event => event.preventDefault()}
            onClick={() => {
              setText('')
              input.current?.focus()
            }}
          >
            <X aria-hidden />
          </button>
        )}
      </div>
      {shown && (
        <div className={classes.popup}>
          {results.length > 0 && (
            <SearchResults listId={listId} results={results} active={at} onActive={setActive} onTake={take} />
          )}
          <Footer text={text} results={results} pending={pending} {...found} />
        </div>
      )}
    </search>
  )
}

function Footer({ text, results, total, notices, failure, pending }: Results & { text: string }) {
  const count = results.filter(result => result.kind !== 'suggestion').length
  return (
    <div className={classes.foot}>
      <span role="status">{failure ?? [...notices, footerText(text, count, total, pending)].join(' ')}</span>
      {count > 0 && (
        <span aria-hidden className={classes.keys}>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
          {text.startsWith('>') ? (
            <>
              <kbd>Enter</kbd> do it
            </>
          ) : (
            <>
              <kbd>Enter</kbd> open <kbd>Alt Enter</kbd> beside
            </>
          )}
        </span>
      )}
    </div>
  )
}

function footerText(text: string, count: number, total: number, pending: boolean): string {
  if (count === 0 && pending) return 'Searching…'
  if (count === 0 && text.startsWith('>')) return 'There is no such action.'
  if (count === 0) return 'Nothing holds all of these words. Try fewer, or the beginning of one.'
  if (text.startsWith('>')) return countOf(total, 'action')
  return total > count ? `${count} of ${formatCount(total)} shown` : countOf(total, 'result')
}
