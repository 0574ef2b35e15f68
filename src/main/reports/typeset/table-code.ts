import type { TableBlock, TableCell } from '../../../shared/document/document.ts'
import type { Composition, Place } from './composition.ts'
import { inlineCode } from './inline-code.ts'

interface PlacedCell {
  cell: TableCell
  x: number
  y: number
  colspan: number
  rowspan: number
}

/**
 * Cells laid on a grid: every cell takes the next free place of its row, spans are cut where they would leave the
 * table, cross the header's end or cover another cell (the order of HTML's table model, without its overlaps).
 */
export function placeCells(rows: readonly (readonly TableCell[])[]): {
  cells: PlacedCell[]
  columns: number
  headerRows: number
} {
  const wanted = rows.map(row => row.reduce((sum, cell) => sum + Math.min(cell.colspan ?? 1, MAX_COLUMNS), 0))
  const columns = Math.min(MAX_COLUMNS, Math.max(1, ...wanted))
  const leading = rows.findIndex(row => row.length === 0 || !row.every(cell => cell.header === true))
  const headerRows = leading === -1 ? 0 : leading
  const taken = rows.map(() => new Array<boolean>(columns).fill(false))
  const cells: PlacedCell[] = []
  rows.forEach((row, y) => {
    const lastRow = y < headerRows ? headerRows : rows.length
    let x = 0
    for (const cell of row) {
      while (taken[y]?.[x]) x++
      if (x >= columns) break
      const colspan = freeWidth(taken[y] ?? [], x, cell.colspan ?? 1)
      const rowspan = Math.max(1, Math.min(cell.rowspan ?? 1, lastRow - y))
      cells.push({ cell, x, y, colspan, rowspan })
      for (let dy = 0; dy < rowspan; dy++) taken[y + dy]?.fill(true, x, x + colspan)
    }
  })
  return { cells, columns, headerRows }
}

const MAX_COLUMNS = 60

function freeWidth(row: readonly boolean[], x: number, wanted: number): number {
  let width = 1
  while (width < wanted && x + width < row.length && !row[x + width]) width++
  return width
}

/** A table with its header repeated on every page and its caption above, as a call of `datatable` in lib.typ. */
export function tableCode(block: TableBlock, composition: Composition, place: Place): string | undefined {
  const { cells, columns, headerRows } = placeCells(block.rows)
  if (cells.length === 0) return undefined
  const caption = inlineCode(block.caption ?? [], composition, place) ?? 'none'
  const code = (placed: PlacedCell) => cellCode(placed, composition, place)
  const header = cells.filter(placed => placed.y < headerRows).map(code)
  const body = cells.filter(placed => placed.y >= headerRows).map(code)
  return `datatable(${columns}, ${headerRows}, (${header.map(cell => `${cell},`).join(' ')}), (${body.map(cell => `${cell},`).join(' ')}), ${caption})`
}

function cellCode({ cell, x, y, colspan, rowspan }: PlacedCell, composition: Composition, place: Place): string {
  const body = composition.composeBlocks(cell.children, composition, place) ?? '[]'
  const shown = cell.header === true ? `strong(${body})` : body
  const options = [
    `x: ${x}`,
    `y: ${y}`,
    colspan === 1 ? '' : `colspan: ${colspan}`,
    rowspan === 1 ? '' : `rowspan: ${rowspan}`,
    cell.align === undefined ? '' : `align: ${cell.align}`,
  ].filter(option => option !== '')
  return `table.cell(${options.join(', ')}, ${shown})`
}
