import type { NoteDocument } from '../document.ts'
import { documentLines } from './lines.ts'

/** The document's words, one block per line, footnotes after the line that calls them; comments to oneself left out. */
export function documentText(document: NoteDocument): string {
  return documentLines(document)
    .filter(line => line.text.trim() !== '')
    .map(line => (line.kind === 'code' ? line.text : line.text.replace(/\s*\n\s*/g, ' ').trim()))
    .join('\n')
}
