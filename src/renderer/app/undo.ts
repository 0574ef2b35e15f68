import { showToast } from '../ui/toasts.tsx'

interface Undoable {
  message: string
  undo: () => void
}

const MOST_KEPT = 50
const done: Undoable[] = []

/** Tells of a change that can be taken back, by its toast or later by `undoLast`. */
export function announceUndoable(message: string, undo: () => void): void {
  const entry: Undoable = { message, undo: () => take(entry) }
  const take = (each: Undoable) => {
    const at = done.indexOf(each)
    if (at < 0) return
    done.splice(at, 1)
    undo()
  }
  done.push(entry)
  if (done.length > MOST_KEPT) done.shift()
  showToast({ message, undo: entry.undo })
}

export const canUndo = (): boolean => done.length > 0

/** Takes back the last change that can be taken back. */
export function undoLast(): void {
  const last = done.at(-1)
  if (!last) return
  last.undo()
  showToast({ message: `Undone: ${last.message}` })
}
