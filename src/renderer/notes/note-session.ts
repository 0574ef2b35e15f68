import type { EditorState } from 'lexical'
import type { Note } from '../../shared/contract/notes.ts'
import type { NoteDocument } from '../../shared/document/document.ts'
import type { Notebook } from '../../shared/rpc/notebook.ts'
import { type AppFailure, toFailure, unwrap } from '../../shared/rpc/result.ts'
import { $readDocument, type BlockCache } from './conversion/from-lexical.ts'
import { type AutosaveEvent, type AutosaveState, openedAt, stepAutosave } from './note-autosave.ts'

/** Keys of the nodes that changed, with those of all nodes around them; “any” when that is not known. */
export type ChangedNodes = Iterable<string> | 'any'
export type SavingStatus = Pick<AutosaveState, 'savedAt' | 'failure'>
/** Called with a copy of the other version, after a conflict was resolved. */
type OnConflict = (copy: Note) => void

/**
 * One open note between the editor and the library: holds what was written until the commit. It outlives the view, so
 * that closing a tab in the middle of a save loses nothing.
 */
export class NoteSession {
  readonly noteId: Note['id']
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly #notebook: Notebook
  #autosave: AutosaveState
  #status: SavingStatus
  #title: string
  #document: NoteDocument
  /** The editor's state, newer than `#document` until it is read. */
  #written: EditorState | null = null
  readonly #blocks: BlockCache = new Map()
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastSave: Promise<void> = Promise.resolve()
  readonly #listeners = new Set<() => void>()
  /** Where the view stood, for when it is shown again. */
  scrollTop = 0
  onConflict: OnConflict = () => {}

  constructor(notebook: Notebook, note: Note) {
    this.#notebook = notebook
    this.noteId = note.id
    this.createdAt = note.createdAt
    this.#title = note.title
    this.#document = note.document
    this.#autosave = openedAt(note.version, note.updatedAt)
    this.#status = { savedAt: note.updatedAt, failure: null }
  }

  /** What there is to tell about the saving; the same object until that changes, not a new one with every key. */
  readonly getStatus = (): SavingStatus => this.#status
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get title(): string {
    return this.#title
  }
  /** The whole note as it stands, saved or not. Reads the editor's state at most once per change. */
  get document(): NoteDocument {
    if (this.#written) {
      this.#document = this.#written.read(() => $readDocument(this.#blocks))
      this.#written = null
    }
    return this.#document
  }
  get version(): number {
    return this.#autosave.version
  }
  get hasUnsaved(): boolean {
    return this.#autosave.unsaved || this.#autosave.phase === 'saving' || this.#autosave.phase === 'resolving'
  }

  /** Takes over what was written. Cheap: nothing is read from the state before a save, and then only what changed. */
  write(state: EditorState, changed: ChangedNodes): void {
    this.refresh(state, changed)
    this.#send({ type: 'edited', at: Date.now() })
  }
  /** Takes over a state that differs only in what is derived, such as the titles of links; it rides on the next save. */
  refresh(state: EditorState, changed: ChangedNodes): void {
    this.#written = state
    if (changed === 'any') this.#blocks.clear()
    else for (const key of changed) this.#blocks.delete(key)
  }
  rename(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.#send({ type: 'edited', at: Date.now() })
  }
  /** Starts from a version that was written elsewhere; only for a session with nothing unsaved. */
  adopt(note: Note): void {
    this.#title = note.title
    this.#document = note.document
    this.#written = null
    this.#blocks.clear()
    this.#autosave = openedAt(note.version, note.updatedAt)
    this.#tell()
  }
  /** Saves now what is unsaved. Resolves when it is committed, or has failed and says so. */
  async flush(): Promise<void> {
    this.#send({ type: 'flush' })
    let awaited: Promise<void> | undefined
    while (awaited !== this.#lastSave) {
      awaited = this.#lastSave
      await awaited
    }
    if (this.#autosave.unsaved && this.#autosave.phase !== 'failed') await this.flush()
  }

  #send(event: AutosaveEvent): void {
    const [next, command] = stepAutosave(this.#autosave, event)
    this.#autosave = next
    if (command.do !== 'nothing') clearTimeout(this.#timer)
    if (command.do === 'wait') this.#timer = setTimeout(() => this.#send({ type: 'flush' }), command.ms)
    if (command.do === 'save') this.#lastSave = this.#save(command.baseVersion)
    if (command.do === 'resolve-conflict') this.#lastSave = this.#keepOtherVersion()
    this.#tell()
  }

  async #save(baseVersion: number): Promise<void> {
    try {
      const input = { id: this.noteId, baseVersion, title: this.#title, document: this.document }
      const { version, savedAt } = unwrap(await this.#notebook.call('notes.save', input))
      this.#send({ type: 'saved', version, savedAt, at: Date.now() })
    } catch (error) {
      this.#fail(toFailure(error))
    }
  }

  /** Puts the version that someone else saved into a note of its own, then lets ours be saved over it. */
  async #keepOtherVersion(): Promise<void> {
    try {
      const theirs = unwrap(await this.#notebook.call('notes.get', { id: this.noteId }))
      const title = `${theirs.title || 'Untitled'} (conflicting copy)`
      const copy = unwrap(await this.#notebook.call('notes.create', { title, document: theirs.document }))
      this.onConflict(copy)
      this.#send({ type: 'resolved', version: theirs.version })
    } catch (error) {
      this.#fail(toFailure(error))
    }
  }

  #fail(failure: AppFailure): void {
    this.#send({ type: 'refused', failure })
  }
  #tell(): void {
    const { savedAt, failure } = this.#autosave
    if (savedAt === this.#status.savedAt && failure === this.#status.failure) return
    this.#status = { savedAt, failure }
    for (const listener of this.#listeners) listener()
  }
}
