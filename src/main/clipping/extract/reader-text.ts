import { canonicalTextOfListed } from '../../../shared/anchoring/linked-tree.ts'
import { parsePiece } from './page-tree.ts'

/** The canonical text of reader HTML: the space in which annotations and search live. */
export function canonicalTextOf(html: string): string {
  return canonicalTextOfListed(parsePiece(html))
}
