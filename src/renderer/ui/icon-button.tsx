import { Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import classes from './icon-button.module.css'

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  icon: LucideIcon
  /** What the button does; its name for everyone, and its tooltip. */
  label: string
  /** Shown in the tooltip, for example `Ctrl K`. */
  shortcut?: string
  /** For buttons that switch something on and off. */
  pressed?: boolean
}

/** A 28-px button that shows an icon and tells its name in a tooltip. */
export function IconButton({ icon: Icon, label, shortcut, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip
      label={
        <>
          {label}
          {shortcut && <kbd>{shortcut}</kbd>}
        </>
      }
    >
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={className ? `${classes.button} ${className}` : classes.button}
        {...rest}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  )
}
