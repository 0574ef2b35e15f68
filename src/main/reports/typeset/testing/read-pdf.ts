import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  /** Text of each page, in reading order, lines joined by a space. */
  pages: string[]
  outline: { title: string; page: number; children: string[] }[]
  /** Web addresses linked anywhere. */
  urls: string[]
  /** Number of links that lead to a place in the document. */
  internalLinks: number
  pageLabels: string[] | null
  title: string
  language: string | undefined
  tagged: boolean
  /** Roles of all structure elements, in order. */
  roles: string[]
}

interface StructNode {
  role?: string
  children?: StructNode[]
}

/** Reads a PDF back with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const pdf = await task.promise
  const read: ReadPdf = {
    pages: [],
    outline: [],
    urls: [],
    internalLinks: 0,
    pageLabels: await pdf.getPageLabels(),
    title: '',
    language: undefined,
    tagged: false,
    roles: [],
  }
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    read.pages.push(content.items.map(item => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''))
    for (const annotation of await page.getAnnotations()) {
      if (annotation.url) read.urls.push(annotation.url)
      else if (annotation.dest) read.internalLinks++
    }
    const tree = (await page.getStructTree()) as StructNode | null
    if (tree !== null) collectRoles(tree, read.roles)
  }
  for (const item of (await pdf.getOutline()) ?? []) {
    const dest = typeof item.dest === 'string' ? await pdf.getDestination(item.dest) : item.dest
    const page = dest === null ? -1 : (await pdf.getPageIndex(dest[0])) + 1
    read.outline.push({ title: item.title, page, children: item.items.map((child: { title: string }) => child.title) })
  }
  const metadata = await pdf.getMetadata()
  const info = metadata.info as Record<string, unknown>
  read.title = String(info.Title ?? '')
  read.language = typeof info.Language === 'string' ? info.Language : undefined
  const marks = await pdf.getMarkInfo()
  read.tagged = (marks as { Marked?: boolean } | null)?.Marked === true
  await task.destroy()
  return read
}

function collectRoles(node: StructNode, roles: string[]): void {
  if (node.role !== undefined) roles.push(node.role)
  for (const child of node.children ?? []) collectRoles(child, roles)
}

/** Text without what setting adds or removes: white space, soft hyphens, joiners. */
export function bare(text: string): string {
  return text.replace(/[\s\u00ad\u2060\u200b]/g, '')
}
