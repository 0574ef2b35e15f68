import { Tooltip } from '@mantine/core'
import type { Color } from '../../shared/contract/ids.ts'
import { COLOR_NAMES } from '../ui/pen.tsx'
import classes from './color-swatches.module.css'

const COLORS: readonly Color[] = [1, 2, 3, 4, 5, 6]

interface ColorSwatchesProps {
  value: Color | null
  onChoose(color: Color): void
  /** What choosing does, for the buttons’ names: `Highlight` gives “Highlight in yellow”. */
  verb: string
  colors?: readonly Color[]
  size?: 'small' | 'normal'
}

/** A round button for each highlight colour; the chosen one is ringed. */
export function ColorSwatches({ value, onChoose, verb, colors = COLORS, size = 'normal' }: ColorSwatchesProps) {
  return (
    <span className={classes.swatches} data-size={size}>
      {colors.map(color => (
        <Tooltip
          key={color}
          label={
            <>
              {capitalised(COLOR_NAMES[color])}
              <kbd>{color}</kbd>
            </>
          }
        >
          <button
            type="button"
            className={classes.swatch}
            aria-label={`${verb} in ${COLOR_NAMES[color]}`}
            aria-pressed={value === color}
            onClick={() => onChoose(color)}
          >
            <i style={{ background: `var(--hl-${color})`, borderColor: `var(--hl-${color}-edge)` }} />
          </button>
        </Tooltip>
      ))}
    </span>
  )
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
