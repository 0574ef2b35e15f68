import type { Block, Inline, TableCell } from '../../../shared/document/document.ts'

/** What stands in place of parts of a document; `undefined` leaves a part as it is, with its own parts mapped. */
export interface Mapping {
  block?: (block: Block, inside: Inside) => Block[] | undefined
  inline?: (inline: Inline, inside: Inside) => Inline[] | undefined
  /** A whole run of inlines, before each of them. */
  run?: (inlines: readonly Inline[]) => readonly Inline[]
}

export interface Inside {
  depth: number
  footnote: boolean
}

/** A copy of blocks in which parts are replaced. */
export function mapBlocks(
  blocks: readonly Block[],
  mapping: Mapping,
  inside: Inside = { depth: 0, footnote: false },
): Block[] {
  return blocks.flatMap(block => mapping.block?.(block, inside) ?? [withMappedParts(block, mapping, inside)])
}

export function mapInlines(inlines: readonly Inline[], mapping: Mapping, inside: Inside): Inline[] {
  return (mapping.run?.(inlines) ?? inlines).flatMap((inline): Inline[] => {
    const replaced = mapping.inline?.(inline, inside)
    if (replaced !== undefined) return replaced
    if (inline.type === 'link') return [{ ...inline, children: mapInlines(inline.children, mapping, inside) }]
    if (inline.type !== 'footnote') return [inline]
    return [{ ...inline, children: mapBlocks(inline.children, mapping, { depth: inside.depth + 1, footnote: true }) }]
  })
}

function withMappedParts(block: Block, mapping: Mapping, inside: Inside): Block {
  const within = { ...inside, depth: inside.depth + 1 }
  const blocks = (inner: readonly Block[]) => mapBlocks(inner, mapping, within)
  const inlines = (inner: readonly Inline[]) => mapInlines(inner, mapping, inside)
  const caption = (inner: Inline[] | undefined) => (inner === undefined ? {} : { caption: inlines(inner) })
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: inlines(block.children) }
    case 'list':
      return { ...block, items: block.items.map(item => ({ ...item, children: blocks(item.children) })) }
    case 'quote':
    case 'callout':
      return { ...block, children: blocks(block.children) }
    case 'image':
      return { ...block, ...caption(block.caption) }
    case 'table': {
      const cell = (each: TableCell) => ({ ...each, children: blocks(each.children) })
      return { ...block, ...caption(block.caption), rows: block.rows.map(row => row.map(cell)) }
    }
    default:
      return { ...block }
  }
}
