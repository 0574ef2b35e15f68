import type { Color } from '../../shared/contract/ids.ts'
import type { StepUnit } from './text-steps.ts'

export type ReaderCommand =
  | { kind: 'highlight'; color: Color }
  | {
      kind:
        | 'comment'
        | 'tag'
        | 'quote'
        | 'copy'
        | 'delete'
        | 'undo'
        | 'redo'
        | 'find'
        | 'escape'
        | 'activate'
        | 'original'
    }
  | { kind: 'block'; forward: boolean }
  | { kind: 'extend'; unit: StepUnit; forward: boolean }
  | { kind: 'mark'; forward: boolean }

/** What is read of a keyboard event. */
export interface KeyStroke {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const PLAIN: Record<string, ReaderCommand> = {
  h: { kind: 'highlight', color: 1 },
  c: { kind: 'comment' },
  t: { kind: 'tag' },
  q: { kind: 'quote' },
  j: { kind: 'block', forward: true },
  k: { kind: 'block', forward: false },
  n: { kind: 'mark', forward: true },
  p: { kind: 'mark', forward: false },
  o: { kind: 'original' },
  Delete: { kind: 'delete' },
  Backspace: { kind: 'delete' },
  Escape: { kind: 'escape' },
  Enter: { kind: 'activate' },
}

const EXTEND: Record<string, ReaderCommand> = {
  ArrowRight: { kind: 'extend', unit: 'word', forward: true },
  ArrowLeft: { kind: 'extend', unit: 'word', forward: false },
  ArrowDown: { kind: 'extend', unit: 'sentence', forward: true },
  ArrowUp: { kind: 'extend', unit: 'sentence', forward: false },
}

/** The reader's command for a key, or null. `onBlock` says whether the block caret is out: only then do the arrows move it. */
export function readerCommand(stroke: KeyStroke, onBlock: boolean): ReaderCommand | null {
  if (stroke.altKey) return null
  if (stroke.ctrlKey || stroke.metaKey) return controlCommand(stroke)
  if (stroke.shiftKey) return (onBlock && EXTEND[stroke.key]) || null
  if (onBlock && stroke.key === 'ArrowDown') return { kind: 'block', forward: true }
  if (onBlock && stroke.key === 'ArrowUp') return { kind: 'block', forward: false }
  if (/^[1-6]$/.test(stroke.key)) return { kind: 'highlight', color: Number(stroke.key) as Color }
  return PLAIN[stroke.key] ?? null
}

function controlCommand(stroke: KeyStroke): ReaderCommand | null {
  const key = stroke.key.toLowerCase()
  if (key === 'z') return { kind: stroke.shiftKey ? 'redo' : 'undo' }
  if (key === 'y' && !stroke.shiftKey) return { kind: 'redo' }
  if (key === 'f' && !stroke.shiftKey) return { kind: 'find' }
  if (key === 'c' && stroke.shiftKey) return { kind: 'copy' }
  return null
}
