import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleHelp, Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { SearchHit } from '../../shared/contract/search.ts'
import { shortcutOf, useCommandList } from '../app/commands.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { callQuery } from '../rpc/queries.ts'
import { countOf, formatCount } from '../ui/counts.ts'
import { QUERY_HELP } from './complete-query.ts'
import { FacetRow } from './facet-row.tsx'
import { findCommands } from './find-commands.ts'
import classes from './search-box.module.css'
import { type Result, SearchResults } from './search-results.tsx'
import { useSearch } from './search-store.ts'
import { useCompletions } from './use-completions.ts'
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

const HELP: Result[] = QUERY_HELP.map(line => ({ kind: 'help', ...line }))

const NONE: Results = { results: [], total: 0, notices: [], pending: false }

/** What stands under the box for a text: what was found, or with `>` before it the actions. */
function useResults(text: string, open: boolean): Results {
  const commands = useCommandList()
  const asksForCommand = text.startsWith('>')
  const [query] = useDebouncedValue(text.trimStart(), DEBOUNCE_MS)
  const { data, error, isPlaceholderData } = useQuery({
    ...callQuery('search.query', { query, limit: 30 }),
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

/** What was found, with the ways in which the text may go on: values of the field being typed first, fields last. */
function useLines(text: string, open: boolean, helping: boolean): Results {
  const found = useResults(text, open && !helping)
  const lines = useCompletions(text, open).map((completion): Result => ({ kind: 'completion', completion }))
  if (helping || text === '') return { ...NONE, results: HELP }
  const values = lines.some(line => line.kind === 'completion' && line.completion.kind === 'value')
  return { ...found, results: values ? [...lines, ...found.results] : [...found.results, ...lines] }
}

function useScrollToLine(lineId: string): void {
  useEffect(() => {
    document.getElementById(lineId)?.scrollIntoView({ block: 'nearest' })
  }, [lineId])
}

/** What stands in the box is replaced by typing; the sign before an action stays. */
function focusForTyping(input: HTMLInputElement): void {
  input.focus()
  if (input.value.startsWith('>')) input.setSelectionRange(1, input.value.length)
  else input.select()
}

/** The box over everything: finds as one types, and runs actions after `>`. */
export function SearchBox() {
  const { text, focusRequest, setText } = useSearch()
  const [open, setOpen] = useState(false)
  const [helping, setHelping] = useState(false)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<Element | null>(null)
  const listId = useId()
  const { results, pending, ...found } = useLines(text, open, helping)
  const at = Math.min(active, results.length - 1)

  useEffect(() => {
    if (focusRequest === 0 || !input.current) return
    cameFrom.current = document.activeElement
    focusForTyping(input.current)
    setOpen(true)
    setActive(0)
  }, [focusRequest])
  useScrollToLine(`${listId}-${at}`)

  const close = () => {
    setOpen(false)
    setHelping(false)
  }
  const leave = () => {
    close()
    if (text.startsWith('>')) setText('')
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus()
    else input.current?.blur()
  }
  const change = (next: string) => {
    setText(next)
    setHelping(false)
    setActive(0)
    setOpen(true)
    input.current?.focus()
  }
  const toggleHelp = () => {
    setHelping(!helping)
    setActive(0)
    setOpen(true)
    input.current?.focus()
  }
  const take = (result: Result, beside: boolean) => {
    if (result.kind === 'suggestion') return change(result.text)
    if (result.kind === 'completion') return change(result.completion.text)
    if (result.kind === 'help') return change(`${text}${/\S$/.test(text) ? ' ' : ''}${result.inserts}`)
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
    else if (event.key === 'Tab' && !event.shiftKey && result?.kind === 'completion') take(result, false)
    else if (event.key === 'Enter' && result && (!pending || result.kind === 'completion'))
      take(result, event.altKey || event.shiftKey)
    else return
    event.preventDefault()
  }
  const shown = open && (results.length > 0 || text.trim() !== '')
  const searching = !helping && text.trim() !== '' && !text.startsWith('>')
  return (
    <search className={classes.search} onBlur={event => !event.currentTarget.contains(event.relatedTarget) && close()}>
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
          onChange={event => change(event.target.value)}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        <BoxButtons text={text} helping={helping} onClear={() => change('')} onHelp={toggleHelp} />
      </div>
      {shown && (
        <div className={classes.popup}>
          {searching && <FacetRow text={text} onChange={change} onLeave={leave} />}
          {results.length > 0 && (
            <SearchResults listId={listId} results={results} active={at} onActive={setActive} onTake={take} />
          )}
          <Footer text={text} results={results} pending={pending} {...found} />
        </div>
      )}
    </search>
  )
}

interface BoxButtonsProps {
  text: string
  helping: boolean
  onClear: () => void
  onHelp: () => void
}

function BoxButtons({ text, helping, onClear, onHelp }: BoxButtonsProps) {
  return (
    <>
      {text === '' ? (
        <kbd aria-hidden>{shortcutOf('search.focus') ?? 'Ctrl K'}</kbd>
      ) : (
        <button
          type="button"
          className={classes.clear}
          aria-label="Clear the search"
          onMouseDown={event => event.preventDefault()}
          onClick={onClear}
        >
          <X aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={classes.clear}
        aria-label="How to search"
        aria-pressed={helping}
        title="How to search"
        onMouseDown={event => event.preventDefault()}
        onClick={onHelp}
      >
        <CircleHelp aria-hidden />
      </button>
    </>
  )
}

function Footer({ text, results, total, notices, failure, pending }: Results & { text: string }) {
  if (results[0]?.kind === 'help') {
    return (
      <div className={classes.foot}>
        <span role="status">
          Words are found in titles, texts, notes and highlights, whatever their case or accents.
        </span>
      </div>
    )
  }
  const count = results.filter(result => result.kind === 'hit' || result.kind === 'command').length
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
