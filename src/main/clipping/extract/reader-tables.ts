import { attribute, isElement, type PageElement, textOf } from './page-tree.ts'

/** True for a table that only lays out the page: one row or column, tables within, or long prose in a cell. */
export function isLayoutTable(table: PageElement): boolean {
  const role = attribute(table, 'role')
  if (role === 'presentation' || role === 'none') return true
  let rows = 0
  let widest = 0
  let long = false
  const stack: PageElement[] = [table]
  for (let at = stack.pop(); at; at = stack.pop()) {
    for (const child of at.childNodes) {
      if (!isElement(child)) continue
      if (child.tagName === 'th' || child.tagName === 'caption' || child.tagName === 'thead') return false
      if (child.tagName === 'table') return true
      if (child.tagName === 'tr') {
        rows++
        widest = Math.max(widest, child.childNodes.filter(cell => isElement(cell)).length)
      }
      if (child.tagName === 'td' && textOf(child).length > 600) long = true
      stack.push(child)
    }
  }
  return rows <= 1 || widest <= 1 || long
}
