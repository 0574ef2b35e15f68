/** What one item must look like, as JSON; `gone` when it was deleted for good. */
export type Model = Map<string, string>
export const GONE = 'gone'

export type ItemName = 'note' | 'source' | 'annotation' | 'report'
export interface NoteState {
  version: number
  title: string
  text: string
  trashed: boolean
}
export interface SourceState {
  state: string
  tags: string[]
  trashed: boolean
}
export interface AnnotationState {
  source: string
  comment: string
  color: number
  trashed: boolean
}
export interface ReportState {
  title: string
  notes: string[]
  trashed: boolean
}
export interface States {
  note: NoteState
  source: SourceState
  annotation: AnnotationState
  report: ReportState
}

export type Changes = Record<string, string>

/** What the child prints: before it asks, after the answer, and when the answer was no. */
export type Line =
  | { kind: 'ready' }
  | { kind: 'begin'; n: number; op: string; changes: Changes }
  | { kind: 'done'; n: number; op: string; changes: Changes }
  | { kind: 'refused'; n: number; op: string; code: string; message: string }

export const keyOf = (kind: ItemName, id: string) => `${kind}:${id}`

/** Numbers that look random and come out the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
