import type { ReactNode } from 'react'
import classes from './pane-header.module.css'

const number = new Intl.NumberFormat('en')

/** The 40-px head of a pane: its name, how many things it holds, and its buttons at the right. */
export function PaneHeader({ title, count, children }: { title: ReactNode; count?: number; children?: ReactNode }) {
  return (
    <header className={classes.header}>
      <h2 className={classes.title}>{title}</h2>
      {count !== undefined && <span className={classes.count}>{number.format(count)}</span>}
      <div className={classes.actions}>{children}</div>
    </header>
  )
}
