import { type NotificationData, Notifications, notifications } from '@mantine/notifications'
import type { AppFailure } from '../../shared/rpc/result.ts'
import classes from './toasts.module.css'

const TOAST_MS = 4_000
const UNDO_MS = 10_000
const FAILURE_MS = 12_000
const MOST_SHOWN = 3

const shown: string[] = []

/** Shows at once, in place of the oldest when there are many: the newest is what one waits for. */
function show(notification: NotificationData): string {
  const id = notifications.show({
    ...notification,
    onClose: () => {
      const at = shown.indexOf(id)
      if (at >= 0) shown.splice(at, 1)
    },
  })
  shown.push(id)
  const oldest = shown.length > MOST_SHOWN ? shown.shift() : undefined
  if (oldest !== undefined) notifications.hide(oldest)
  return id
}

export interface Toast {
  message: string
  /** Takes back what was just done; the toast then stays longer and offers it. */
  undo?: () => void
  /** Another next step, for example “Show”. */
  action?: { label: string; run: () => void }
}

/** The corner of the window in which toasts appear; stands once in the application. */
export function ToastRegion() {
  return (
    <Notifications
      withinPortal={false}
      className={classes.region}
      position="bottom-center"
      limit={MOST_SHOWN + 1}
      containerWidth={480}
      transitionDuration={120}
    />
  )
}

const look = { root: classes.toast, body: classes.body, description: classes.message, closeButton: classes.close }

/** Tells of something done, politely; announced to screen readers. */
export function showToast({ message, undo, action }: Toast): void {
  const step = undo ? { label: 'Undo', run: undo } : action
  const id = show({
    message: (
      <div className={classes.row}>
        <span>{message}</span>
        {step && (
          <button
            type="button"
            className={classes.step}
            onClick={() => {
              notifications.hide(id)
              step.run()
            }}
          >
            {step.label}
          </button>
        )}
      </div>
    ),
    role: 'status',
    autoClose: step ? UNDO_MS : TOAST_MS,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    classNames: look,
  })
}

/** Tells of a failure in the words of its sentence, and stays long enough to be read. */
export function showFailure(failure: AppFailure): void {
  show({
    message: failure.message,
    role: 'alert',
    autoClose: FAILURE_MS,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    classNames: { ...look, root: `${classes.toast} ${classes.failure}` },
  })
}
