import type { Database } from 'better-sqlite3'
import type { annotationsContract } from '../../shared/contract/annotations.ts'
import type { NoteId } from '../../shared/contract/ids.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import {
  annotationUses,
  createAnnotation,
  getAnnotation,
  listAllAnnotations,
  listAnnotations,
  updateAnnotation,
} from './annotation-store.ts'

export function annotationHandlers(db: Database): Handlers<typeof annotationsContract> {
  return {
    'annotations.list': ({ sourceId }) => listAnnotations(db, sourceId),
    'annotations.listAll': input => listAllAnnotations(db, input),
    'annotations.get': ({ id }) => getAnnotation(db, id),
    'annotations.create': input => createAnnotation(db, input),
    'annotations.update': input => updateAnnotation(db, input),
    'annotations.uses': ({ id }) => annotationUses(db, id).map(use => ({ ...use, noteId: use.noteId as NoteId })),
  }
}
