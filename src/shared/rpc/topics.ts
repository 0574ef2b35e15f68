/** What can change; a method declares which of these it changes, and the renderer refetches what depends on them. */
export const TOPICS = [
  'settings',
  'library',
  'clipping',
  'annotations',
  'notes',
  'search',
  'reports',
  'jobs',
  'backup',
] as const
export type Topic = (typeof TOPICS)[number]

/** Sent to every window after the commit. */
export interface ChangeEvent {
  topics: Topic[]
}
