import { canonicalText, type TreeNode } from './canonical-text.ts'

/** A node of a tree with child lists, as parse5 makes them: text nodes have a `value`, elements have `childNodes`. */
export interface ListedNode {
  readonly nodeName: string
  readonly value?: string
  readonly childNodes?: readonly ListedNode[]
}

class LinkedNode implements TreeNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly parentNode: LinkedNode | null
  firstChild: LinkedNode | null = null
  nextSibling: LinkedNode | null = null

  constructor(node: ListedNode, parent: LinkedNode | null) {
    this.nodeType = node.nodeName === '#text' ? 3 : node.nodeName.startsWith('#') ? 8 : 1
    this.nodeName = node.nodeName
    this.nodeValue = node.value ?? null
    this.parentNode = parent
  }
}

/** The same tree with its nodes linked to each other, as `indexText` reads them. Without recursion, so depth is no danger. */
export function linkTree(root: ListedNode): TreeNode {
  const linkedRoot = new LinkedNode(root, null)
  const open: [ListedNode, LinkedNode][] = [[root, linkedRoot]]
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const [node, linked] = entry
    let before: LinkedNode | null = null
    for (const child of node.childNodes ?? []) {
      const linkedChild = new LinkedNode(child, linked)
      if (before === null) linked.firstChild = linkedChild
      else before.nextSibling = linkedChild
      before = linkedChild
      open.push([child, linkedChild])
    }
  }
  return linkedRoot
}

/** The canonical text of a tree with child lists, such as parse5's. */
export function canonicalTextOfListed(root: ListedNode): string {
  return canonicalText(linkTree(root))
}
