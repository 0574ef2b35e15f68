import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './find-bar.module.css'
import type { Find } from './use-find.ts'

function countText({ query, matches, current }: Find): string {
  if (query.trim() === '') return ''
  return matches.length === 0 ? 'No matches' : `${current + 1} of ${matches.length}`
}

/** Find in page: Enter and Shift+Enter step through the matches, Escape closes. */
export function FindBar({ find, onClose }: { find: Find; onClose(): void }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') find.step(!event.shiftKey)
    else if (event.key === 'Escape') onClose()
    else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) input.current?.select()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className={classes.bar} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={classes.input}
        aria-label="Find in this article"
        placeholder="Find in this article"
        value={find.query}
        onChange={event => find.search(event.currentTarget.value)}
      />
      <span className={classes.count} role="status">
        {countText(find)}
      </span>
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        shortcut="Shift Enter"
        disabled={find.matches.length === 0}
        onClick={() => find.step(false)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next match"
        shortcut="Enter"
        disabled={find.matches.length === 0}
        onClick={() => find.step(true)}
      />
      <IconButton icon={X} label="Close find" shortcut="Esc" onClick={onClose} />
    </search>
  )
}
