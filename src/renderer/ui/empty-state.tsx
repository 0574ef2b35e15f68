import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

interface EmptyStateProps {
  icon?: LucideIcon
  title: string
  /** One or two sentences that teach the next step. */
  children?: ReactNode
  /** A button or two. */
  action?: ReactNode
}

/** What a pane shows when it holds nothing yet. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {Icon && <Icon aria-hidden className={classes.icon} />}
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
