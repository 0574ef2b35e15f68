import { useState } from 'react'
import classes from './rail-item.module.css'

interface RailNameProps {
  label: string
  initial?: string
  depth?: number
  onDone: (name: string) => void
  onCancel: () => void
}

/** A field in the rail in which something is named. Enter and leaving the field keep the name, Escape does not. */
export function RailName({ label, initial = '', depth = 0, onDone, onCancel }: RailNameProps) {
  const [name, setName] = useState(initial)
  const finish = () => {
    const wanted = name.trim()
    if (wanted && wanted !== initial) onDone(wanted)
    else onCancel()
  }
  return (
    <li style={{ paddingInlineStart: depth * 16 }}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to type a name
        autoFocus
        aria-label={label}
        className={classes.name}
        value={name}
        maxLength={200}
        onChange={event => setName(event.target.value)}
        onFocus={event => event.target.select()}
        onBlur={finish}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') onCancel()
        }}
      />
    </li>
  )
}
