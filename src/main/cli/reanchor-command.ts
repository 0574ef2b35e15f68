import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../shared/rpc/result.ts'
import { reanchorFiles } from '../annotations/reanchor-files.ts'
import { EXIT, printLine } from './output.ts'

const Quotes = z.array(
  z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    exact: z.string(),
    prefix: z.string().default(''),
    suffix: z.string().default(''),
    start: z.number().int().nonnegative().optional(),
    end: z.number().int().nonnegative().optional(),
  }),
)

function readQuotes(file: string): z.output<typeof Quotes> {
  try {
    return Quotes.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new AppError('invalid-input', `${file} is not a JSON array of {id, exact, prefix, suffix, start?, end?}.`, {
      cause: error,
    })
  }
}

/** `commonplace reanchor`: one line for each quotation, with where it stands in the new page. */
export async function reanchorCommand(options: {
  old: string
  new: string
  quotes: string
  json?: boolean
}): Promise<number> {
  const found = reanchorFiles(
    readFileSync(options.old, 'utf8'),
    readFileSync(options.new, 'utf8'),
    readQuotes(options.quotes),
  )
  for (const line of found) {
    printLine(options.json ? line : `${line.id}  ${line.status}${line.uncertain ? ' (uncertain)' : ''}  ${line.text}`)
  }
  return EXIT.ok
}
