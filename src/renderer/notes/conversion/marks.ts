import {
  IS_BOLD,
  IS_CODE,
  IS_HIGHLIGHT,
  IS_ITALIC,
  IS_STRIKETHROUGH,
  IS_SUBSCRIPT,
  IS_SUPERSCRIPT,
  IS_UNDERLINE,
} from 'lexical'
import type { Mark } from '../../../shared/document/document.ts'

const BITS: readonly [Mark, number][] = [
  ['bold', IS_BOLD],
  ['italic', IS_ITALIC],
  ['underline', IS_UNDERLINE],
  ['strike', IS_STRIKETHROUGH],
  ['code', IS_CODE],
  ['subscript', IS_SUBSCRIPT],
  ['superscript', IS_SUPERSCRIPT],
  ['highlight', IS_HIGHLIGHT],
]

/** Marks as the editor's bit set. */
export function formatOfMarks(marks: readonly Mark[] | undefined): number {
  return BITS.reduce((format, [mark, bit]) => (marks?.includes(mark) ? format | bit : format), 0)
}

/** The editor's bit set as marks, in the order of the document tree; undefined when there are none. */
export function marksOfFormat(format: number): Mark[] | undefined {
  const marks = BITS.filter(([, bit]) => (format & bit) !== 0).map(([mark]) => mark)
  return marks.length > 0 ? marks : undefined
}
