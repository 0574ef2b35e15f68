import { z } from 'zod'
import { canonicalTextOfListed } from '../../shared/anchoring/linked-tree.ts'
import { locateQuotes, type Quote } from '../../shared/anchoring/locate-quotes.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { findElement, parsePage } from '../clipping/extract/page-tree.ts'

/** What `commonplace reanchor` prints for each quotation. */
export interface ReanchorLine {
  id: string
  status: 'exact' | 'fuzzy' | 'orphan'
  uncertain: boolean
  start: number
  end: number
  text: string
}

const QuoteFile = z.array(
  z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    exact: z.string(),
    prefix: z.string().default(''),
    suffix: z.string().default(''),
    start: z.number().int().nonnegative().optional(),
    end: z.number().int().nonnegative().optional(),
  }),
)

/** Reads the JSON of a file of quotations; throws `invalid-input` with a sentence if it is none. */
export function parseQuoteFile(json: string): Quote[] {
  try {
    return QuoteFile.parse(JSON.parse(json))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'It is not JSON.'
    throw new AppError(
      'invalid-input',
      `The file of quotations could not be read: it must be a JSON array of {id, exact, prefix, suffix}. ${reason}`,
      { cause: error },
    )
  }
}

/** The canonical text (`canonical-text.ts`) of the whole body of a page, as a browser would build it before any script ran. */
export function pageText(html: string): string {
  const page = parsePage(html)
  return canonicalTextOfListed(findElement(page, element => element.tagName === 'body') ?? page)
}

/**
 * Finds the quotations of one page on another. Both texts are the canonical texts of the whole bodies, not of the extracted articles;
 * `start` and `end` of the quotations count in the text of the old page, those of the results in that of the new one. Results are in the
 * order of the quotations; an orphan has an empty text.
 */
export function reanchorFiles(oldHtml: string, newHtml: string, quotes: readonly Quote[]): ReanchorLine[] {
  return locateQuotes(quotes, pageText(newHtml), pageText(oldHtml)).map(
    ({ id, status, uncertain, start, end, text }) => ({ id, status, uncertain, start, end, text }),
  )
}
