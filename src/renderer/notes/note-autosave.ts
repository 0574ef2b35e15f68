import type { AppFailure } from '../../shared/rpc/result.ts'

/** Quiet time after the last key before a save. */
const QUIET_MS = 500
/** While keys keep coming, a save starts at the latest this long after the first of them. */
const LONGEST_WAIT_MS = 1_000

export interface AutosaveState {
  phase: 'idle' | 'waiting' | 'saving' | 'resolving' | 'failed'
  /** The version that the next save starts from. */
  version: number
  /** Changes since the last save was started. */
  unsaved: boolean
  /** When the first of them was made, and when the last. */
  firstEditAt: number
  lastEditAt: number
  /** When the last save was committed. */
  savedAt: number
  /** Why the last save failed. */
  failure: AppFailure | null
}

export type AutosaveEvent =
  | { type: 'edited'; at: number }
  /** Save now: the waiting time is over, or focus, tab or page is being left, or "Try again" was pressed. */
  | { type: 'flush' }
  | { type: 'saved'; version: number; savedAt: number; at: number }
  | { type: 'refused'; failure: AppFailure }
  /** The other version of a conflict is safe in a note of its own; the next save starts from its version. */
  | { type: 'resolved'; version: number }

/** What has to be done after an event. `wait`: send `flush` after so many milliseconds, in place of any earlier wait. */
export type AutosaveCommand =
  | { do: 'nothing' }
  | { do: 'wait'; ms: number }
  | { do: 'save'; baseVersion: number }
  | { do: 'resolve-conflict' }

export type AutosaveStep = readonly [AutosaveState, AutosaveCommand]

const NOTHING: AutosaveCommand = { do: 'nothing' }

/** The state of a note just opened, at the version it was loaded with and the time of its last save. */
export function openedAt(version: number, savedAt: number): AutosaveState {
  return { phase: 'idle', version, unsaved: false, firstEditAt: 0, lastEditAt: 0, savedAt, failure: null }
}

/**
 * The next state and what to do. One save runs at a time; what is typed meanwhile is saved after it. After a failure
 * nothing is forgotten: the next key or `flush` tries again.
 */
export function stepAutosave(state: AutosaveState, event: AutosaveEvent): AutosaveStep {
  switch (event.type) {
    case 'edited':
      return afterEdit(state, event.at)
    case 'flush':
      return canStart(state) ? startSave(state) : [state, NOTHING]
    case 'saved': {
      const saved = { ...state, version: event.version, savedAt: event.savedAt, failure: null }
      return saved.unsaved
        ? afterEdit({ ...saved, phase: 'waiting' }, null, event.at)
        : [{ ...saved, phase: 'idle' }, NOTHING]
    }
    case 'refused':
      return event.failure.code === 'conflict' && state.phase === 'saving'
        ? [{ ...state, phase: 'resolving', unsaved: true }, { do: 'resolve-conflict' }]
        : [{ ...state, phase: 'failed', unsaved: true, failure: event.failure }, NOTHING]
    case 'resolved':
      return startSave({ ...state, version: event.version })
  }
}

function canStart(state: AutosaveState): boolean {
  return state.unsaved && state.phase !== 'saving' && state.phase !== 'resolving'
}

function startSave(state: AutosaveState): AutosaveStep {
  return [
    { ...state, phase: 'saving', unsaved: false },
    { do: 'save', baseVersion: state.version },
  ]
}

/** Notes an edit (or, with `editedAt` null, edits made during a save) and says how long to wait. */
function afterEdit(state: AutosaveState, editedAt: number | null, now = editedAt ?? 0): AutosaveStep {
  const next =
    editedAt === null
      ? state
      : { ...state, unsaved: true, firstEditAt: state.unsaved ? state.firstEditAt : editedAt, lastEditAt: editedAt }
  if (next.phase === 'saving' || next.phase === 'resolving') return [next, NOTHING]
  const due = Math.min(next.lastEditAt + QUIET_MS, next.firstEditAt + LONGEST_WAIT_MS)
  return [
    { ...next, phase: next.phase === 'failed' ? 'failed' : 'waiting' },
    { do: 'wait', ms: Math.max(0, due - now) },
  ]
}
