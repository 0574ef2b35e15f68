import type { Color } from '../../shared/contract/ids.ts'
import classes from './pen.module.css'

export const COLOR_NAMES: Record<Color, string> = {
  1: 'yellow',
  2: 'green',
  3: 'blue',
  4: 'pink',
  5: 'violet',
  6: 'orange',
}

/** A small square in a highlight's colour. Purely visual: name the colour in words where it matters. */
export function Pen({ color }: { color: Color }) {
  return (
    <i
      aria-hidden
      className={classes.pen}
      style={{ background: `var(--hl-${color})`, borderColor: `var(--hl-${color}-edge)` }}
    />
  )
}

/** A round dot in the stronger tone of a colour; hollow when there is none. */
export function Dot({ color }: { color: Color | null }) {
  return (
    <i
      aria-hidden
      className={classes.dot}
      style={
        color === null ? { boxShadow: 'inset 0 0 0 1.5px var(--line-2)' } : { background: `var(--hl-${color}-edge)` }
      }
    />
  )
}
