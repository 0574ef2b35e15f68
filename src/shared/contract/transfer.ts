import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { NoteId, SourceId } from './ids.ts'

export const transferContract = {
  'transfer.addSample': method(
    'Puts a few articles with highlights, notes and a report into the library, to try things on.',
    {
      input: z.object({}),
      output: z.object({ sourceId: SourceId, noteId: NoteId }),
      changes: ['library', 'clipping', 'annotations', 'notes', 'reports', 'search'],
    },
  ),
}
