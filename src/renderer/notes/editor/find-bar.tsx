import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import classes from './find-bar.module.css'
import { $findMatches, type Match, rangeOfMatch, replaceMatches } from './find-in-note.ts'

const SEARCH_DELAY_MS = 80

/** Paints matches with the highlight interface of the browser: the note's own DOM stays as it is. */
function paint(ranges: Range[], current: Range | null): void {
  CSS.highlights.set('note-found', new Highlight(...ranges))
  CSS.highlights.set('note-found-current', current ? new Highlight(current) : new Highlight())
}

function unpaint(): void {
  CSS.highlights.delete('note-found')
  CSS.highlights.delete('note-found-current')
}

/** Finds and replaces words in the note. */
export function FindBar({ onClose }: { onClose(): void }) {
  const [editor] = useLexicalComposerContext()
  const [words, setWords] = useState('')
  const [replacement, setReplacement] = useState('')
  const [matches, setMatches] = useState<Match[]>([])
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const countId = useId()

  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    const search = () => {
      const found = editor.getEditorState().read(() => $findMatches(words))
      setMatches(found)
      setAt(current => Math.min(current, Math.max(0, found.length - 1)))
    }
    let timer = setTimeout(search, SEARCH_DELAY_MS)
    const stop = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size + dirtyLeaves.size === 0) return
      clearTimeout(timer)
      timer = setTimeout(search, SEARCH_DELAY_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [editor, words])
  useEffect(() => {
    const ranges = matches.map(match => rangeOfMatch(editor, match))
    paint(
      ranges.filter(range => range !== null),
      ranges[at] ?? null,
    )
    ranges[at]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
    return unpaint
  }, [editor, matches, at])

  const step = useCallback(
    (by: number) => setAt(current => (matches.length === 0 ? 0 : (current + by + matches.length) % matches.length)),
    [matches],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && event.target === field.current) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const current = matches[at]
  const replace = (which: readonly Match[]) => {
    replaceMatches(editor, which, replacement)
    // The button may be gone grey, and the focus with it.
    field.current?.focus()
  }
  return (
    <search className={classes.bar} onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="text"
        aria-label="Find in this note"
        aria-describedby={countId}
        placeholder="Find"
        value={words}
        onChange={event => {
          setWords(event.currentTarget.value)
          setAt(0)
        }}
      />
      <span id={countId} className={classes.count} role="status">
        {words === '' ? '' : matches.length === 0 ? 'Nothing found' : `${at + 1} of ${matches.length}`}
      </span>
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        shortcut="Shift Enter"
        disabled={!current}
        onClick={() => step(-1)}
      />
      <IconButton icon={ChevronDown} label="Next match" shortcut="Enter" disabled={!current} onClick={() => step(1)} />
      <input
        type="text"
        aria-label="Replace with"
        placeholder="Replace with"
        value={replacement}
        onChange={event => setReplacement(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && current?.replaceable) replaceMatches(editor, [current], replacement)
        }}
      />
      <button type="button" disabled={!current?.replaceable} onClick={() => current && replace([current])}>
        Replace
      </button>
      <button type="button" disabled={!current} onClick={() => replace(matches)}>
        All
      </button>
      <IconButton icon={X} label="Close" shortcut="Esc" onClick={onClose} />
    </search>
  )
}
